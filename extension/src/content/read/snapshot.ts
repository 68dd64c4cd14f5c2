// What is read of one box, and nothing else of the page: headings, short texts, and what can be activated or chosen.

import type { Gate, Row, RowKind, Snapshot } from "../../shared/messages";
import { attribute, isShown, styleOf } from "../dom";
import { hooksIn } from "../ask/gate";
import { MOST_NODES, MOST_OPTIONS, MOST_ROWS, MOST_TEXT, MOST_TEXTS } from "../limits";
import { chainOf } from "../tree";
import { CHOICE, CONTROL, HEADING, alone, controlOf, isList, isOn, kindOf } from "./rows";
import { FIELD, ariaName, inside, isBlock, isLeftOut, isLong, lines, nameOf, rootIn, tidy, type Omit } from "./text";

/** A snapshot with what only the page's side needs of it. */
export interface Reading {
  snapshot: Snapshot;
  /** Equal for two readings that say the same. */
  key: string;
  /** Index in the rows of what is rendered as one. */
  index: Map<Element, number>;
  /** Shadow roots and frames in the box: an observer of the box does not see into them. */
  roots: ParentNode[];
}

/** Reads `box`; the children of `list` are rows, whatever they look like. */
export function read(box: Element, gate: Gate, omit: Omit, list: Element | null): Reading {
  const rows: Row[] = [];
  const index: Reading["index"] = new Map();
  const roots: ParentNode[] = [];
  const headings: string[] = [];
  const blocks: { text: string; size: number }[] = [];
  let fields = 0;
  let nodes = MOST_NODES;
  let text = MOST_TEXT;
  let line = "";
  let size = 0;

  const end = () => {
    const said = tidy(line);
    line = "";
    if (said) blocks.push({ text: said, size });
  };

  const add = (node: Element, t: string, k: RowKind, on: boolean, also?: Element | null) => {
    end();
    if (!t || isLong(t)) return;
    // A hidden input beside its drawn twin, a name that stands in label and text: one option.
    if (rows.at(-1)?.t !== t) {
      if (rows.length === MOST_ROWS) return void (nodes = -1);
      rows.push({ t, k });
    }
    const row = rows[rows.length - 1];
    if (on) row.c = true;
    if (/radio|check/.test(k)) row.k = k;
    for (const each of [node, also]) if (each) index.set(each, rows.length - 1);
  };

  /** `pointed`: the cursor around this is that of something to click, or this is the box. */
  const visit = (node: Element, pointed: boolean) => {
    if (--nodes < 0 || text < 0) return;
    const { localName: tag, type, labels } = node as HTMLInputElement;
    const choice = node.matches(CHOICE);
    const input = tag === "input";
    if (node.matches(FIELD) || (input && !choice && !/^(submit|image|button|hidden)$/.test(type))) {
      fields += +isShown(node);
      return;
    }
    if (tag === "select") {
      for (const option of [...(node as HTMLSelectElement).options].slice(0, MOST_OPTIONS)) {
        if (isShown(node)) add(option, tidy(option.label), "option", option.selected);
      }
    }
    if (input && choice) {
      // Its label is the row, where that is seen. Without one it counts although something else is drawn in its place.
      if ([...(labels ?? [])].some(isShown) || !isShown(node)) return;
    } else if (isLeftOut(node, omit)) return;
    const root = rootIn(node);
    if (root) roots.push(root);
    if (node.matches(HEADING) && !node.querySelector(CONTROL)) {
      end();
      const said = tidy(lines(node, omit).join(" "));
      if (said && headings.length < MOST_TEXTS) headings.push(said);
      return;
    }
    const points = styleOf(node).cursor === "pointer";
    const kind = node !== box && kindOf(node, points && !pointed, list);
    if (kind) {
      const name = nameOf(node, omit) || "";
      const around = !name && choice ? alone(node) : null;
      return add(node, around ? nameOf(around, omit) || "" : name, kind, isOn(node), around ?? controlOf(node));
    }
    const block = isBlock(node);
    if (block) end();
    walk(node, points && !isList(node));
    if (block) end();
  };

  const walk = (node: Element, pointed: boolean) => {
    for (const child of inside(node) as Iterable<Element & Text>) {
      if (child.nodeType === 3) {
        if (!line) size = parseFloat(styleOf(node).fontSize);
        if ((text -= child.length) > 0) line += child.data;
      } else if (child.localName === "br") end();
      else if (child.nodeType === 1) visit(child, pointed);
    }
  };

  visit(box, true);
  end();

  // Without a heading, the largest of the short texts is what a person reads as one; the first of them, if all are alike.
  if (!headings.length) {
    const short = blocks.filter((block) => !isLong(block.text));
    const title = short.find((block) => short.every((each) => each.size <= block.size));
    if (title) headings.push(title.text);
  }
  // What only looks like a row may be a text as well.
  const said = (item: boolean) => rows.filter(({ k }) => (k === "item") === item).map(({ t }) => t);
  const known = new Set([...headings, ...said(false)]);
  const texts = [...new Set([...blocks.map((block) => block.text), ...said(true)])].filter((each) => !known.has(each));
  const snapshot: Snapshot = {
    event: "changed",
    surface: gate.surfaces.find(({ p }) => location.pathname.startsWith(p))?.s ?? "",
    lang: tidy(document.documentElement.lang),
    role: tidy(attribute(box, "role")) || (box.localName === "dialog" ? "dialog" : ""),
    modal: box.matches("[aria-modal=true],:modal"),
    name: ariaName(box, omit),
    headings,
    texts: texts.slice(0, MOST_TEXTS),
    rows,
    fields,
    hooks: hooksIn(box, roots, gate),
    opener: "",
    chosen: -1,
    truncated: nodes < 0 || text < 0,
  };
  return { snapshot, key: JSON.stringify([snapshot.name, headings, snapshot.texts, rows, fields, snapshot.hooks]), index, roots };
}

/** The row that `target` is in, or -1. */
export const rowAt = ({ index, snapshot }: Reading, target: Element): number =>
  chainOf(target).map((each) => index.get(each) ?? -1).find((row) => snapshot.rows[row]) ?? -1;
