// Reads one box of the page: what is told of it, and what only the page's side needs to know.

import type { Gate, Snapshot } from "../../shared/messages";
import { isShown, query } from "../dom";
import { chainOf } from "../tree";
import { type Look, isSpent } from "./look";
import { HEADING, rowPressedIn } from "./rows";
import { type Contents, contentsOf, wordsOf } from "./snapshot";
import { FIELD, ariaNameOf } from "./text";
import { see } from "./walk";

export interface Reading extends Pick<Contents, "index" | "roots"> {
  snapshot: Snapshot;
  /** Equal for two readings that say the same. */
  key: string;
}

/** Reads `box`; the children of `list` are rows, whatever they look like. Undefined where the look has no more to spend
 * on this box: only the first box of a look may be cut, for it has had all there is. */
export function readBox(box: Element, gate: Gate, look: Look, list: Element | null = null): Reading | undefined {
  const isFirst = look.boxes++ === 0;
  const plain = see(box, look);
  if (isSpent(look) && !isFirst) return;
  const contents = contentsOf(plain, list);
  const { rows, index, fields, roots } = contents;
  const { headings, texts } = wordsOf(contents);
  const name = ariaNameOf(plain);
  const hooks = hooksIn(box, roots, gate);
  const snapshot: Snapshot = {
    event: "changed",
    surface: gate.surfaces.find(({ p }) => location.pathname.startsWith(p))?.s ?? "",
    name,
    headings,
    texts,
    rows,
    fields,
    hooks,
    opener: "",
    chosen: -1,
  };
  return { snapshot, key: JSON.stringify([name, headings, texts, rows, fields, hooks]), index, roots };
}

/** Ids of the gate's hooks around or in `box`, its shadow roots and frames included. */
const hooksIn = (box: Element, roots: ParentNode[], { hooks }: Gate): string[] =>
  hooks
    .filter(({ s }) => box.closest(s) || [box, ...roots].some((root) => query(root, s).some(isShown)))
    .map(({ id }) => id);

/** The row that `target` is in, or -1. */
export const rowAt = ({ index, snapshot }: Reading, target: Element): number =>
  chainOf(target)
    .map((each) => index.get(each) ?? -1)
    .find((row) => snapshot.rows[row]) ?? -1;

/** The parent of rows that only a press gives away: `target` is in one of several siblings alike, in `box`. */
export function listAround(target: Element, box: Element, look: Look): Element | null {
  if (target.closest(`${HEADING},p,${FIELD}`)) return null;
  const chain = chainOf(target);
  const inBox = chain.slice(0, chain.indexOf(box));
  const row = rowPressedIn(inBox.map((each) => look.plains.get(each)));
  return row < 0 ? null : chain[row + 1];
}
