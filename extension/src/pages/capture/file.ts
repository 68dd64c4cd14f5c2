// What the file of an outline holds, and how it is called.

import type { Node, Outline } from "../../shared/outline";

/** Characters of a line that is not broken. */
const WIDE = 80;

/** The file, to the last byte: what is shown is what is saved. */
export const textOf = (outline: Outline): string => `${linesOf(outline, "")}\n`;

/** JSON as a person reads it: what fits into a line stays in one. */
function linesOf(value: unknown, indent: string): string {
  const line = JSON.stringify(value);
  if (line.length + indent.length <= WIDE || typeof value !== "object" || !value) return line;
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  const parts = Array.isArray(value)
    ? value.map((each) => linesOf(each, `${indent} `))
    : Object.entries(value).map(([key, each]) => `${JSON.stringify(key)}: ${linesOf(each, `${indent} `)}`);
  return `${open}\n${parts.map((part) => `${indent} ${part}`).join(",\n")}\n${indent}${close}`;
}

/** A name that tells nothing to who sees it in a list of downloads. `day` is as in "2026-11-26". */
export const nameOf = (day: string): string => `capture-${day}.json`;

/** The first known words of a box, by which a person tells it from another one; "" where it has none. */
export function firstWords({ dialog }: Outline): string {
  const known = (text: string) => /\p{L}/u.test(text.replace(/x/gi, ""));
  const visit = ({ attributes = {}, children = [] }: Node): string => {
    if (known(attributes["aria-label"] ?? "")) return attributes["aria-label"] as string;
    for (const each of children) {
      const found = typeof each === "string" ? (known(each) ? each.trim() : "") : visit(each);
      if (found) return found;
    }
    return "";
  };
  return visit(dialog);
}
