// Where the overlay stands: beside the dialog if there is room, else where it covers nothing that can be activated.

import { max, min } from "../dom";
import { GAP } from "../limits";

export interface Rect {
  l: number;
  t: number;
  r: number;
  b: number;
}

export interface Room {
  /** What may be used of the viewport. */
  view: Rect;
  panel: Rect;
  controls: Rect[];
  /** Around the pointer, if it is not over ours: a late overlay must not catch the click meant for "Send". */
  pointer: Rect | null | undefined;
  rtl: boolean;
}

export const box = (l: number, t: number, w: number, h: number): Rect => ({ l, t, r: l + w, b: t + h });

const overlap = (a: Rect, b: Rect) =>
  max(0, min(a.r, b.r) - max(a.l, b.l)) * max(0, min(a.b, b.b) - max(a.t, b.t));

/** What standing at `at` costs: 0 or less beside the dialog, below 1 over the dialog but none of its controls, from 1 over
 * controls, from 1e6 over the middle of one, from 1e9 under the pointer or out of sight. */
export function cost({ view, panel, controls, pointer }: Room, at: Rect): number {
  if (at.l < view.l || at.t < view.t || at.r > view.r + 1 || at.b > view.b + 1) return 2e9;
  let sum = pointer && overlap(at, pointer) ? 1e9 : 0;
  const on = overlap(at, panel);
  if (!on) return sum;
  let clear = 99; // pixels to the nearest control
  for (const each of controls) {
    const shared = overlap(at, each);
    // A control whose middle shows can be hit there.
    if (shared) sum += shared + 1e6 * +!!overlap(at, box((each.l + each.r) / 2, (each.t + each.b) / 2, 1, 1));
    clear = min(clear, max(each.t - at.b, at.t - each.b, each.l - at.r, at.l - each.r, 0));
  }
  return sum + 0.5 + on / 1e7 - clear / 1e3;
}

/** The best place for `w` by `h`: in the largest free area beside the panel, next to it; else where it costs least. */
export function place(room: Room, w: number, h: number): Rect {
  const { view, panel, controls, rtl } = room;
  const xs = [panel.r + GAP, panel.l - GAP - w, (panel.l + panel.r - w) / 2, view.r - w, view.l];
  const ys = [max(view.t, min(panel.t, view.b - h)), (panel.t + panel.b - h) / 2, panel.b + GAP, panel.t - GAP - h, view.b - h, view.t];
  for (const each of controls) ys.push(each.b + 4, each.t - h - 4);
  let best = box(xs[0], ys[0], w, h);
  let least = Infinity;
  for (const x of xs) {
    for (const y of ys) {
      const at = box(x, y, w, h);
      let price = cost(room, at);
      if (price === 0) {
        // How much is free on that side, in parts of the view; of two alike, the one where reading goes on.
        price -= max(
          x >= panel.r ? (view.r - panel.r) / (view.r - view.l) + (rtl ? 0 : 0.05) : 0,
          at.r <= panel.l ? (panel.l - view.l) / (view.r - view.l) + (rtl ? 0.05 : 0) : 0,
          y >= panel.b ? (view.b - panel.b) / (view.b - view.t) : 0,
          at.b <= panel.t ? (panel.t - view.t) / (view.b - view.t) : 0,
        );
      }
      if (price < least) [best, least] = [at, price];
    }
  }
  return best;
}
