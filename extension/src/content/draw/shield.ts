// Whose event is it? What happens in our overlay stays in it, and so does the end of what began there.

import { rectAt, type Rect } from "./place";

export interface Shield {
  /** The press under way is ours. */
  isPressed: boolean;
  /** The key that is down is ours. */
  isKeyed: boolean;
  /** The page had the last key, and that was Shift+Tab. */
  isBackwards: boolean;
  /** The last press in ours, on the clock of events. */
  press: { x: number; y: number; time: number };
  /** Around where the pointer last was; null while it is over ours. */
  pointer: Rect | null;
}

/** What is asked of an event that a person caused. */
export interface Seen {
  type: string;
  timeStamp: number;
  clientX: number;
  clientY: number;
  key: string;
  shiftKey: boolean;
  /** It started in ours. */
  isOurs: boolean;
}

export const raised: Shield = {
  isPressed: false,
  isKeyed: false,
  isBackwards: false,
  press: { x: 0, y: 0, time: -Infinity },
  pointer: null,
};

// Milliseconds and pixels within which a second press belongs to the first.
const TWICE = 400;
const NEAR = 24;

const ENDS = /^(pointerup|mouse(down|up)|touch|.*click|context)/;

/** The shield after an event, and whether that is astray: the end of what began in ours (a press dragged out of it, the
 * release of the key that folded it, the second half of a double click that dismissed it) must not land on what is
 * below. */
export function judge(shield: Shield, event: Seen): { shield: Shield; isAstray: boolean } {
  const { type, timeStamp: time, clientX: x, clientY: y, key, shiftKey, isOurs } = event;
  const next = { ...shield };
  let isAstray = false;
  if (type === "pointerdown") {
    const { press } = shield;
    isAstray = !isOurs && time - press.time < TWICE && Math.hypot(x - press.x, y - press.y) < NEAR;
    next.isPressed = isOurs || isAstray;
    if (isOurs) next.press = { x, y, time };
  } else if (type === "keydown") {
    next.isKeyed = isOurs;
    next.isPressed = false;
    next.isBackwards = !isOurs && key === "Tab" && shiftKey;
  } else if (!isOurs) isAstray = ENDS.test(type) ? shield.isPressed : shield.isKeyed && type === "keyup";
  if (type === "click") next.isPressed = false;
  if (/^pointer[dm]/.test(type)) next.pointer = isOurs ? null : rectAt(x - NEAR, y - NEAR, 2 * NEAR, 2 * NEAR);
  return { shield: next, isAstray };
}

/** What a key or the focus in ours asks for. */
export interface Answer {
  /** The page must not learn of it; else it may, so that its focus trap wraps. */
  isKept: boolean;
  /** The last control is meant. */
  isLast: boolean;
  isEscape: boolean;
}

/** What becomes of an event that started in ours. `here` is the index of the control that has the focus, of `count`;
 * `isFromOurs`: the focus was in ours before. */
export function answer(
  { type, key, shiftKey }: Pick<Seen, "type" | "key" | "shiftKey">,
  { here, count, isFromOurs, isBackwards }: { here: number; count: number; isFromOurs: boolean; isBackwards: boolean },
): Answer {
  const isTab = type === "keydown" && key === "Tab";
  return {
    isKept: !isTab || (shiftKey ? here > 0 : here < count - 1),
    // A trap that goes backwards into the host lands on its first control.
    isLast: type === "focusin" && isBackwards && here === 0 && !isFromOurs,
    isEscape: type === "keydown" && key === "Escape",
  };
}
