// Stops what starts at our host before the page's first listener.

import { startsAt } from "../read/target";
import type { Rect } from "./place";
import { judge, raised, type Seen } from "./shield";

/** Guards the node that `host` answers. `receive` gets our share of an event before the page is cut off; false lets the
 * page have it. `raise` begins to listen: at document_start, and anew where the page took every listener away; `pointer`
 * says where that is. */
export const guardEvents = (
  host: () => Element | undefined,
  receive: (event: Event & Seen) => boolean,
  signal: AbortSignal,
): [raise: () => void, pointer: () => Rect | null | undefined] => {
  let shield = raised;

  const stop = (event: Event) => {
    if (!event.isTrusted) return;
    const isOurs = startsAt(event, host());
    shield = judge(shield, event as Event & Seen, isOurs);
    const { isAstray, isPassing } = shield;
    if (isAstray && event.cancelable) event.preventDefault();
    if (isAstray || (isOurs && !isPassing && receive(event as Event & Seen))) event.stopImmediatePropagation();
  };

  const listen = (type: string) =>
    addEventListener(type, stop, { capture: true, passive: /touch|wheel/.test(type), signal });
  const raise = () => {
    // Every event that has a handler attribute; a listener for raw pointer updates would slow every page down.
    for (const name in HTMLElement.prototype) if (/^on(?!pointerraw)/.test(name)) listen(name.slice(2));
    ["focusin", "focusout", "DOMActivate", "DOMFocusIn", "DOMFocusOut"].forEach(listen);
  };
  return [raise, () => shield.pointer];
};
