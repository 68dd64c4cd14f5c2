// From the page to what was seen of it: each element is asked once a look, whatever needs it.

import {
  attribute, closest, elementById, first, isElement, isSeen, labelOf, matches, of, query, styleOf, tagOf, textOf,
} from "../dom";
import { Limit } from "../limits";
import { inside } from "../tree";
import { type Below, type Look, type Seen, isSpent } from "./look";
import { CONTROL, HEADING, LINK, ON, ROW, elementsOf } from "./rows";
import { FIELD, NEVER, QUOTED, says, tidy } from "./text";

const NOTHING: Below = { inputs: 0, drawn: 0, name: "" };
const ALONE = { alike: 0 };
const MORE = `${CONTROL},${HEADING},${FIELD},input,select,iframe`;
const DRAWN = "[role=radio],[role=checkbox]";

/** `element` and what is rendered inside it, as far as the look reaches. What is never read or not seen is read only if
 * it `isAsked` for itself. */
export const see = (element: Element, look: Look, isAsked = true): Seen => {
  let seen = look.seen.get(element);
  if (!seen) {
    look.nodes--;
    const isLeftOut = isNever(element, look) || isProfile(element) || !isSeen(element);
    const below = isLeftOut ? belowUnread(element) : NOTHING;
    if (!isLeftOut && matches(element, ROW)) look.controls--;
    seen = { element, style: styleOf(element), isLeftOut, labelledBy: [], below, kin: ALONE };
    look.seen.set(element, seen);
    seen.labelledBy = labelsOf(element, look).map((each) => see(each, look));
  }
  if (!seen.parts && (isAsked || !seen.isLeftOut)) readParts(seen, look);
  return seen;
};

const isNever = (element: Element, { host, content }: Look): boolean =>
  element === host ||
  matches(element, NEVER + content) ||
  // What a reader shall not hear is no part of a text, unless it can be used.
  (attribute(element, "aria-hidden") === "true" && !first(element, CONTROL));

/** A link to somebody: its path is one segment, or begins with @. Its text is a name. One to this page is a control. */
export const isProfile = (element: Element): boolean => {
  const { pathname } = element as HTMLAnchorElement;
  return (
    matches(element, LINK) &&
    pathname !== location.pathname &&
    /^\/(@|[^/]+\/?$)/.test(pathname)
  );
};

/** Ids may carry a stray #. */
const labelsOf = (element: Element, { content }: Look): Element[] =>
  attribute(element, "aria-labelledby")
    .split(/\s+/, Limit.MOST_FOUND)
    .map((id) => id && elementById(element, id.replace(/^#/, "")))
    .filter((label): label is Element => !!label && !closest(label, QUOTED + content));

const readParts = (seen: Seen, look: Look): void => {
  const parts: Seen["parts"] = (seen.parts = []);
  for (const node of inside(seen.element)) {
    if (isSpent(look)) break;
    if (isElement(node)) parts.push(see(node, look, false));
    else if (of(node, "nodeType") === 3 && !isIcon(seen)) {
      const text = (node as Text).data.slice(0, Limit.MOST_OF_ONE_TEXT);
      look.text -= text.length;
      parts.push(text);
    }
  }
  sumUp(seen);
};

/** Such a font draws a picture for a word: "flag", "chevron_right". */
const isIcon = ({ style }: Seen): boolean => /^[^,]*(ico[mn]|symbol)/i.test(style.fontFamily);

/** Works out what is known of `seen` and of its children from these, once all are read. */
const sumUp = (seen: Seen): void => {
  const below = { ...NOTHING, says: !!seen.parts?.some((part) => typeof part === "string" && says(part)) };
  const kin = new Map<string, { alike: number }>();
  for (const child of elementsOf(seen)) {
    addTo(below, child);
    const name = `${tagOf(child.element)} ${attribute(child.element, "class")}`;
    child.kin = kin.get(name) ?? { alike: 0 };
    if (child.below.says) child.kin.alike++;
    kin.set(name, child.kin);
  }
  seen.below = below;
};

const addTo = (sum: Below, { element, below }: Pick<Seen, "element" | "below">): void => {
  sum.says ||= below.says;
  sum.control ||= below.control || matches(element, CONTROL);
  sum.more ||= below.more || matches(element, MORE);
  sum.on ||= below.on || matches(element, ON);
  sum.inputs += below.inputs + +(tagOf(element) === "input");
  sum.drawn += below.drawn + +matches(element, DRAWN);
  sum.name ||= nameIn(element) || below.name;
};

/** The name of something that shows none; a title in a picture is its name. */
const nameIn = (element: Element): string =>
  labelOf(element) || attribute(element, "alt") || (tagOf(element) === "title" && textOf(element)) || "";

const TELLING = `${MORE},${ON},[aria-label],[alt],title`;

const belowUnread = (element: Element): Below => {
  const below = { ...NOTHING, says: !!tidy(textOf(element)) };
  for (const each of query(element, TELLING)) addTo(below, { element: each, below: NOTHING });
  return below;
};
