// What did the user act on, and what does it say?

import { chainOf, shadowOf } from "../tree";
import type { Look } from "./look";
import type { Plain } from "./plain";
import { isLong, nameOf } from "./text";
import { see } from "./walk";

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
  return found;
}

/** Whether `event` started at `host`, also where a closed root of the page stands around it. */
export const startsAt = (event: Event, host: Element | null): boolean =>
  !!host &&
  (event.composedPath().includes(host) || (host.getRootNode() !== document && targetsOf(event).includes(host)));

/** The words of what was acted on. */
export function saidBy(target: Element | undefined, look: Look): string {
  return target ? wordsOn(plainsOf(chainOf(target).slice(0, 6), look)) : "";
}

function* plainsOf(chain: Element[], look: Look): Iterable<Plain> {
  for (const each of chain) yield see(each, look);
}

/** The words on the nearest control of `chain`, or on the smallest thing in it that says something. `chain` is read no
 * further than needed. */
export function wordsOn(chain: Iterable<Plain>): string {
  let words = "";
  for (const each of chain) {
    const isControl = each.isRow || each.isMaybe;
    const name = isControl || !words ? nameOf(each) : "";
    if (name && !isLong(name)) words = `${name} ${isControl ? each.label : ""}`;
    if (isControl) break;
  }
  return words;
}
