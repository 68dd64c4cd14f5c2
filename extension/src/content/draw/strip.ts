// What the strip is made of: the first line, one way to call, one to write, and the way to the card.

import type { Way } from "../../shared/messages";
import type { Branch } from "./build";
import { nameOf, wayOf } from "./line";
import { button, region, type Shown } from "./pieces";

export function drawStrip(shown: Shown): Branch {
  const { card } = shown.view;
  const [first] = card.lines;
  const ways = card.lines.flatMap((line) => line.ways.map((way) => ({ line, way })));
  const firstOf = (...kinds: Way["kind"][]) => {
    const found = ways.find(({ way }) => kinds.includes(way.kind));
    if (!found) return;
    const { line, way } = found;
    // Beside the first line's name, another line's way says whose it is.
    const named = line === first ? way : { ...way, label: way.name ?? way.label };
    return wayOf(card, line, named, way.number === first.name ? "go same" : "go");
  };
  return region("strip", shown, card.name, [
    nameOf(first, first.open),
    firstOf("call"),
    firstOf("write", "web"),
    button("grow", "quiet", [card.more]),
  ]);
}
