// Does a shape fit, how large, and where? A function of what is measured.

import { max, min } from "../dom";
import { Limit } from "../limits";
import type { Shape } from "./overlay";
import { cost, place, rectAt, type Rect, type Room } from "./place";

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
export const widthOf = (shape: Shape, { viewport, panel }: Room): number | null => {
  const wide = viewport.r - viewport.l;
  if (shape === "strip") return min(wide, 560);
  if (shape !== "card") return null;
  const beside = max(panel.l - viewport.l, viewport.r - panel.r) - Limit.GAP;
  return min(wide, Limit.WIDEST, beside < Limit.NARROWEST ? Limit.WIDEST : beside);
};

/** A place for the shape, the one it has if that is still good; null if there is none that covers nothing. A card is
 * always as tall as the window lets it be, so that its size says nothing and nothing jumps. */
export const fit = (trial: Trial, size: Size): Rect | null => {
  const { shape, room, isOpened, isUnfolded, isLast } = trial;
  const tall = room.viewport.b - room.viewport.t;
  const h = shape === "card" ? min(tall, Limit.TALLEST) : min(tall, size.h);
  // What comes unasked must fit; what the person opened or unfolded scrolls.
  const isWhole = size.h <= h || isOpened || isUnfolded;
  const at = isWhole ? standAt(trial, { ...size, h }) : null;
  return at ?? (isLast ? place(isOpened ? { ...room, pointer: null } : room, size.w, h) : null);
};

/** A good place for something of this size, null where there is none. */
const standAt = ({ shape, room, kept, isOpened }: Trial, { w, h, isCut }: Size): Rect | null => {
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
};
