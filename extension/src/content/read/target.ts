// What did the user act on, and what does it say?

import { allIn, attribute, call, elementAt, elementById, isElement, labelOf, matches, of, rootOf } from "../dom";
import { Limit } from "../limits";
import { chainOf, shadowOf } from "../tree";
import { type Look, isSpent } from "./look";
import { CONTROL } from "./rows";
import { see } from "./see";
import { isLong, nameOf } from "./text";

/** What an event happened in, from the first of its path inwards: the path ends at closed roots, so these are asked. */
export const targetsOf = (event: Event): Element[] => {
  const { clientX, clientY, detail, type } = event as MouseEvent;
  const isPointed = clientX !== undefined && (type !== "click" || detail);
  const found: Element[] = [];
  let node = event.composedPath()[0] as Element | null | undefined;
  while (node && isElement(node)) {
    found.push(node);
    const root = shadowOf(node);
    if (!root) break;
    node = isPointed ? elementAt(root, clientX, clientY) : of(root, "activeElement");
    // A root answers with its host or with what is around it, where nothing of it is there.
    if (!call(root, "contains", node)) break;
  }
  // The focus may stay on a list, which names the option that a key is for.
  const list = found.at(-1);
  const named = list && !isPointed && elementById(list, attribute(list, "aria-activedescendant"));
  if (named) found.push(named);
  return found;
};

/** Whether `event` started at `host`, also where a closed root of the page stands around it. */
export const startsAt = (event: Event, host: Element | undefined): boolean =>
  !!host &&
  (event.composedPath().includes(host) || (rootOf(host) !== document && targetsOf(event).includes(host)));

/** The words on the nearest control around `target`, or on the smallest thing there that says something; read no
 * further than needed, and nothing that holds more than a control does. */
export const saidBy = (target: Element, look: Look): string => {
  let words = "";
  for (const element of chainOf(target).slice(0, 6)) {
    const isControl = matches(element, CONTROL);
    // A picture in a control may be of many parts. Around one, what is left out would be gone through, yet not counted.
    const isMuch =
      of(element, "children")[Limit.MOST_IN_CONTROL] ||
      (!isControl && allIn(element)[Limit.MOST_AROUND_CLICK]);
    const name = isMuch || (words && !isControl) ? "" : nameOf(see(element, look));
    // What was cut is not what it says.
    if (isSpent(look)) break;
    if (name && !isLong(name)) words = `${name} ${isControl ? labelOf(element) : ""}`;
    if (isControl) break;
  }
  return words;
};
