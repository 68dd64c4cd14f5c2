// Whose event is it? What happens in our overlay stays in it, and so does the end of what began there.

import { Limit } from "../limits";
import { rectAt, type Rect } from "./place";

/** What is known of the events so far; what is not said is not so. */
export interface Shield {
  /** The press under way is ours. */
  isPressed?: boolean;
  /** It is the page's. */
  isTheirs?: boolean;
  /** The key that is down is ours. */
  isKeyed?: boolean;
  /** The last press in ours, on the clock of events. */
  press: { x: number; y: number; time: number };
  /** Around where the pointer last was; null while it is over ours. */
  pointer?: Rect | null;
  /** The last event must not reach the page, although it did not start in ours. */
  isAstray?: boolean;
  /** It is the page's, although it started in ours. */
  isPassing?: boolean;
}

/** What is asked of an event that a person caused. */
export interface Seen {
  type: string;
  timeStamp: number;
  detail: number;
  clientX: number;
  clientY: number;
  buttons: number;
  key: string;
  shiftKey: boolean;
}

export const raised: Shield = { press: { x: 0, y: 0, time: -Infinity } };

/** The shield after an event, that started in ours or not. Astray is the end of what began in ours (a press dragged out
 * of it, the release of the key that folded it, the second half of a double click that dismissed it): it must not land
 * on what is below. What began in the page it ends itself, also over ours. */
export const judge = (shield: Shield, event: Seen, isOurs: boolean): Shield => {
  const { type, timeStamp: time, clientX: x, clientY: y } = event;
  // Nothing of ours is dragged into the page.
  const next: Shield = { ...shield, isAstray: isOurs && type === "dragstart" };
  if (type === "pointerdown") {
    const { press } = shield;
    next.isAstray = !isOurs && time - press.time < Limit.TWICE && Math.hypot(x - press.x, y - press.y) < Limit.NEAR;
    next.isPressed = isOurs || next.isAstray;
    if (isOurs) next.press = { x, y, time };
  } else if (type === "keydown") {
    next.isKeyed = isOurs;
    next.isPressed = false;
  } else if (!isOurs) {
    const isEnd = /^(pointerup|mouse(down|up)|touch|.*click|context)/.test(type);
    next.isAstray = isEnd ? shield.isPressed : shield.isKeyed && type === "keyup";
  }
  if (type === "click") next.isPressed = false;
  // A drag begins with the end of the press.
  if (/^(pointerdown|dragstart)$/.test(type)) next.isTheirs = !isOurs && !next.isAstray;
  else if (/^pointer[^cu]/.test(type) && !event.buttons) next.isTheirs = false;
  next.isPassing =
    isOurs &&
    (type === "keyup"
      ? !shield.isKeyed
      : // What is dragged comes from the page or from outside: where nobody takes it, the browser may open it instead.
        /drag|drop/.test(type) || (next.isTheirs && /^(pointer|mouse)/.test(type)));
  if (/^pointer[dm]/.test(type)) next.pointer = isOurs ? null : rectAt(x - Limit.NEAR, y - Limit.NEAR, 2 * Limit.NEAR, 2 * Limit.NEAR);
  return next;
};

/** What a key or the focus in ours asks for: nothing that the page may learn of; to leave, so that the page's focus
 * trap wraps; the last control; or to fold. `here` is the index of the control that has the focus, of `count`;
 * `isArriving`: the focus comes from the page, backwards. */
export const answer = (
  { type, key, shiftKey }: Pick<Seen, "type" | "key" | "shiftKey">,
  here: number,
  count: number,
  isArriving: boolean,
): "stay" | "leave" | "last" | "fold" => {
  // A trap that goes backwards into the host lands on its first control.
  if (type === "focusin") return isArriving && here === 0 ? "last" : "stay";
  if (key === "Escape") return "fold";
  return key === "Tab" && (shiftKey ? here <= 0 : here >= count - 1) ? "leave" : "stay";
};
