// What must stay free: the site's dialog and everything in it that can be activated.

import { isShown, max, min, rectOf, styleOf } from "../dom";
import { MOST_TARGETS } from "../limits";
import { ROW } from "../read/rows";
import { FIELD } from "../read/text";
import type { Rect } from "./place";
import { below, chainOf } from "../tree";

const TARGET = `${ROW},${FIELD},[role=combobox],[role=slider],[onclick]`;

/** The controls of `box`, and the nodes that carry its text: by structure; where they are is asked anew each time. */
export function find(box: Element, host: Element | null): Element[][] {
  const controls: Element[] = [];
  const leaves: Element[] = [];
  const pointed = new Set<Element | null>();
  for (const node of below(box, host)) {
    const points = styleOf(node).cursor === "pointer";
    if (points) pointed.add(node);
    // A row without a role gives itself away by its cursor, which what is inside it inherits.
    const row = points && !pointed.has(node.parentElement);
    if (row || (node as HTMLElement).tabIndex >= 0 || node.matches(TARGET)) controls.push(node);
    if (!node.firstElementChild && (row || node.textContent)) leaves.push(node);
  }
  return [controls, leaves];
}

/** The visible panel and its visible controls, in the terms of this window and clipped to `view`. */
export function survey(box: Element, [controls, leaves]: Element[][], view: Rect): [panel: Rect, controls: Rect[]] {
  let x = 0;
  let y = 0;
  for (const frame of chainOf(box).slice(1)) {
    if (!("contentWindow" in frame)) continue;
    const { left, top } = rectOf(frame);
    x += left + frame.clientLeft;
    y += top + frame.clientTop;
  }
  const place = (node: Element, to: Rect): Rect => {
    const { left, top, right, bottom } = rectOf(node);
    return { l: max(left + x, to.l), t: max(top + y, to.t), r: min(right + x, to.r), b: min(bottom + y, to.b) };
  };
  const size = (rect: Rect) => max(rect.r - rect.l, 0) * max(rect.b - rect.t, 0);
  const whole = place(box, view);
  const within = size(whole) ? whole : view;
  const seen = (nodes: Element[]) =>
    nodes
      .filter(isShown)
      .map((node) => place(node, within))
      // A scroll area or a backdrop is no target; nor is the hidden twin of a drawn radio.
      .filter((each) => each.r - each.l > 4 && each.b - each.t > 4 && size(each) < size(within) / 3);
  const all = seen(controls);
  const targets = all.slice(0, MOST_TARGETS);
  if (size(within) < 0.8 * size(view)) return [whole, targets];
  // A backdrop or an empty shell: what one sees as the dialog is around its contents.
  const contents = [...all, ...seen(leaves)];
  const panel = {
    l: min(view.r, ...contents.map(({ l }) => l - 24)),
    t: min(view.b, ...contents.map(({ t }) => t - 24)),
    r: max(view.l, ...contents.map(({ r }) => r + 24)),
    b: max(view.t, ...contents.map(({ b }) => b + 24)),
  };
  return [panel.r > panel.l ? panel : whole, targets];
}
