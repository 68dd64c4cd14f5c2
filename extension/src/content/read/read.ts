// Reads one box of the page: what is told of it, and what only the page's side needs to know.

import type { Gate, Snapshot } from "../../shared/messages";
import { closest, isShown, query } from "../dom";
import { chainOf } from "../tree";
import { type Look, isSpent } from "./look";
import { HEADING, rowPressedIn } from "./rows";
import { type Contents, contentsOf, wordsOf } from "./snapshot";
import { FIELD, ariaNameOf } from "./text";
import { see } from "./see";

/** What a box says, whatever happened to it. */
type Said = Omit<Snapshot, "event" | "opener" | "chosen">;

export interface Reading extends Pick<Contents, "index" | "roots"> {
  said: Said;
  /** Equal for two readings that say the same. */
  key: string;
  /** Something is said in the box, or named, hidden or not. */
  says: boolean;
}

/** Reads `box`; the children of `list` are rows, whatever they look like. Undefined where the look has no more to spend
 * on this box: only the first box of a look may be cut, for it has had all there is. */
export const readBox = (box: Element, gate: Gate, look: Look, list: Element | null = null): Reading | undefined => {
  const isFirst = !look.seen.size;
  const seen = see(box, look);
  if (isSpent(look) && !isFirst) return;
  const contents = contentsOf(seen, list);
  const { rows, index, fields, roots } = contents;
  const hooks = hooksIn(box, roots, gate);
  const surface = gate.surfaces.find(({ p }) => location.pathname.startsWith(p))?.s ?? "";
  const words = { name: ariaNameOf(seen), ...wordsOf(contents), rows, fields, hooks };
  const says = !!(seen.below.says || seen.below.name);
  return { said: { surface, ...words }, key: JSON.stringify(Object.values(words)), says, index, roots };
};

/** Ids of the gate's hooks around or in `box`, its shadow roots and frames included. */
export const hooksIn = (box: Element, roots: ParentNode[], { hooks }: Gate): string[] =>
  hooks
    .filter(({ s }) => closest(box, s) || [box, ...roots].some((root) => query(root, s).some(isShown)))
    .map(({ id }) => id);

/** The row that `target` is in, or -1. */
export const rowAt = ({ index }: Reading, target: Element | null): number =>
  index.get(chainOf(target).find((each) => index.has(each)) as Element) ?? -1;

/** The parent of rows that only a press gives away: `target` is in one of several siblings alike, in `box`. */
export const listAround = (target: Element, box: Element, look: Look): Element | null => {
  if (closest(target, `${HEADING},p,${FIELD}`)) return null;
  const chain = chainOf(target);
  const inBox = chain.slice(0, chain.indexOf(box));
  const row = rowPressedIn(inBox.map((each) => look.seen.get(each)));
  return row < 0 ? null : chain[row + 1];
};
