// Has anything changed in the page since the person acted? While nothing has, nothing has opened, and nobody looks. One
// change is enough: then nothing is observed any more, so that a busy page is not watched at its work.

import { rootOf } from "../dom";
import { chainOf } from "../tree";

export type Still = ReturnType<typeof watchStill>;

/** `changed` is called when that ends by a change. */
export const watchStill = (changed: () => void) => {
  let isStill = false;
  const end = (): void => {
    isStill = false;
    observer.disconnect();
  };
  const change = (): void => {
    end();
    changed();
  };
  const observer = new MutationObserver(change);

  return {
    /** The person acts on `target`; `isAtRest`: nothing is expected of what was done before. */
    begin(target: Element, isAtRest: boolean): void {
      isStill ||= isAtRest;
      for (const root of isStill ? new Set([document, ...chainOf(target).map(rootOf)]) : []) {
        observer.observe(root, { subtree: true, childList: true, attributes: true });
      }
    },
    /** Something has changed that no mutation tells. */
    change,
    end,
    isStill: (): boolean => isStill,
  };
};
