// How one helpline is drawn: its name and hours, and the ways to reach it.

import type { Card, Line, Way } from "../../shared/messages";
import { type Branch, button, icon } from "./pieces";

export const nameOf = ({ name, status, note }: Line, open: Line["open"]): Branch => [
  "div",
  { class: "who" },
  ["b", { class: /^\d+$/.test(name) ? "digits" : "" }, name],
  status && ["span", { class: open ?? "" }, status],
  note && ["small", {}, note],
];

/** A way to reach a line: a number to copy, a link that dials, or a button that opens a page. */
export function wayOf({ copy }: Card, line: Line, way: Way, className: string): Branch {
  const { id, kind, label, name, href, number } = way;
  const attributes: Record<string, string> = { class: className };
  if (number) {
    return button(
      `copy ${number}`,
      attributes,
      ["b", { dir: "ltr" }, number],
      ["span", {}, icon("copy"), copy],
    );
  }
  if (name && name !== label) attributes["aria-label"] = name;
  const words: Branch[] = [icon(kind), ["span", {}, label]];
  if (!/^(tel|sms):/.test(href)) return button(`open ${line.id} ${id}`, attributes, ...words);
  // A call link in this window would be told to the page: `navigate` with the number, and `beforeunload`.
  return ["a", { href, target: "_blank", rel: "noopener", ...attributes }, ...words];
}

/** A line in a list: its name, and beside it small ways. Open or closed as the card says of it, where it is on it. */
export function rowOf(card: Card, line: Line): Branch {
  const open = card.lines.find(({ id }) => id === line.id)?.open;
  return ["div", { class: "row" }, nameOf(line, open), ...line.ways.map((way) => wayOf(card, line, way, "small"))];
}
