// What the page answers about one element.

import type { Gate } from "../../shared/messages";
import { attribute, isSeen, isShown, query, styleOf } from "../dom";
import { MOST_OF_ONE_TEXT, MOST_OPTIONS } from "../limits";
import { inside, rootIn } from "../tree";
import type { Page } from "./look";
import { type Below, type Display, NOTHING, type Plain } from "./plain";
import { CHOICE, CONTROL, HEADING, MAYBE, ON, ROW } from "./rows";
import { FIELD, NEVER, QUOTED, tidy } from "./text";

const MORE = `${CONTROL},${HEADING},${FIELD},input,select,iframe`;
const NAMED = "[aria-label],[alt],svg title";

/** The page without our own `host` and without what the gate calls content. */
export function pageWithout(host: Element | null, { content }: Pick<Gate, "content">): Page {
  const quoted = [QUOTED, ...content].join();
  const never = [NEVER, ...content].join();
  return {
    describe: (element) => describe(element, element === host || element.matches(never)),
    partsOf,
    labelsOf: (element) => labelsOf(element, quoted),
    belowUnread,
  };
}

function describe(element: Element, isNever: boolean): Plain {
  const { localName: tag, type: kind } = element as HTMLInputElement;
  const role = attribute(element, "role");
  const style = styleOf(element);
  const choice = choiceOf(element);
  const isInput = tag === "input" && !/^(submit|image|button|hidden)$/.test(kind);
  const isRow = element.matches(ROW);
  const root = rootIn(element) ?? null;
  const control = tag === "label" ? controlOf(element as HTMLLabelElement) : null;
  return {
    element,
    tag,
    role,
    type: attribute(element, "type"),
    className: attribute(element, "class"),
    label: attribute(element, "aria-label"),
    alt: attribute(element, "alt"),
    title: attribute(element, "title"),
    value: /^(submit|button)$/.test(kind) ? (element as HTMLInputElement).value : "",
    labelledBy: [],
    isHeading: element.matches(HEADING),
    isRow,
    isMaybe: !isRow && element.matches(MAYBE),
    isField: (isInput && !choice) || element.matches(FIELD),
    choice,
    isOn: element.matches(ON),
    isLeftOut: isNever || isProfile(element) || !isSeen(element),
    isShown: isShown(element),
    isLabelled: isInput && !!choice && [...((element as HTMLInputElement).labels ?? [])].some(isShown),
    control: control && { element: control, choice: choiceOf(control), isOn: control.matches(ON) },
    options: tag === "select" ? optionsOf(element as HTMLSelectElement) : [],
    display: displayOf(style),
    points: style.cursor === "pointer",
    isBulleted: style.display === "list-item" && style.listStyleType !== "none",
    size: parseFloat(style.fontSize),
    root,
    hasSlots: !!root?.querySelector("slot"),
    parts: [],
    isRead: false,
    below: NOTHING,
    alike: 0,
  };
}

function choiceOf(element: Element): Plain["choice"] {
  if (!element.matches(CHOICE)) return "";
  return /radio/.test((element as HTMLInputElement).type + attribute(element, "role")) ? "radio" : "checkbox";
}

const controlOf = (label: HTMLLabelElement): Element | null => label.control ?? label.querySelector(CHOICE);

const optionsOf = (select: HTMLSelectElement): Plain["options"] =>
  [...select.options]
    .slice(0, MOST_OPTIONS)
    .map((option) => ({ element: option, label: option.label, isOn: option.selected }));

/** A block starts a line; an inline block is set apart by a space. */
function displayOf({ display }: CSSStyleDeclaration): Display {
  if (display === "inline") return "inline";
  return /^(inline|contents|ruby|none)/.test(display) ? "apart" : "block";
}

/** A link to somebody: its path is one segment, or begins with @. Its text is a name. */
const isProfile = (element: Element): boolean =>
  element.matches("a[href]:not([href^='#']):is(:not([role]),[role=link])") &&
  /^\/(@|[^/]+\/?$)/.test((element as HTMLAnchorElement).pathname);

function* partsOf(element: Element): Iterable<string | Element> {
  for (const node of inside(element)) {
    if (node.nodeType === 3) yield (node as Text).data.slice(0, MOST_OF_ONE_TEXT);
    if (node.nodeType === 1) yield node as Element;
  }
}

/** Ids may carry a stray #. */
const labelsOf = (element: Element, quoted: string): Element[] =>
  attribute(element, "aria-labelledby")
    .split(/\s+/)
    .map((id) => id && (element.getRootNode() as Document).getElementById(id.replace(/^#/, "")))
    .filter((label): label is HTMLElement => !!label && !label.closest(quoted));

function belowUnread(element: Element): Below {
  const below = { ...NOTHING, says: !!tidy(element.textContent) };
  if (!element.firstElementChild) return below;
  const named = element.querySelector(NAMED);
  return {
    says: below.says,
    control: !!element.querySelector(CONTROL),
    more: !!element.querySelector(MORE),
    on: !!element.querySelector(ON),
    inputs: query(element, "input").length,
    drawn: query(element, "[role=radio],[role=checkbox]").length,
    name: attribute(named, "aria-label") || attribute(named, "alt") || (named?.textContent ?? ""),
  };
}
