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

/** A way to reach a line: a link that dials, a button that opens a page, or, on a computer, one that copies a number,
 * or has it unfolded by these attributes. */
export const wayOf = (
  card: Card,
  line: Line,
  way: Way,
  className: string,
  words = "",
  unfolding?: Record<string, string>,
): Branch => {
  const { copy, kinds } = card;
  const { id, kind, href } = way;
  const number = unfolding ? "" : way.number;
  const attributes = { class: className, "aria-label": number ? `${copy} ${number}` : wayName(card, line, way) };
  const inside: Branch[] = [icon(number ? "copy" : kind), ["span", {}, words || (number ? copy : kinds[kind])]];
  // A call link in this window would be told to the page: `navigate` with the number, and `beforeunload`.
  if (href && !number) return ["a", { href, target: "_blank", rel: "noopener", ...attributes }, ...inside];
  return button(number ? `copy ${number}` : `open ${line.id} ${id}`, { ...attributes, ...unfolding }, ...inside);
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
