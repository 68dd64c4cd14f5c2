// What in a dialog is a row: something that can be activated or chosen?

import type { RowKind } from "../../shared/messages";
import { attribute, query, styleOf } from "../dom";
import { chainOf, shadowOf } from "../tree";
import { FIELD, isBlock, tidy } from "./text";

export const HEADING = "h1,h2,h3,h4,h5,h6,[role=heading],legend";
export const CHOICE = "[type=radio],[type=checkbox],[role=radio],[role=checkbox],[role=switch]";
/** Says by itself that it can be activated. */
export const ROW =
  `${CHOICE},button,a[href],summary,label,[type=submit],[type=button],[type=image],` +
  "[role=button],[role=link],[role=option],[role=tab],[role=treeitem],[role^=menuitem]";
/** May be a row, where it holds none. */
const MAYBE = "li,[role=listitem],[tabindex]:not([tabindex^='-']),[onclick]";
export const CONTROL = `${ROW},${MAYBE}`;
export const ON =
  ":checked:not(option),:not(input)[checked],:not(option)[selected],[aria-checked=true],[aria-selected=true],[aria-pressed=true]";

/** The kind of row that `node` is, "" for none. `points`: the cursor says so, and not already around it. The children of
 * `list` are rows even where nothing about them says so. */
export function kindOf(node: Element, points: boolean, list: Element | null): RowKind | "" {
  const role = attribute(node, "role");
  const tag = node.localName;
  if (node.matches(ROW)) {
    const control = controlOf(node);
    const choice = [node, control].find((each) => each?.matches(CHOICE));
    if (choice) return /radio/.test((choice as HTMLInputElement).type + attribute(choice, "role")) ? "radio" : "checkbox";
    if (tag === "label") return control ? "" : "label";
    if (/^menuitem/.test(role)) return "menuitem";
    if (/^(option|link)$/.test(role)) return role as RowKind;
    if (tag === "a" && !role) return "link";
    return role === "treeitem" ? "item" : /submit|image/.test(attribute(node, "type")) ? "submit" : "button";
  }
  if (list && node.parentElement === list) return "item";
  // Policies are lists with bullets, options are not.
  const bulleted = styleOf(node).display === "list-item" && styleOf(node).listStyleType !== "none";
  const likely = points || (node.matches(MAYBE) ? !bulleted : node.className && node.matches("div,dd") && isOneOf(node, 2));
  const more = node.querySelector(`${CONTROL},${HEADING},${FIELD},input,select,iframe`) ?? shadowOf(node)?.querySelector(`${ROW},slot`);
  return likely && !more && !isList(node) ? "item" : "";
}

/** The control that a label stands for. */
export const controlOf = (node: Element): Element | null =>
  (node as HTMLLabelElement).control ?? (node.localName === "label" ? node.querySelector(CHOICE) : null);

export const isOn = (node: Element): boolean =>
  [node, controlOf(node)].some((each) => each && (each.matches(ON) || each.querySelector(ON) || shadowOf(each)?.querySelector(ON)));

/** The nearest node around a nameless choice that says something and holds no other choice. */
export function alone(choice: Element): Element | null {
  const around = chainOf(choice).slice(1, 4).find((each) => tidy(each.textContent));
  // Its drawn twin may stand beside it.
  return around && ["input", "[role=radio],[role=checkbox]"].every((twin) => query(around, twin).length < 2) ? around : null;
}

/** Whether `node` has more than `others` siblings of its kind that say something. */
const isOneOf = (node: Element, others: number): boolean =>
  [...(node.parentElement?.children ?? [])].filter(
    (each) => each.localName === node.localName && each.className === node.className && tidy(each.textContent),
  ).length > others;

/** A container of rows that looks like one row, because the cursor is inherited or the whole can be focused. */
export const isList = ({ firstElementChild: first }: Element): boolean => !!first && isBlock(first) && isOneOf(first, 2);

/** The parent of rows that only a press gives away: `target` is in one of several siblings alike. */
export function listAt(target: Element, box: Element): Element | null {
  const chain = chainOf(target);
  const row = chain.slice(0, chain.indexOf(box)).find((each) => isBlock(each) && isOneOf(each, 1));
  return row && !target.closest(`${HEADING},p,${FIELD}`) ? row.parentElement : null;
}
