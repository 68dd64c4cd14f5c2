// Does a watched box change, or go? One box is observed, and nothing else of the page.

import { observer } from "../dom";

/** Calls `changed` when something in `node` or in these shadow roots and frames in it changes, but for the coming and
 * going of our own `host`, and `moved` when it may have been hidden or removed; until what it answers is called. */
export const observeBox = (
  node: Element,
  roots: ParentNode[],
  host: () => Element | undefined,
  changed: () => void,
  moved: () => void,
): (() => void) => {
  const isHost = (each: Node) => each === host();
  const isOurs = ({ target, addedNodes, removedNodes, type }: MutationRecord) =>
    isHost(target) || (type === "childList" && [...addedNodes, ...removedNodes].every(isHost));
  const contents = observer((records) => {
    if (!records.every(isOurs)) changed();
  });
  // A box that is removed or hidden leaves the viewport, also where no mutation can be seen.
  const place = new IntersectionObserver(moved);
  place.observe(node);
  for (const root of [node, ...roots]) {
    // All attributes: what shows and hides a step, checks a row or names one has no end of names.
    contents.observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
  }
  return () => {
    contents.disconnect();
    place.disconnect();
  };
};
