// One box that passed the gate: watched until it closes.

import type { Decision } from "../../shared/messages";
import { isVisible } from "../read/find";
import type { Reading } from "../read/snapshot";
import { now } from "../dom";

/** One report, from the click that began it to its end; it may pass through several boxes. */
export interface Flow {
  /** The core's memory of it. */
  state: string;
  /** Id of the phrase that was clicked to begin it. */
  opener: string;
  /** When it began, and until when another box may take it up. */
  since: number;
  until: number;
}

export interface Box {
  node: Element;
  flow: Flow;
  since: number;
  reading: Reading;
  decision?: Decision;
  /** The children of this are rows, for one of them was pressed. */
  list: Element | null;
  /** Something was activated in it. */
  acted: boolean;
  /** The core has recognised it once: what is clicked in it goes on, also when nothing is shown. */
  report: boolean;
  /** How often in a row the core said that it is none. */
  nones: number;
  /** It changed, and was not read since. */
  dirty: boolean;
  /** Observes what `reading` says the box consists of. */
  watch(): void;
  close(): void;
}

const WATCHED = {
  subtree: true,
  childList: true,
  characterData: true,
  attributeFilter: "aria-checked aria-selected aria-pressed aria-hidden aria-label checked selected class disabled hidden open style inert".split(" "),
};

export const isReport = (box: Box | undefined): boolean => !!box?.decision && box.decision.stage !== "none";

/** Watches a box and nothing else. `host` is our own node, whose coming and going is no change. */
export function open(node: Element, flow: Flow, reading: Reading, host: () => Element | null, changed: (box: Box) => void, gone: () => void): Box {
  const observer = new MutationObserver((records) => {
    const ours = (each: Node) => each === host();
    const quiet = ({ target, addedNodes, removedNodes, type }: MutationRecord) =>
      ours(target) || (type === "childList" && [...addedNodes, ...removedNodes].every(ours));
    if (!box.dirty && !records.every(quiet)) {
      box.dirty = true;
      changed(box);
    }
  });
  // A box that is removed or hidden changes its size or leaves the viewport, also where no mutation can be seen.
  const check = () => isVisible(node) || gone();
  const size = new ResizeObserver(check);
  const place = new IntersectionObserver(check);
  size.observe(node);
  place.observe(node);
  const box: Box = {
    node, flow, reading, since: now(), list: null, acted: false, report: false, nones: 0, dirty: false,
    watch() {
      observer.disconnect();
      for (const root of [node, ...box.reading.roots]) observer.observe(root, WATCHED);
    },
    close() {
      for (const each of [observer, size, place]) each.disconnect();
    },
  };
  box.watch();
  return box;
}
