// Plain elements for tests, as if read from a page.

import type { Below, Plain } from "../src/content/read/plain";
import { NOTHING, sumUp } from "../src/content/read/plain";

type Given = Partial<Plain> & { [name: string]: unknown };

const blocks = /^(div|p|h[1-6]|ul|li|section|form|fieldset|dialog)$/;

/** An element that shows `parts`; what follows from its tag need not be given. */
export function made(tag: string, given: Given = {}, ...parts: (string | Plain)[]): Plain {
  const plain: Plain = {
    element: { tag, parentElement: null } as unknown as Element,
    tag, role: "", type: "", className: "", label: "", alt: "", title: "", value: "",
    labelledBy: [],
    isHeading: /^(h[1-6]|legend)$/.test(tag),
    isRow: /^(button|a|label)$/.test(tag) || !!given.choice || !!given.role,
    isMaybe: tag === "li",
    isField: tag === "textarea",
    choice: "", isOn: false, isLeftOut: false, isShown: true, isLabelled: false, control: null, options: [],
    display: blocks.test(tag) ? "block" : /^(button|input|select)$/.test(tag) ? "apart" : "inline",
    points: false, isBulleted: false, size: 16, root: null, hasSlots: false,
    isRead: true, below: NOTHING, alike: 0,
    ...given,
    parts,
  };
  if (parts.length) sumUp(plain);
  return plain;
}

/** What stands below an element that is not read. */
export const unread = (below: Partial<Below>): Below => ({ ...NOTHING, ...below });
