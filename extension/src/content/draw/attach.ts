// Puts the host into the page, and says what the page then does to it.

import { isShown } from "../dom";
import { startsAt } from "../read/target";
import { parentsFor } from "./parents";
import type { Rect } from "./place";

/** Puts `node` where it belongs, on top of whatever the page put there since; false where it is that already, drawn
 * at `at`. */
export function attachTo(site: Element, node: HTMLElement, at: Rect | null): boolean {
  const parents = parentsFor(site);
  if (at && node.parentNode === parents[0]) {
    const top = (node.getRootNode() as Document).elementFromPoint((at.l + at.r) / 2, (at.t + at.b) / 2);
    if (top === node) return false;
  }
  for (const parent of parents) {
    node.remove();
    // Before a focus sentinel, if the dialog ends in one: what is behind that cannot be reached with Tab.
    const end = parent.lastElementChild as HTMLElement | null;
    parent.insertBefore(node, end && end.tabIndex >= 0 && !end.firstChild ? end : null);
    node.showPopover();
    if (isShown(node)) break;
  }
  return true;
}

export interface Hears {
  /** The page took the node out. */
  removed(): void;
  /** Something may have moved. */
  moved(): void;
  resized(): void;
  /** The focus went to a node of the page. */
  focused(node: Element): void;
}

/** Watches what matters to a node that is in the page, until the answer is aborted. */
export function watchPage(site: Element, node: HTMLElement, hears: Hears): AbortController {
  const watch = new AbortController();
  const options = { capture: true, signal: watch.signal };
  const lost = new MutationObserver(() => node.isConnected || hears.removed());
  lost.observe(node.parentNode as Node, { childList: true });
  const size = new ResizeObserver(hears.moved);
  size.observe(site);
  watch.signal.onabort = () => {
    lost.disconnect();
    size.disconnect();
  };
  for (const each of [window, visualViewport]) {
    // A dialog that slides in is measured again where it comes to rest.
    for (const type of ["scroll", "transitionend", "animationend"]) each?.addEventListener(type, hears.moved, options);
    each?.addEventListener("resize", hears.resized, options);
  }
  const keep = (event: Event) => startsAt(event, node) && event.stopImmediatePropagation();
  addEventListener("pointerrawupdate", keep, options);
  const note = (event: Event) => startsAt(event, node) || hears.focused(event.composedPath()[0] as Element);
  addEventListener("focusin", note, options);
  return watch;
}
