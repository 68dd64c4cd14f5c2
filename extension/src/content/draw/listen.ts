// Stops what starts at our host before the page's first listener.

import { startsAt } from "../read/target";
import type { Rect } from "./place";
import { judge, raised, type Seen } from "./shield";

export interface Guard {
  /** Whose events are kept from the page. */
  host: HTMLElement | null;
  readonly pointer: Rect | null;
}

/** Raised at document_start. `receive` gets our share of an event before the page is cut off; false lets the page have
 * it. `isBackwards` says that the page had the last key and that it was Shift+Tab. */
export function guardEvents(receive: (event: Event, isBackwards: boolean) => boolean, signal: AbortSignal): Guard {
  let shield = raised;
  const guard = {
    host: null as HTMLElement | null,
    get pointer() {
      return shield.pointer;
    },
  };

  const stop = (event: Event) => {
    if (!event.isTrusted) return;
    const isOurs = startsAt(event, guard.host);
    const { type, timeStamp, clientX, clientY, key, shiftKey } = event as Event & Seen;
    const judged = judge(shield, { type, timeStamp, clientX, clientY, key, shiftKey, isOurs });
    shield = judged.shield;
    const { isAstray } = judged;
    if (isAstray && event.cancelable) event.preventDefault();
    if (isAstray || (isOurs && receive(event, shield.isBackwards))) event.stopImmediatePropagation();
  };

  const listen = (type: string) =>
    addEventListener(type, stop, { capture: true, passive: /touch|wheel/.test(type), signal });
  // Every event that has a handler attribute; a listener for raw pointer updates would slow every page down.
  for (const name in HTMLElement.prototype) if (/^on(?!pointerraw)/.test(name)) listen(name.slice(2));
  ["focusin", "focusout", "DOMActivate", "DOMFocusIn", "DOMFocusOut"].forEach(listen);
  return guard;
}
