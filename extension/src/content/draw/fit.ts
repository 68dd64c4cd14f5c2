// Does a shape fit, how large, and where? A function of what is measured.

import { GAP, NARROWEST, WIDEST } from "../limits";
import type { Shape } from "./overlay";
import { cost, max, min, place, rectAt, type Rect, type Room } from "./place";

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

/** A place for the shape, the one it has if that is still good; null if there is none that covers nothing. `measure`
 * gives its size; `slim`, asked where it does not fit, takes something out of it, or answers that there is nothing. */
export function fit(trial: Trial, measure: () => Size, slim: () => boolean): Rect | null {
  const { room, kept, isOpened, isUnfolded, isLast } = trial;
  let size = measure();
  let at = standAt(trial, size);
  if (!at && !isUnfolded && slim()) {
    size = measure();
    at = standAt(trial, size);
  }
  const low = { ...size, h: min(size.h, room.viewport.b - room.viewport.t) };
  // What the person opened or unfolds scrolls; what comes unasked must fit.
  if (isOpened || isUnfolded) at ??= standAt(trial, low) ?? (kept && standAt(trial, { ...size, h: kept.b - kept.t }));
  if (isLast) at ??= place(isOpened ? { ...room, pointer: null } : room, low.w, low.h);
  return at;
}

/** A good place for something of this size, null where there is none. */
function standAt({ shape, room, kept, isOpened }: Trial, { w, h, isCut }: Size): Rect | null {
  if (isCut && shape !== "card") return null;
  const { viewport } = room;
  const isGood = (at: Rect) => cost(room, at) < (shape === "card" ? 0.01 : 1);
  const best = place(room, w, h);
  if (kept) {
    const stay = rectAt(min(kept.l, viewport.r - w), min(kept.t, viewport.b - h), w, h);
    const price = cost(room, stay);
    // Where the dialog has grown into it, it gives way if there is room. Where the person opened it over the dialog,
    // it stays.
    const isWell = isGood(stay) && price < cost(room, best) + 0.4;
    if (isWell || (isOpened && !isGood(kept) && price < 1e9)) return stay;
  }
  return isGood(best) ? best : null;
}
