// From the page to what was seen of it: each element is asked once a look, whatever needs it.

import { attribute, isSeen, query, styleOf } from "../dom";
import { MOST_OF_ONE_TEXT } from "../limits";
import { inside } from "../tree";
import { type Below, type Look, type Seen, isSpent } from "./look";
import { CONTROL, HEADING, ON, ROW, elementsOf } from "./rows";
import { FIELD, NEVER, QUOTED, says, tidy } from "./text";

const NOTHING: Below = { says: false, control: false, more: false, on: false, inputs: 0, drawn: 0, name: "" };
const ALONE = { alike: 0 };
const MORE = `${CONTROL},${HEADING},${FIELD},input,select,iframe`;
const DRAWN = "[role=radio],[role=checkbox]";

/** `element` and what is rendered inside it, as far as the look reaches. What is never read or not seen is read only if
 * it `isAsked` for itself. */
export function see(element: Element, look: Look, isAsked = true): Seen {
  let seen = look.seen.get(element);
  if (!seen) {
    look.nodes--;
    const isLeftOut = isNever(element, look) || isProfile(element) || !isSeen(element);
    const below = isLeftOut ? belowUnread(element) : NOTHING;
    if (!isLeftOut && element.matches(ROW)) look.controls--;
    seen = { element, style: styleOf(element), isLeftOut, labelledBy: [], below, kin: ALONE };
    look.seen.set(element, seen);
    seen.labelledBy = labelsOf(element, look).map((each) => see(each, look));
  }
  if (!seen.parts && (isAsked || !seen.isLeftOut)) readParts(seen, look);
  return seen;
}

const isNever = (element: Element, { host, content }: Look): boolean =>
  element === host ||
  element.matches([NEVER, ...content].join()) ||
  // What a reader shall not hear is no part of a text, unless it can be used.
  (attribute(element, "aria-hidden") === "true" && !element.querySelector(CONTROL));

/** A link to somebody: its path is one segment, or begins with @. Its text is a name. One to this page is a control. */
function isProfile(element: Element): boolean {
  const { localName, pathname } = element as HTMLAnchorElement;
  return (
    localName === "a" &&
    element.matches("[href]:is(:not([role]),[role=link])") &&
    pathname !== location.pathname &&
    /^\/(@|[^/]+\/?$)/.test(pathname)
  );
}

/** Ids may carry a stray #. */
const labelsOf = (element: Element, { content }: Look): Element[] =>
  attribute(element, "aria-labelledby")
    .split(/\s+/)
    .map((id) => id && (element.getRootNode() as Document).getElementById(id.replace(/^#/, "")))
    .filter((label): label is HTMLElement => !!label && !label.closest([QUOTED, ...content].join()));

function readParts(seen: Seen, look: Look): void {
  const parts: Seen["parts"] = (seen.parts = []);
  for (const node of inside(seen.element)) {
    if (isSpent(look)) break;
    if (node.nodeType === 3) {
      const text = (node as Text).data.slice(0, MOST_OF_ONE_TEXT);
      look.text -= text.length;
      parts.push(text);
    }
    if (node.nodeType === 1) parts.push(see(node as Element, look, false));
  }
  sumUp(seen);
}

/** Works out what is known of `seen` and of its children from these, once all are read. */
function sumUp(seen: Seen): void {
  const below = { ...NOTHING, says: !!seen.parts?.some((part) => typeof part === "string" && says(part)) };
  const kin = new Map<string, { alike: number }>();
  for (const child of elementsOf(seen)) {
    addTo(below, child);
    const name = `${child.element.localName} ${attribute(child.element, "class")}`;
    child.kin = kin.get(name) ?? { alike: 0 };
    if (child.below.says) child.kin.alike++;
    kin.set(name, child.kin);
  }
  seen.below = below;
}

function addTo(sum: Below, { element, below }: Seen): void {
  sum.says ||= below.says;
  sum.control ||= below.control || element.matches(CONTROL);
  sum.more ||= below.more || element.matches(MORE);
  sum.on ||= below.on || element.matches(ON);
  sum.inputs += below.inputs + +(element.localName === "input");
  sum.drawn += below.drawn + +element.matches(DRAWN);
  sum.name ||= nameIn(element) || below.name;
}

const nameIn = (element: Element | null): string => attribute(element, "aria-label") || attribute(element, "alt");

function belowUnread(element: Element): Below {
  const has = (selector: string) => !!element.querySelector(selector);
  const named = element.querySelector("[aria-label],[alt],svg title");
  return {
    says: !!tidy(element.textContent),
    control: has(CONTROL),
    more: has(MORE),
    on: has(ON),
    inputs: query(element, "input").length,
    drawn: query(element, DRAWN).length,
    name: nameIn(named) || (named?.textContent ?? ""),
  };
}
