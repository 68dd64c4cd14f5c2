// What happens in our overlay stays in it: events that start at its host are stopped before the page's first listener.

import { startsAt } from "../read/target";
import { box, type Rect } from "./place";

export interface Shield {
  host: HTMLElement | null;
  /** Around where the pointer last was; none while it is over ours. */
  pointer?: Rect | null;
}

/** Raised at document_start. `receive` gets our share of an event before the page is cut off; false lets the page have it.
 * `back` says that the page had the last key and that it was Shift+Tab. */
export function raiseShield(receive: (event: Event, back: boolean) => boolean, signal: AbortSignal): Shield {
  const shield: Shield = { host: null };
  let pressed = false; // the press under way is ours
  let keyed = false; // the key that is down is ours
  let back = false;
  let last = { x: 0, y: 0, time: -999 };

  const stop = (event: Event) => {
    const { type, timeStamp: time, clientX: x, clientY: y, key, shiftKey } = event as PointerEvent & KeyboardEvent;
    if (!event.isTrusted) return;
    const ours = startsAt(event, shield.host);
    // Astray: the end of what began in ours (a press dragged out of it, the release of the key that folded it, the
    // second half of a double click that dismissed it) must not land on what is below.
    let astray = false;
    if (type === "pointerdown") {
      astray = !ours && time - last.time < 400 && Math.hypot(x - last.x, y - last.y) < 24;
      pressed = ours || astray;
      if (ours) last = { x, y, time };
    } else if (type === "keydown") {
      keyed = ours;
      pressed = false;
      back = !ours && key === "Tab" && shiftKey;
    } else if (!ours) astray = /^(pointerup|mouse(down|up)|touch|.*click|context)/.test(type) ? pressed : keyed && type === "keyup";
    if (type === "click") pressed = false;
    if (/^pointer[dm]/.test(type)) shield.pointer = ours ? null : box(x - 24, y - 24, 48, 48);
    if (astray && event.cancelable) event.preventDefault();
    if (astray || (ours && receive(event, back))) event.stopImmediatePropagation();
  };

  const listen = (type: string) => addEventListener(type, stop, { capture: true, passive: /touch|wheel/.test(type), signal });
  // Every event that has a handler attribute; a listener for raw pointer updates would slow every page down.
  for (const name in HTMLElement.prototype) if (/^on(?!pointerraw)/.test(name)) listen(name.slice(2));
  ["focusin", "focusout", "DOMActivate", "DOMFocusIn", "DOMFocusOut"].forEach(listen);
  return shield;
}
