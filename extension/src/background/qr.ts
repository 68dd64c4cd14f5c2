// The code that a telephone reads off the screen: a number that a computer cannot dial.

import { generate } from "lean-qr";
import type { View } from "../shared/messages";

/** Of the call way of the card's first line, if it has one: a text of the rows, "#" for a dark module. */
export function qrOf({ card }: View): string | undefined {
  const number = card.lines[0]?.ways.find(({ kind }) => kind === "call")?.number;
  return number && codeOf(`tel:${number.replaceAll(" ", "")}`);
}

export const codeOf = (href: string): string => generate(href).toString({ on: "#", off: " ", pad: 0 }).trimEnd();
