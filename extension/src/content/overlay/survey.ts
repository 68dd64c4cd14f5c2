// What must stay free: the site's dialog and everything in it that can be activated.

import type { Rect } from "./place";
import { below, isShown } from "./tree";

/** A screen holds fewer; a hostile page must not make the search for a place long. */
const MOST_TARGETS = 150;
const ROLES = /^(button|link|radio|checkbox|switch|option|tab|textbox|combobox|slider|treeitem|menuitem.*)$/;

/** The controls of `box`, and the nodes that carry its text: by structure; where they are is asked anew each time. */
export function find(box: Element, host: Element | null): Element[][] {
  const controls: Element[] = [];
  const leaves: Element[] = [];
  const pointed = new Set<Element | null>();
  for (const node of below(box, host)) {
    const points = getComputedStyle(node).cursor === "pointer";
    if (points) pointed.add(node);
    // A row without a role gives itself away by its cursor, which what is inside it inherits.
    const row = points && !pointed.has(node.parentElement);
    if (row || (node as HTMLElement).tabIndex >= 0 || node.matches("label,[onclick]") || ROLES.test(node.role ?? "")) controls.push(node);
    if (!node.firstElementChild && (row || node.textContent)) leaves.push(node);
  }
  return [controls, leaves];
}

/** The visible panel and its visible controls, in the terms of this window and clipped to `view`. */
export function survey(box: Element, [controls, leaves]: Element[][], view: Rect): [panel: Rect, controls: Rect[]] {
  let x = 0;
  let y = 0;
  for (let win = box.ownerDocument.defaultView; win?.frameElement; win = win.parent as typeof window) {
    const { left, top } = win.frameElement.getBoundingClientRect();
    x += left + win.frameElement.clientLeft;
    y += top + win.frameElement.clientTop;
  }
  const place = (node: Element, to: Rect): Rect => {
    const { left, top, right, bottom } = node.getBoundingClientRect();
    return { l: Math.max(left + x, to.l), t: Math.max(top + y, to.t), r: Math.min(right + x, to.r), b: Math.min(bottom + y, to.b) };
  };
  const size = (rect: Rect) => Math.max(rect.r - rect.l, 0) * Math.max(rect.b - rect.t, 0);
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
  const panel = { l: view.r, t: view.b, r: view.l, b: view.t };
  for (const each of [...all, ...seen(leaves)]) {
    panel.l = Math.min(panel.l, each.l - 24);
    panel.t = Math.min(panel.t, each.t - 24);
    panel.r = Math.max(panel.r, each.r + 24);
    panel.b = Math.max(panel.b, each.b + 24);
  }
  return [panel.r > panel.l ? panel : whole, targets];
}
