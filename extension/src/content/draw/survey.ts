// What must stay free? The site's dialog, its head, and everything in it that can be activated.

import { isShown, matches, max, min, of, query, rectOf, styleOf, textOf } from "../dom";
import { Limit } from "../limits";
import { HEADING, OPTION, ROW } from "../read/rows";
import { FIELD } from "../read/text";
import { below, chainOf } from "../tree";
import type { Rect } from "./place";

const TARGET = `${HEADING},${ROW},${FIELD},[role=slider],[onclick]`;

/** What is in a dialog, by structure; where it is is asked anew each time. */
export interface Contents {
  controls: Element[];
  /** The nodes that carry its text. */
  leaves: Element[];
}

export const nothing: Contents = { controls: [], leaves: [] };

export const contentsOf = (box: Element, host: Element | undefined): Contents => {
  const controls: Element[] = [];
  const leaves: Element[] = [];
  const pointed = new Set<Element | null>();
  // What is to be chosen may stand elsewhere, mostly at the end.
  const options = query(document, OPTION).filter(isShown).slice(-Limit.MOST_OPTIONS);
  for (const node of [...below(box, host), ...options]) {
    const points = styleOf(node).cursor === "pointer";
    if (points) pointed.add(node);
    // A row without a role gives itself away by its cursor, which what is inside it inherits.
    const row = points && !pointed.has(of(node, "parentElement"));
    if (row || of(node as HTMLElement, "tabIndex") >= 0 || matches(node, TARGET)) controls.push(node);
    if (!of(node, "firstElementChild") && (row || textOf(node))) leaves.push(node);
  }
  return { controls, leaves };
};

/** The visible panel and its visible controls, in the terms of this window and clipped to `viewport`. */
export const survey = (
  box: Element,
  { controls, leaves }: Contents,
  viewport: Rect,
): { panel: Rect; controls: Rect[] } => {
  let x = 0;
  let y = 0;
  for (const frame of chainOf(box).slice(1)) {
    if (!matches(frame, "iframe,frame")) continue;
    const { left, top } = rectOf(frame);
    x += left + frame.clientLeft;
    y += top + frame.clientTop;
  }
  const clip = (node: Element, to: Rect): Rect => {
    const { left, top, right, bottom } = rectOf(node);
    return { l: max(left + x, to.l), t: max(top + y, to.t), r: min(right + x, to.r), b: min(bottom + y, to.b) };
  };
  const whole = clip(box, viewport);
  const within = areaOf(whole) ? whole : viewport;
  const seen = (nodes: Element[]) =>
    nodes
      .filter(isShown)
      .map((node) => clip(node, matches(node, OPTION) ? viewport : within))
      .filter((each) => isTarget(each, within));
  // A head that is no heading is what it says first.
  const all = seen([...leaves.slice(0, 1), ...controls]);
  // What one sees as the dialog is asked for only where its box says nothing.
  const isShell = areaOf(within) >= 0.8 * areaOf(viewport);
  const panel = isShell && panelAround([...all, ...seen(leaves)]);
  return { panel: panel || whole, controls: all.slice(0, Limit.MOST_TARGETS) };
};

const areaOf = ({ l, t, r, b }: Rect): number => max(r - l, 0) * max(b - t, 0);

/** A scroll area or a backdrop is no target; nor is the hidden twin of a drawn radio. */
export const isTarget = (at: Rect, within: Rect): boolean =>
  at.r - at.l > 4 && at.b - at.t > 4 && areaOf(at) < areaOf(within) / 3;

/** Of a backdrop or an empty shell: what one sees as the dialog is around its contents. Null where it has none. */
export const panelAround = (contents: Rect[]): Rect | null => {
  if (!contents[0]) return null;
  const all = (side: keyof Rect) => contents.map((each) => each[side]);
  const margin = 24;
  return {
    l: min(...all("l")) - margin,
    t: min(...all("t")) - margin,
    r: max(...all("r")) + margin,
    b: max(...all("b")) + margin,
  };
};
