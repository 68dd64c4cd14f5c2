// Has anything changed in the page since the person acted? While nothing has, nothing has opened, and nobody looks. One
// change is enough: then nothing is observed any more, so that a busy page is not watched at its work. Where a report
// was asked for, all that comes may be it, whatever it is made of; and until that is known, what changes first.

import { first, isElement, observer, rootOf } from "../dom";
import { Limit } from "../limits";
import { chainOf } from "../tree";

export type Still = ReturnType<typeof watchStill>;

/** `changed` is called when that ends by a change. */
export const watchStill = (changed: () => void) => {
  let isStill = false;
  /** What was acted on, and all around it. */
  let chain: Element[] = [];
  const came = new Set<Element>();
  const observe = (): void => {
    for (const root of new Set([document, ...chain.map(rootOf)])) {
      mutations.observe(root, { subtree: true, childList: true, attributes: true });
    }
  };
  const end = (): void => {
    isStill = false;
    mutations.disconnect();
  };
  const change = (): void => {
    if (!isStill) return;
    end();
    changed();
  };
  const mutations = observer((records) => {
    // Of many changes at once the first are enough. What was put in goes before what it was put into.
    for (const { target, addedNodes } of records.slice(0, Limit.MOST_HIDDEN)) {
      for (const each of [...addedNodes, target].slice(-Limit.MOST_HIDDEN)) {
        // What holds a list; far around what was acted on that is the page.
        const isList = isElement(each) && first(each, ":nth-child(3)") && chain.indexOf(each) < 4;
        if (isList && came.size < Limit.MOST_HIDDEN) came.add(each);
      }
    }
    change();
  });

  return {
    /** The person acts on `target`; `isAtRest`: nothing is expected of what was done before. */
    begin(target: Element, isAtRest: boolean): void {
      chain = chainOf(target);
      came.clear();
      isStill ||= isAtRest;
      if (isStill) observe();
    },
    /** A report was asked for. */
    observe,
    /** Something has changed that no mutation tells. */
    change,
    end,
    isStill: (): boolean => isStill,
    /** What came since the person acted: all if a report was asked for, else what changed first. */
    came,
  };
};
