// From the page to plain values: each element is met once a look, whatever asks for it.

import { type Look, isSpent } from "./look";
import { type Plain, sumUp } from "./plain";

/** `element` and what is rendered inside it, as far as the look reaches; also where it is never read or not seen. */
export function see(element: Element, look: Look): Plain {
  const plain = meet(element, look);
  if (!plain.isRead) readParts(plain, look);
  return plain;
}

function meet(element: Element, look: Look): Plain {
  const known = look.plains.get(element);
  if (known) return known;
  const plain = look.page.describe(element);
  look.nodes--;
  look.plains.set(element, plain);
  plain.labelledBy = look.page.labelsOf(element).map((each) => see(each, look));
  if (plain.isLeftOut) plain.below = look.page.belowUnread(element);
  else if (!plain.isRead) readParts(plain, look);
  return plain;
}

function readParts(plain: Plain, look: Look): void {
  plain.isRead = true;
  for (const part of look.page.partsOf(plain.element)) {
    if (isSpent(look)) break;
    if (typeof part === "string") {
      look.text -= part.length;
      plain.parts.push(part);
    } else plain.parts.push(meet(part, look));
  }
  sumUp(plain);
}
