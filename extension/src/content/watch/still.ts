// Has anything changed in the page since the person acted? While nothing has, nothing has opened, and nobody looks. One
// change is enough: then nothing is observed any more, so that a busy page is not watched at its work. Only where a
// report was asked for, what comes is noted: it may be that, whatever it is made of.

import { first, isElement, rootOf } from "../dom";
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
      observer.observe(root, { subtree: true, childList: true, attributes: true });
    }
  };
  const end = (): void => {
    isStill = false;
    came.clear();
    observer.disconnect();
  };
  const change = (): void => {
    if (!isStill) return;
    end();
    changed();
  };
  const observer = new MutationObserver((records) => {
    if (isStill) return change();
    for (const { target, addedNodes } of records) {
      // What holds a list; far around what was acted on that is the page.
      for (const each of [target, ...addedNodes]) {
        const isSome = came.size < Limit.MOST_HIDDEN && isElement(each) && first(each, ":nth-child(3)");
        if (isSome && chain.indexOf(each) < 4) came.add(each);
      }
    }
  });

  return {
    /** The person acts on `target`; `isAtRest`: nothing is expected of what was done before. */
    begin(target: Element, isAtRest: boolean): void {
      chain = chainOf(target);
      isStill ||= isAtRest;
      if (isStill) observe();
    },
    /** A report was asked for. */
    observe,
    /** Something has changed that no mutation tells. */
    change,
    end,
    isStill: (): boolean => isStill,
    /** What came since a report was asked for. */
    came,
  };
};
