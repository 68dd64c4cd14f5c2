// What does an event of a person mean for us?

import { SAME_PRESS } from "../limits";

/** What is told of an event; `time` in milliseconds. */
export interface Happening {
  type: string;
  key?: string;
  repeat?: boolean;
  time: number;
}

/** In order:
 * - `read the gate`, if that was not done yet: somebody acts on this page;
 * - `look now`, if a look is pending: the page is about to change;
 * - `press`, `release`, `click`, `key`, `pick`: what the reports are told;
 * - `activate`: what was acted on may open something, and may say that it opens a report;
 * - `look anew`: the looks begin anew. */
export type Meaning =
  | "read the gate" | "look now"
  | "press" | "release" | "click" | "key" | "pick"
  | "activate" | "look anew";

export const EVENTS = ["pointerdown", "pointerup", "click", "keydown", "focusin", "change"];

/** `cameUp` is when the pointer last did. */
export function meaningOf({ type, key = "", repeat, time }: Happening, cameUp: number): Meaning[] {
  switch (type) {
    case "pointerdown":
      return ["read the gate", "look now", "press"];
    case "pointerup":
      return ["release", "activate", "look anew"];
    case "click":
      // Without a pointer before it, it is the keyboard's or that of a tool that clicks.
      return time - cameUp > SAME_PRESS ? ["click", "activate", "look anew"] : ["click", "look anew"];
    case "keydown":
      if (repeat) return [];
      if (key === "Enter" || key === " ") return ["read the gate", "key", "activate", "look anew"];
      return /^Arrow./.test(key) ? ["look anew"] : [];
    case "change":
      return ["pick", "look anew"];
    case "focusin":
      return ["look anew"];
  }
  return [];
}
