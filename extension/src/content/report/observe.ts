// Does a watched box change, or go? One box is observed, and nothing else of the page.

/** All attributes: what shows and hides a step, checks a row or names one has no end of names. */
const WATCHED = { subtree: true, childList: true, characterData: true, attributes: true };

export interface Observed {
  /** Observes the box with these shadow roots and frames in it from now on. */
  observe(roots: ParentNode[]): void;
  close(): void;
}

/** Calls `changed` when something in `node` changes, but for the coming and going of our own `host`, and `moved` when
 * it may have been hidden or removed. */
export const observeBox = (
  node: Element,
  host: () => Element | null,
  changed: () => void,
  moved: () => void,
): Observed => {
  const isHost = (each: Node) => each === host();
  const isOurs = ({ target, addedNodes, removedNodes, type }: MutationRecord) =>
    isHost(target) || (type === "childList" && [...addedNodes, ...removedNodes].every(isHost));
  const contents = new MutationObserver((records) => {
    if (!records.every(isOurs)) changed();
  });
  // A box that is removed or hidden leaves the viewport, also where no mutation can be seen.
  const place = new IntersectionObserver(moved);
  place.observe(node);
  return {
    observe(roots) {
      contents.disconnect();
      for (const root of [node, ...roots]) contents.observe(root, WATCHED);
    },
    close() {
      contents.disconnect();
      place.disconnect();
    },
  };
};
