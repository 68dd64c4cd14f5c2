// What the file of an outline holds, and how it is called.

import type { Node, Outline } from "../../shared/outline";

/** The file, to the last byte: what is shown is what is saved. */
export const textOf = (outline: Outline): string => `${JSON.stringify(outline, null, 1)}\n`;

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
