// What does an element say to the person who looks at it?

import { MAX_TEXT } from "../../shared/limits";
import { MOST_OF_ONE_TEXT, MOST_WORDS } from "../limits";
import { type Display, type Plain, says } from "./plain";

/** What people wrote. */
export const QUOTED = "blockquote,article,[role=article],q,time";
/** Text fields: counted, never read. */
export const FIELD = "textarea,[contenteditable]:not([contenteditable=false]),[role=textbox]";
/** What is never read, beside what the gate calls content. */
export const NEVER =
  `${QUOTED},${FIELD},script,style,template,noscript,svg,canvas,video,audio,object,select,datalist,` +
  "[aria-hidden=true],[inert]";

/** At most 120 UTF-16 units, never half a character; white space and control characters are one space, a handle
 * (@somebody) is a bare sign. "" for what holds no letter or digit. */
export function tidy(text: string | null | undefined): string {
  const tidied = (text ?? "")
    .slice(0, MOST_OF_ONE_TEXT)
    .replace(/[\s\p{Cc}]+/gu, " ")
    .replace(/@[\w.]{2,}/g, "@")
    .trim()
    .slice(0, MAX_TEXT)
    .replace(/\p{Cs}/gu, "");
  return says(tidied) ? tidied : "";
}

export const isLong = (text: string): boolean => text.split(" ").length > MOST_WORDS;

const SPACE: Record<Display, string> = { block: "\n", apart: " ", inline: "" };

/** The visible lines of text in `node`, nested spans joined. */
export function linesOf(node: Plain): string[] {
  let text = "";
  // A help button in a label is no part of what the label says.
  const isAside = (part: Plain) => node.tag === "label" && part.tag === "button";
  const add = ({ parts }: Plain) => {
    for (const part of parts) {
      if (text.length > MOST_OF_ONE_TEXT) return;
      if (typeof part === "string") text += part.replace(/\s+/g, " ");
      else if (part.tag === "br") text += "\n";
      else if (!part.isLeftOut && !isAside(part)) {
        text += SPACE[part.display];
        add(part);
        text += SPACE[part.display];
      }
    }
  };
  add(node);
  return text.split("\n").map(tidy).filter(Boolean);
}

/** What `aria-labelledby` or `aria-label` gives. */
export const ariaNameOf = (node: Plain): string =>
  tidy(node.labelledBy.flatMap(linesOf).join(" ")) || tidy(node.label);

/** The first line of what one can activate, or its accessible name where it shows none. */
export const nameOf = (node: Plain): string =>
  linesOf(node)[0] ||
  ariaNameOf(node) ||
  tidy(node.below.name) ||
  tidy(node.value) ||
  tidy(node.alt) ||
  tidy(node.title);
