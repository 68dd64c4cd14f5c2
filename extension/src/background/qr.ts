// The code that a telephone reads off the screen: a number that a computer cannot dial.

import { generate } from "lean-qr";
import type { Qr, View } from "../shared/messages";
import { packQr } from "../shared/qr";

/** Of the call way of the card's first line, if it has one. */
export function qrOf({ card }: View): Qr | undefined {
  const call = card.lines[0]?.ways.find(({ kind, href }) => kind === "call" && href.startsWith("tel:"));
  if (!call) return;
  const code = generate(call.href);
  return packQr(code.size, (x, y) => code.get(x, y));
}
