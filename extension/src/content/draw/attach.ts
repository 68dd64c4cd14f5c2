// Puts the host into the page, and says what the page then does to it.

import {
  call, elementAt, first, isConnected, isSeen, isShown, matches, now, observer, of, query, rootOf, windowOf,
} from "../dom";
import { startsAt } from "../read/target";
import { chainOf, shadowOf } from "../tree";
import { parentsFor } from "./parents";
import type { Rect } from "./place";

/** Puts `node` where it belongs, on top of whatever the page put there since; false where it is that already, drawn
 * at `at`, where the person presses something in it (a press ends on what it began on), and where the dialog has gone,
 * which may give the focus back only after that. */
export const attachTo = (site: Element, node: HTMLElement, at: Rect | null): boolean => {
  const parents = parentsFor(site, node);
  const isThere =
    at &&
    node.parentNode === parents[0] &&
    isShown(node) &&
    elementAt(rootOf(node), (at.l + at.r) / 2, (at.t + at.b) / 2) === node;
  if (isThere || !isConnected(site) || matches(node, ":active")) return false;
  for (const parent of parents) {
    node.remove();
    // Before a focus sentinel, if the dialog ends in one: what is behind that cannot be reached with Tab.
    const end = of(parent, "lastElementChild") as HTMLElement | null;
    call(parent, "insertBefore", node, end && of(end, "tabIndex") >= 0 && !of(end, "firstChild") ? end : null);
    node.showPopover();
    if (isShown(node)) break;
  }
  return true;
};

/** Whether another copy of the extension draws beside `site`: a family's and a school's, say. */
export const hasTwin = (site: Element, own: Element | undefined): boolean =>
  chainOf(site).some((parent) =>
    query(parent, ":scope>[popover=manual]").some(
      (each) => each !== own && isSeen(each) && first(shadowOf(each), "[data-stage]"),
    ),
  );

/** 1: Tab, -1: Shift+Tab, 0: neither. */
export type Tab = 1 | -1 | 0;

/** Whether a trap of the page took the focus from one end of the dialog to the other, past ours. */
export const isWrapped = (from: Element, to: Element, tab: Tab, site: Element): boolean =>
  // 2: before, 4: behind, each of nodes of one tree of which neither is in the other.
  call(from, "compareDocumentPosition", to) === 3 - tab && [from, to].every((each) => chainOf(each).includes(site));

export interface Hears {
  /** The page took the node out, moved, changed or hid it, so many milliseconds after it last did or the watch began. */
  removed(after: number): void;
  /** Something may have moved. */
  moved(): void;
  resized(): void;
  /** The page had a key or a press: the focus may move by it. */
  acted(tab: Tab): void;
  /** The focus went to a node of the page. */
  focused(node: Element): void;
}

/** Watches what matters to a node that is in the page, until the answer is aborted. */
export const watchPage = (site: Element, node: HTMLElement, hears: Hears): AbortController => {
  let began = now();
  const watch = new AbortController();
  const { signal } = watch;
  const gone = () => {
    hears.removed(now() - began);
    began = now();
    // What was mended just now.
    lost.takeRecords();
  };
  // Taken out and put back, it has lost its style on the way through another document. What only marks it, as tools of
  // the person do, is left alone.
  const lost = observer((records) => {
    const isLost = ({ attributeName, removedNodes }: MutationRecord) =>
      /popover|index|inert|title|role|aria/.test(attributeName as string) || [...removedNodes].includes(node);
    if (records.some(isLost)) gone();
  });
  lost.observe(node, { attributes: true });
  lost.observe(node.parentNode as Node, { childList: true });
  const size = new ResizeObserver(() => (isShown(node) ? hears.moved() : gone()));
  for (const each of [site, node]) size.observe(each);
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
  for (const each of new Set([window, windowOf(site)])) {
    listen(each, "keydown", (event) => {
      const { key, shiftKey } = event as KeyboardEvent;
      hears.acted(key !== "Tab" || startsAt(event, node) ? 0 : shiftKey ? -1 : 1);
    });
    listen(each, "pointerdown", () => hears.acted(0));
    listen(each, "focusin", (event) => startsAt(event, node) || hears.focused(event.composedPath()[0] as Element));
  }
  return watch;
};
