// What is told of one box, and nothing else of the page: headings, short texts, and what can be activated or chosen.

import { MAX_HEADINGS, MAX_ROWS, MAX_TEXTS } from "../../shared/limits";
import type { Row, RowKind } from "../../shared/messages";
import { first, isShown, matches, tagOf } from "../dom";
import { Limit } from "../limits";
import { rootIn } from "../tree";
import type { Seen } from "./look";
import { CHOICE, HEADING, ROW, controlOf, isList, isOn, kindOf, labelAround } from "./rows";
import { FIELD, gapAround, isLong, linesOf, nameOf, tidy } from "./text";

/** What a form sends, but for choices and buttons. */
const INPUT = `input:not(${ROW},[type=hidden])`;

/** A line of text that is neither heading nor row, and its font size. */
export interface Line {
  text: string;
  size: number;
}

export interface Contents {
  headings: string[];
  lines: Line[];
  rows: Row[];
  /** Index in the rows of what is rendered as one. */
  index: Map<Element, number>;
  /** How many text fields. */
  fields: number;
  /** Shadow roots and frames in the box: an observer of the box does not see into them. */
  roots: ParentNode[];
}

/** What stands in `box`; the children of `list` are rows, whatever they look like. */
export const contentsOf = (box: Seen, list: Element | null): Contents => {
  const found: Contents = { headings: [], lines: [], rows: [], index: new Map(), fields: 0, roots: [] };
  let line: Line = { text: "", size: 0 };
  let isFull = false;

  const endLine = () => {
    const text = tidy(line.text);
    if (text) found.lines.push({ ...line, text });
    line = { text: "", size: 0 };
  };

  const add = (t: string, k: RowKind, on: boolean, ...elements: (Element | null | undefined)[]) => {
    endLine();
    const o = beforeTranslation(elements[0] as Element, t);
    const row: Row = { t, k, ...((on || k === "value") && { c: true }), ...(o !== t && { o }) };
    isFull = !addRow(found, row, elements);
  };

  /** `around`: the nearest three around `node` in the box, innermost first; `isPointed`: the cursor there is that of
   * something to click already, or this is the box. */
  const visit = (node: Seen, around: Seen[], isPointed: boolean) => {
    const { element } = node;
    if (matches(element, `${FIELD},${INPUT}`)) {
      found.fields += +isShown(element);
      return;
    }
    if (tagOf(element) === "select" && isShown(element)) {
      const options = [...(element as HTMLSelectElement).options].slice(0, Limit.MOST_OPTIONS);
      for (const each of options) add(tidy(each.label), "option", each.selected, each);
    }
    if (isLeftAside(node)) return;
    const root = rootIn(element);
    if (root) found.roots.push(root);
    if (matches(element, HEADING) && !node.below.control) {
      endLine();
      const said = tidy(linesOf(node).join(" "));
      if (said && found.headings.length < MAX_HEADINGS) found.headings.push(said);
      return;
    }
    const kind = node !== box && kindOf(node, points(node) && !isPointed, around[0]?.element === list);
    if (kind) {
      const name = nameOf(node);
      const label = !name && matches(element, CHOICE) ? labelAround(around) : null;
      add(label ? nameOf(label) : name, kind, isOn(node), element, label?.element ?? controlOf(element));
      // The branch of a tree is a row, and holds others.
      if (!first(element, "[role=treeitem]")) return;
    }
    const isBlock = gapAround(node) === "\n";
    if (isBlock) endLine();
    visitPartsOf(node, around);
    if (isBlock) endLine();
  };

  const visitPartsOf = (node: Seen, around: Seen[]) => {
    const isPointed = points(node) && !isList(node);
    for (const part of node.parts ?? []) {
      if (isFull) return;
      if (typeof part === "string") {
        line = { text: line.text + part, size: line.text ? line.size : parseFloat(node.style.fontSize) };
      } else if (tagOf(part.element) === "br") endLine();
      else visit(part, [node, ...around.slice(0, 2)], isPointed);
    }
  };

  visit(box, [], true);
  endLine();
  return found;
};

/** What rows said while no browser had translated them. */
const untranslated = new WeakMap<Element, string>();

/** What `element` said before it said `text`; browsers put translations in font elements. */
const beforeTranslation = (element: Element, text: string): string => {
  if (first(element, "font")) return untranslated.get(element) ?? text;
  untranslated.set(element, text);
  return text;
};

const points = ({ style }: Seen): boolean => style.cursor === "pointer";

/** An input that is a choice counts although something else is drawn in its place, but not beside its label. */
const isLeftAside = ({ element, isLeftOut }: Seen): boolean => {
  if (element.localName !== "input" || !matches(element, CHOICE)) return isLeftOut;
  return !isShown(element) || [...((element as HTMLInputElement).labels ?? [])].some(isShown);
};

/** Adds a row that `elements` render; false where there is no room for it. What says the same as the row before it is
 * that row: a hidden input beside its drawn twin, a name that stands in label and text. */
export const addRow = (
  { rows, index }: Pick<Contents, "rows" | "index">,
  row: Row,
  elements: (Element | null | undefined)[],
): boolean => {
  if (!row.t) return true;
  const last = rows.at(-1);
  if (last?.t !== row.t) {
    if (rows.length >= MAX_ROWS) return false;
    rows.push(row);
  } else {
    if (row.c) last.c = true;
    if (/radio|check/.test(row.k)) last.k = row.k;
  }
  for (const each of elements) if (each) index.set(each, rows.length - 1);
  return true;
};

/** What a person reads as the heading where none is one: the largest of the short lines, the first of them if all are
 * alike; "" for none. */
export const titleOf = (lines: Line[]): string => {
  const short = lines.filter(({ text }) => !isLong(text));
  return short.find(({ size }) => short.every((each) => each.size <= size))?.text ?? "";
};

/** Headings and texts as they are told: nothing twice. What only looks like a row may be a text as well. */
export const wordsOf = ({ headings, lines, rows }: Contents): { headings: string[]; texts: string[] } => {
  const title = headings[0] ? "" : titleOf(lines);
  const told = title ? [title] : headings;
  const isItem = ({ k }: Row) => k === "item";
  const known = new Set([...told, ...rows.filter((row) => !isItem(row)).map(({ t }) => t)]);
  const others = [...lines.map(({ text }) => text), ...rows.filter(isItem).map(({ t }) => t)];
  const texts = [...new Set(others)].filter((text) => !known.has(text));
  return { headings: told, texts: texts.slice(0, MAX_TEXTS) };
};
