// How one helpline is drawn: its name and hours, and the ways to reach it.

import type { Card, Line, Way } from "../../shared/messages";
import { block, type Branch, button, icon } from "./pieces";

export const nameOf = ({ name, status, note, open }: Pick<Line, "name"> & Partial<Line>): Branch =>
  block(
    "who",
    ["b", {}, name],
    note && ["small", {}, note],
    status && ["span", { class: open ?? "" }, status],
  );

/** What a way does, and whose it is. */
export const wayName = ({ kinds }: Card, line: Line, { kind, name }: Way): string =>
  name ?? `${kinds[kind]}: ${line.name}`;

/** Copies a text, and says so to whoever hears the button alone. */
export const copyOf = ({ copy }: Card, text: string, words = copy): Branch =>
  button(`copy ${text}`, { class: "small", "aria-label": `${copy} ${text}` }, icon("copy"), ["span", {}, words]);

/** A way to reach a line: a link that dials, a button that opens a page, or, on a computer, one that copies a number,
 * or has it unfolded by these attributes. */
export const wayOf = (
  card: Card,
  line: Line,
  way: Way,
  className: string,
  words?: string,
  unfolding?: Record<string, string>,
): Branch => {
  const { kind, href, number } = way;
  if (number && !unfolding) return copyOf(card, number, words);
  const attributes = { class: className, "aria-label": wayName(card, line, way), ...unfolding };
  const inside: Branch[] = [icon(kind), ["span", {}, words || card.kinds[kind]]];
  // A call link in this window would be told to the page: `navigate` with the number, and `beforeunload`.
  if (href) return ["a", { href, target: "_blank", rel: "noopener", ...attributes }, ...inside];
  return button(`open ${line.id} ${way.id}`, attributes, ...inside);
};

/** A way of the first line. On a computer a call unfolds number and code. */
export const firstWayOf = (
  card: Card,
  line: Line,
  way: Way,
  className: string,
  isCalling: boolean,
  words?: string,
): Branch =>
  wayOf(card, line, way, className, words, way.number ? { value: "call", "aria-expanded": `${isCalling}` } : undefined);

/** A line in a list: its name, and beside it small ways. */
export const rowOf = (card: Card, line: Line): Branch =>
  block("row", nameOf(line), ...line.ways.map((way) => wayOf(card, line, way, "small")));
