// Puts the host into the page, and says what the page then does to it.

import { isShown, now } from "../dom";
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
  /** The page took the node out, so many milliseconds after the watch began. */
  removed(after: number): void;
  /** Something may have moved. */
  moved(): void;
  resized(): void;
  /** The focus went to a node of the page. */
  focused(node: Element): void;
}

/** Watches what matters to a node that is in the page, until the answer is aborted. */
export function watchPage(site: Element, node: HTMLElement, hears: Hears): AbortController {
  const began = now();
  const watch = new AbortController();
  const { signal } = watch;
  const lost = new MutationObserver(() => node.isConnected || hears.removed(now() - began));
  lost.observe(node.parentNode as Node, { childList: true });
  const size = new ResizeObserver(hears.moved);
  size.observe(site);
  signal.onabort = () => {
    lost.disconnect();
    size.disconnect();
  };
  const listen = (target: EventTarget | null, type: string, heard: (event: Event) => void) =>
    target?.addEventListener(type, heard, { capture: true, signal });
  for (const each of [window, visualViewport]) {
    // A dialog that slides in is measured again where it comes to rest.
    for (const type of ["scroll", "transitionend", "animationend"]) listen(each, type, hears.moved);
    listen(each, "resize", hears.resized);
  }
  listen(window, "pointerrawupdate", (event) => startsAt(event, node) && event.stopImmediatePropagation());
  listen(window, "focusin", (event) => startsAt(event, node) || hears.focused(event.composedPath()[0] as Element));
  return watch;
}
