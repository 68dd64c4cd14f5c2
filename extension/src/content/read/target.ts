// What did the user act on, and what does it say?

import { attribute } from "../dom";
import { chainOf, shadowOf } from "../tree";
import { CONTROL } from "./rows";
import { isLong, nameOf } from "./text";

/** What an event happened in, from the first of its path inwards: the path ends at closed roots, so these are asked. */
export function into(event: Event): Element[] {
  const { clientX, clientY, detail, type } = event as MouseEvent;
  const pointed = clientX !== undefined && (type !== "click" || detail);
  const found: Element[] = [];
  let at = event.composedPath()[0] as Element | null | undefined;
  while (at?.nodeType === 1) {
    found.push(at);
    const root = shadowOf(at);
    at = pointed ? root?.elementFromPoint(clientX, clientY) : root?.activeElement;
    // A root answers with what is outside it, where nothing of it is there.
    if (!root?.contains(at as Node)) break;
  }
  return found;
}

/** Whether `event` started at `host`, also where a closed root of the page stands around it. */
export const startsAt = (event: Event, host: Element | null): boolean =>
  !!host && (event.composedPath().includes(host) || (host.getRootNode() !== document && into(event).includes(host)));

/** The words of what was acted on: of the control, or of the smallest thing around the target that says something. */
export function saidBy(target: Element | undefined): string {
  let said = "";
  for (const at of target ? chainOf(target).slice(0, 6) : []) {
    const control = at.matches(CONTROL);
    const name = (control || !said) && nameOf(at, { host: null, quoted: "" });
    if (name && !isLong(name)) said = `${name} ${control ? attribute(at, "aria-label") : ""}`;
    if (control) break;
  }
  return said;
}
