// What does an event of a person mean?

import { Limit } from "../limits";

/** What is asked of an event; `timeStamp` in milliseconds. */
export interface Happening {
  type: string;
  timeStamp: number;
  key?: string;
  repeat?: boolean;
}

export const EVENTS = ["pointerdown", "pointerup", "click", "keydown", "focusin", "change"];

/** Whether it may open a box or change what is chosen in one. A key that is held did that already. */
export const isOfUse = ({ type, key = "", repeat }: Happening): boolean =>
  type !== "keydown" || (!repeat && /^(Enter| |Arrow.+)$/.test(key));

/** Whether it activates what it happens on. A pointer does so where it went down, once it comes up, at `cameUp`; a
 * click without that is the keyboard's or that of a tool that clicks. */
export const activates = ({ type, key = "", timeStamp }: Happening, cameUp: number): boolean =>
  type === "click" ? timeStamp - cameUp > Limit.SAME_PRESS : type === "keydown" && /^(Enter| )$/.test(key);
