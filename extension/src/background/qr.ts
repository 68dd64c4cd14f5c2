// The codes that a telephone reads off the screen: a number that a computer cannot dial.

import { generate } from "lean-qr";
import type { CoreDecision, Qr } from "../shared/messages";

const drawn = new Map<string, Qr>();

/** A code for each shown line that can be called. */
export function codesOf({ view }: CoreDecision): Record<string, Qr> {
  const codes: Record<string, Qr> = {};
  const { lines = [], needs } = view?.card ?? {};
  for (const { id, ways } of [...lines, ...(needs?.items ?? []).flatMap((need) => need.lines)]) {
    const call = ways.find(({ kind, href }) => kind === "call" && href.startsWith("tel:"));
    if (call) codes[id] = codeOf(call.href);
  }
  return codes;
}

function codeOf(text: string): Qr {
  const known = drawn.get(text);
  if (known) return known;
  const code = generate(text);
  let path = "";
  for (let y = 0; y < code.size; y++) {
    for (let x = 0, wide = 0; x < code.size; x += wide || 1) {
      for (wide = 0; code.get(x + wide, y); ) wide++;
      if (wide) path += `M${x} ${y}h${wide}v1h-${wide}z`;
    }
  }
  const qr = { size: code.size, path };
  drawn.set(text, qr);
  return qr;
}
