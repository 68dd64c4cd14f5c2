// Where does the overlay stand? Beside the dialog if there is room, else where it covers nothing that can be activated.

import { max, min } from "../dom";
import { Limit } from "../limits";

/** Left, top, right and bottom, in CSS pixels of this window. */
export interface Rect {
  l: number;
  t: number;
  r: number;
  b: number;
}

export interface Room {
  /** What may be used of the viewport. */
  viewport: Rect;
  panel: Rect;
  controls: Rect[];
  /** Around the pointer, if it is not over ours: a late overlay must not catch the click meant for "Send". */
  pointer?: Rect | null;
  isRtl: boolean;
}

export const rectAt = (l: number, t: number, w: number, h: number): Rect => ({ l, t, r: l + w, b: t + h });

const overlap = (a: Rect, b: Rect): number =>
  max(0, min(a.r, b.r) - max(a.l, b.l)) * max(0, min(a.b, b.b) - max(a.t, b.t));

/** What standing at `at` costs: 0 or less beside the dialog, below 1 over the dialog but none of its controls, from 1
 * over controls, from 1e6 over the middle of one, from 1e9 under the pointer or out of sight. */
export const cost = ({ viewport, panel, controls, pointer }: Room, at: Rect): number => {
  if (at.l < viewport.l || at.t < viewport.t || at.r > viewport.r + 1 || at.b > viewport.b + 1) return 2e9;
  let sum = pointer && overlap(at, pointer) ? 1e9 : 0;
  const covered = overlap(at, panel);
  let clear = 99; // pixels to the nearest control
  for (const each of controls) {
    const shared = overlap(at, each);
    // A control whose middle shows can be hit there.
    const isMiddle = shared && overlap(at, rectAt((each.l + each.r) / 2, (each.t + each.b) / 2, 1, 1));
    if (shared) sum += shared + (isMiddle ? 1e6 : 0);
    clear = min(clear, max(each.t - at.b, at.t - each.b, each.l - at.r, at.l - each.r, 0));
  }
  return sum + (covered && 0.5 + covered / 1e7 - clear / 1e3);
};

/** The best place for `w` by `h`: in the largest free area beside the panel, next to it; else where it costs least. */
export const place = (room: Room, w: number, h: number): Rect => {
  const { viewport, panel, controls } = room;
  const lowest = viewport.b - h;
  const level = max(viewport.t, min(panel.t, lowest));
  const middle = (panel.t + panel.b - h) / 2;
  const xs = [panel.r + Limit.GAP, panel.l - Limit.GAP - w, (panel.l + panel.r - w) / 2, viewport.r - w, viewport.l];
  const ys = [level, middle, panel.b + Limit.GAP, panel.t - Limit.GAP - h, lowest, viewport.t];
  for (const each of controls) ys.push(each.b + 4, each.t - h - 4);
  let best = rectAt(xs[0], ys[0], w, h);
  let least = Infinity;
  for (const x of xs) {
    for (const y of ys) {
      const at = rectAt(x, y, w, h);
      const price = cost(room, at) || -freeBeside(room, at);
      if (price < least) [best, least] = [at, price];
    }
  }
  return best;
};

/** How much is free on the side of the panel where `at` is, in parts of the viewport; of two alike, the one where
 * reading goes on. */
const freeBeside = ({ viewport, panel, isRtl }: Room, at: Rect): number => {
  const wide = viewport.r - viewport.l;
  const tall = viewport.b - viewport.t;
  return max(
    at.l >= panel.r ? (viewport.r - panel.r) / wide + (isRtl ? 0 : 0.05) : 0,
    at.r <= panel.l ? (panel.l - viewport.l) / wide + (isRtl ? 0.05 : 0) : 0,
    at.t >= panel.b ? (viewport.b - panel.b) / tall : 0,
    at.b <= panel.t ? (panel.t - viewport.t) / tall : 0,
  );
};
