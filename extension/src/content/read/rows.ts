// What in a dialog is a row: something that can be activated or chosen?

import type { RowKind } from "../../shared/messages";
import { attribute, first, matches, tagOf } from "../dom";
import { rootIn } from "../tree";
import type { Seen } from "./look";
import { gapAround } from "./text";

export const HEADING = "h1,h2,h3,h4,h5,h6,[role=heading],legend";

export const LINK = "[role=link],a[href]:not([role])";

export const OPTION = "[role=option]";

/** What says by itself that it can be activated, by the kind of row that it is; the first that matches counts. */
const KINDS: Record<RowKind, string> = {
  value: ":is([role=combobox],[aria-haspopup=listbox]):not(input)",
  radio: "[type=radio],[role=radio]",
  checkbox: "[type=checkbox],[role=checkbox],[role=switch]",
  label: "label",
  menuitem: "[role^=menuitem]",
  option: OPTION,
  link: LINK,
  item: "[role=treeitem]",
  submit: "[type=submit],[type=image]",
  button: "button,a[href],summary,[type=button],[role=button],[role=tab]",
};
export const CHOICE = `${KINDS.radio},${KINDS.checkbox}`;
export const ROW = Object.values(KINDS).join();
export const CONTROL = `${ROW},li,[role=listitem],[tabindex]:not([tabindex^='-']),[onclick]`;
export const ON =
  ":checked:not(option),:not(input)[checked],:not(option)[selected]," +
  "[aria-checked=true],[aria-selected=true],[aria-pressed=true]";

/** The control that a label stands for. */
export const controlOf = (element: Element): Element | null | undefined =>
  tagOf(element) === "label" ? ((element as HTMLLabelElement).control ?? first(element, CHOICE)) : null;

/** The kind of row that `element` says it is, "" for none. A label is the choice that it stands for, or no row; nothing
 * is known of a control that the site has made itself. */
const kindAlone = (element: Element): RowKind | "" => {
  const control = controlOf(element);
  if (control && !matches(element, CHOICE)) {
    return matches(control, CHOICE) ? kindAlone(control) : /-/.test(tagOf(control)) ? "label" : "";
  }
  for (const kind in KINDS) if (matches(element, KINDS[kind as RowKind])) return kind as RowKind;
  return "";
};

/** The kind of row that `node` is, "" for none. `points`: the cursor says so, and not already around it; `isListed`: a
 * press has shown that its siblings are rows, although nothing about them says so. */
export const kindOf = (node: Seen, points: boolean, isListed: boolean): RowKind | "" => {
  const { element, below } = node;
  const isControl = matches(element, CONTROL);
  const kind = isControl ? kindAlone(element) : "";
  if (kind || tagOf(element) === "label") return kind;
  if (isListed) return "item";
  const isLikely = points || (isControl ? !isBulleted(node) : isOneOfMany(node));
  return isLikely && !below.more && !first(rootIn(element), "slot") && !isList(node) ? "item" : "";
};

/** Policies are lists with bullets, options are not. */
const isBulleted = ({ style }: Seen): boolean => style.display === "list-item" && style.listStyleType !== "none";

const isOneOfMany = ({ element, kin }: Seen): boolean =>
  kin.alike > 2 && /^(div|dd)$/.test(tagOf(element)) && !!attribute(element, "class");

export const elementsOf = ({ parts = [] }: Seen): Seen[] => parts.filter((part) => typeof part !== "string");

/** Whether what `node` stands for is checked, selected or pressed. */
export const isOn = ({ element, below }: Seen): boolean =>
  below.on || [element, controlOf(element)].some((each) => !!each && matches(each, ON));

/** Whether `node` is a block and one of more than `others` siblings alike. */
const isBlockAmong = (node: Seen | undefined, others: number): boolean =>
  !!node && node.kin.alike > others && gapAround(node) === "\n";

/** A container of rows that looks like one row, because the cursor is inherited or the whole can be focused. */
export const isList = (node: Seen): boolean => isBlockAmong(elementsOf(node)[0], 2);

/** Of what stands `around` a nameless choice, innermost first: the nearest that says something, if that is its own. */
export const labelAround = (around: Seen[]): Seen | null => {
  const nearest = around.find(({ below }) => below.says);
  // Its drawn twin may stand beside it; a second one of a kind is another choice.
  return nearest && nearest.below.inputs < 2 && nearest.below.drawn < 2 ? nearest : null;
};

/** Where rows that only a press gives away stand: the place in `chain`, from what was pressed outwards, of one of
 * several siblings alike; -1 for none. */
export const rowPressedIn = (chain: (Seen | undefined)[]): number =>
  chain.findIndex((each) => isBlockAmong(each, 1));
