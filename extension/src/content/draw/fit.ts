// Does a shape fit, how large, and where? A function of what was measured.

import { GAP, NARROWEST, WIDEST } from "../limits";
import { cost, place, rectAt, type Rect, type Room } from "./place";
import type { Shape } from "./shapes";

const { max, min } = Math;

export interface Size {
  w: number;
  h: number;
  /** What is in it is wider than that. */
  isCut: boolean;
}

/** One shape that is tried. */
export interface Trial {
  shape: Shape;
  room: Room;
  /** Where this shape stands already. */
  kept: Rect | null;
  /** The person opened it. */
  isOpened: boolean;
  /** The person unfolded something in it. */
  isUnfolded: boolean;
  /** No other shape is left to try. */
  isLast: boolean;
}

/** The width that a shape takes in CSS pixels, null for that of what is in it. */
export function widthOf(shape: Shape, { viewport, panel }: Room): number | null {
  const wide = viewport.r - viewport.l;
  if (shape === "strip") return min(wide, 560);
  if (shape !== "card") return null;
  const beside = max(panel.l - viewport.l, viewport.r - panel.r) - GAP;
  return min(wide, WIDEST, beside < NARROWEST ? WIDEST : beside);
}

/** A place for the shape, the one it has if that is still good; null if there is none that covers nothing. `sizes` are
 * the shape's, whole, then with less in it; the next is asked for where the former does not fit. */
export function fit(trial: Trial, sizes: Iterable<Size>): Rect | null {
  const { shape, room, kept, isOpened, isUnfolded, isLast } = trial;
  const most = room.viewport.b - room.viewport.t;
  let w = 0;
  let h = 0;
  for (const size of sizes) {
    ({ w, h } = size);
    const at = size.isCut && shape !== "card" ? null : standAt(trial, w, h);
    if (at) return at;
  }
  // What the person opened or unfolds scrolls; what comes unasked must fit.
  const scrolled =
    (isOpened || isUnfolded) && (standAt(trial, w, min(h, most)) ?? (kept && standAt(trial, w, kept.b - kept.t)));
  if (scrolled) return scrolled;
  return isLast || isOpened ? place({ ...room, pointer: isOpened ? null : room.pointer }, w, min(h, most)) : null;
}

/** A good place for `w` by `h`, null where there is none. */
function standAt({ shape, room, kept, isOpened }: Trial, w: number, h: number): Rect | null {
  const { viewport } = room;
  const isGood = (at: Rect) => cost(room, at) < (shape === "card" ? 0.01 : 1);
  const best = place(room, w, h);
  if (kept) {
    const stay = rectAt(min(kept.l, viewport.r - w), min(kept.t, viewport.b - h), w, h);
    // Where the dialog has grown into it, it gives way if there is room. Where the person opened it over the dialog,
    // it stays.
    const isWell = isGood(stay) && cost(room, stay) < cost(room, best) + 0.4;
    if (isWell || (isOpened && !isGood(kept) && cost(room, stay) < 1e9)) return stay;
  }
  return isGood(best) ? best : null;
}
