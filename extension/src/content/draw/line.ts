// How one helpline is drawn: its name and hours, and the ways to reach it.

import type { Card, Line, Way } from "../../shared/messages";
import type { Branch } from "./build";
import { button, element, icon } from "./pieces";

export function nameOf({ name, status, note }: Line, open: Line["open"]): Branch {
  return element("div", "who", [
    element("b", /^\d+$/.test(name) ? "digits" : "", [name]),
    status && element("span", open ?? "", [status]),
    note && element("small", "", [note]),
  ]);
}

/** A way to reach a line: a number to copy, a link that dials, or a button that opens a page. */
export function wayOf(
  { copy }: Card,
  line: Line,
  { id, kind, label, name, href, number }: Way,
  className: string,
): Branch {
  if (number) {
    const digits = element("b", "", [number], { dir: "ltr" });
    return button(`copy ${number}`, className, [digits, element("span", "", [icon("copy"), element("i", "", [copy])])]);
  }
  const children = [icon(kind), element("span", "", [label])];
  const full: Record<string, string> = name && name !== label ? { "aria-label": name } : {};
  if (!/^(tel|sms):/.test(href)) return button(`open ${line.id} ${id}`, className, children, full);
  // A call link in this window would be told to the page: `navigate` with the number, and `beforeunload`.
  return element("a", className, children, { href, target: "_blank", rel: "noopener", ...full });
}

/** A line in a list: its name, and beside it small ways. Open or closed as the card says of it, where it is on it. */
export function rowOf(card: Card, line: Line): Branch {
  const open = card.lines.find(({ id }) => id === line.id)?.open;
  return element("div", "row", [nameOf(line, open), ...line.ways.map((way) => wayOf(card, line, way, "small"))]);
}
