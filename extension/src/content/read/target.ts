// What did the user act on, and what does it say?

import { attribute } from "../dom";
import { chainOf, shadowOf } from "../tree";
import type { Look } from "./look";
import { CONTROL } from "./rows";
import { see } from "./see";
import { isLong, nameOf } from "./text";

/** What an event happened in, from the first of its path inwards: the path ends at closed roots, so these are asked. */
export function targetsOf(event: Event): Element[] {
  const { clientX, clientY, detail, type } = event as MouseEvent;
  const isPointed = clientX !== undefined && (type !== "click" || detail);
  const found: Element[] = [];
  let at = event.composedPath()[0] as Element | null | undefined;
  while (at?.nodeType === 1) {
    found.push(at);
    const root = shadowOf(at);
    at = isPointed ? root?.elementFromPoint(clientX, clientY) : root?.activeElement;
    // A root answers with what is outside it, where nothing of it is there.
    if (!root?.contains(at as Node)) break;
  }
  // The focus may stay on a list, which names the option that a key is for.
  const list = found.at(-1);
  const named = (list?.getRootNode() as Document).getElementById?.(attribute(list, "aria-activedescendant"));
  if (named && !isPointed) found.push(named);
  return found;
}

/** Whether `event` started at `host`, also where a closed root of the page stands around it. */
export const startsAt = (event: Event, host: Element | null): boolean =>
  !!host &&
  (event.composedPath().includes(host) || (host.getRootNode() !== document && targetsOf(event).includes(host)));

/** The words on the nearest control around `target`, or on the smallest thing there that says something; read no
 * further than needed. */
export function saidBy(target: Element, look: Look): string {
  let words = "";
  for (const element of chainOf(target).slice(0, 6)) {
    const seen = see(element, look);
    const isControl = element.matches(CONTROL);
    const name = isControl || !words ? nameOf(seen) : "";
    if (name && !isLong(name)) words = `${name} ${isControl ? attribute(element, "aria-label") : ""}`;
    if (isControl) break;
  }
  return words;
}
