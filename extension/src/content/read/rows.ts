// What in a dialog is a row: something that can be activated or chosen?

import type { RowKind } from "../../shared/messages";
import { type Plain, elementsOf } from "./plain";

export const HEADING = "h1,h2,h3,h4,h5,h6,[role=heading],legend";
export const CHOICE = "[type=radio],[type=checkbox],[role=radio],[role=checkbox],[role=switch]";
/** Says by itself that it can be activated. */
export const ROW =
  `${CHOICE},button,a[href],summary,label,[type=submit],[type=button],[type=image],` +
  "[role=button],[role=link],[role=option],[role=tab],[role=treeitem],[role^=menuitem]";
/** May be a row, where it holds none. */
export const MAYBE = "li,[role=listitem],[tabindex]:not([tabindex^='-']),[onclick]";
export const CONTROL = `${ROW},${MAYBE}`;
export const ON =
  ":checked:not(option),:not(input)[checked],:not(option)[selected]," +
  "[aria-checked=true],[aria-selected=true],[aria-pressed=true]";

/** The kind of row that `node` is, "" for none. `points`: the cursor says so, and not already around it; `isListed`: a
 * press has shown that its siblings are rows, although nothing about them says so. */
export function kindOf(node: Plain, points: boolean, isListed: boolean): RowKind | "" {
  if (node.isRow) return kindOfControl(node);
  if (isListed) return "item";
  const isLikely =
    points ||
    (node.isMaybe ? !node.isBulleted : node.className !== "" && /^(div|dd)$/.test(node.tag) && isOneOf(node, 2));
  return isLikely && !node.below.more && !node.hasSlots && !isList(node) ? "item" : "";
}

function kindOfControl({ tag, role, type, choice, control }: Plain): RowKind | "" {
  const chosen = choice || control?.choice;
  if (chosen) return chosen;
  if (tag === "label") return control ? "" : "label";
  if (/^menuitem/.test(role)) return "menuitem";
  if (role === "option" || role === "link") return role;
  if (tag === "a" && !role) return "link";
  if (role === "treeitem") return "item";
  return /submit|image/.test(type) ? "submit" : "button";
}

/** Whether what `node` stands for is checked, selected or pressed. */
export const isOn = ({ isOn: on, below, control }: Plain): boolean => on || below.on || !!control?.isOn;

/** Whether `node` has more than `others` siblings of its kind that say something, itself counted. */
export const isOneOf = (node: Plain, others: number): boolean => node.alike > others;

/** A container of rows that looks like one row, because the cursor is inherited or the whole can be focused. */
export function isList(node: Plain): boolean {
  const [first] = elementsOf(node);
  return !!first && first.display === "block" && isOneOf(first, 2);
}

/** Of what stands `around` a nameless choice, innermost first: the nearest that says something, if that is its own. */
export function labelAround(around: Plain[]): Plain | null {
  const nearest = around.find(({ below }) => below.says);
  // Its drawn twin may stand beside it; a second one of a kind is another choice.
  return nearest && nearest.below.inputs < 2 && nearest.below.drawn < 2 ? nearest : null;
}

/** Where rows that only a press gives away stand: the place in `chain`, from what was pressed outwards, of one of
 * several siblings alike; -1 for none. */
export const rowPressedIn = (chain: (Plain | undefined)[]): number =>
  chain.findIndex((each) => each?.display === "block" && isOneOf(each, 1));
