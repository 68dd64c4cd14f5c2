// What does an element say to the person who looks at it?

import { MAX_TEXT } from "../../shared/limits";
import { attribute, labelOf, tagOf } from "../dom";
import { Limit } from "../limits";
import type { Seen } from "./look";

/** What people wrote. */
export const QUOTED = "blockquote,article,[role=article],q,time";
/** Text fields: counted, never read. */
export const FIELD = "textarea,[contenteditable]:not([contenteditable=false]),[role=textbox]";
/** What is never read, beside what the gate calls content. */
export const NEVER =
  `${QUOTED},${FIELD},svg,canvas,video,audio,object,select,[inert]`;

const HANDLES = /@[\w.]{2,}/g;

/** Whether a text says something once handles are bare signs. */
export const says = (text: string): boolean => /\p{L}|\p{N}/u.test(text.replace(HANDLES, "@"));

/** White space and control characters. Not U+FEFF, which is some to a script, and stands unseen in the middle of
 * words. */
const SPACES = /[\p{Z}\p{Cc}]+/gu;

/** At most 120 UTF-16 units, never half a character; white space and control characters are one space, a handle
 * (@somebody) is a bare sign. "" for what holds no letter or digit. */
export const tidy = (text: string | null): string => {
  const tidied = (text ?? "")
    .slice(0, Limit.MOST_OF_ONE_TEXT)
    .replace(SPACES, " ")
    .replace(HANDLES, "@")
    .trim()
    .slice(0, MAX_TEXT)
    .replace(/\p{Cs}/gu, "");
  return says(tidied) ? tidied : "";
};

export const isLong = (text: string): boolean => text.split(" ").length > Limit.MOST_WORDS;

/** What sets an element apart from the text around it: a block starts a line, an inline block follows a
 * white space that nobody wrote. */
export const gapAround = ({ style: { display } }: Seen): "" | "\f" | "\n" => {
  if (display === "inline") return "";
  return /^(inline|contents|ruby|none)/.test(display) ? "\f" : "\n";
};

/** A word that is moved letter by letter has a box for each. */
const BETWEEN_LETTERS = /(?<=(^|\s)\p{L})\f\f(?=\p{L}(\s|$))/gu;

/** "Option 1 of 4", for who hears the rows one by one. */
const COUNT = /\d\s*[^\s\d]+\s*\d+\W*$/;

/** The visible lines of text in `node`, nested spans joined. */
export const linesOf = (node: Seen): string[] => (node.lines ??= readLines(node));

const readLines = (node: Seen): string[] => {
  let text = "";
  // A help button in a label is no part of what the label says.
  const aside = tagOf(node.element) === "label" ? "button" : "";
  const add = ({ parts = [] }: Seen) => {
    for (const part of parts) {
      if (text.length > Limit.MOST_OF_ONE_TEXT) return;
      if (typeof part === "string") text += part.replace(SPACES, " ");
      else if (tagOf(part.element) === "br") text += "\n";
      else if (!part.isLeftOut && tagOf(part.element) !== aside) {
        text += gapAround(part);
        add(part);
        text += gapAround(part);
      }
    }
  };
  add(node);
  return text.replace(BETWEEN_LETTERS, "").split("\n").map(tidy).filter(Boolean);
};

/** What `aria-labelledby` or `aria-label` gives. */
export const ariaNameOf = ({ element, labelledBy }: Seen): string =>
  tidy(labelledBy.flatMap(linesOf).join(" ") || labelOf(element));

/** The first line of what one can activate that is more than its place in a list, or its accessible name where it shows none. */
export const nameOf = (node: Seen): string => {
  const { type, value } = node.element as HTMLInputElement;
  return (
    linesOf(node).find((line) => !COUNT.test(line)) ||
    ariaNameOf(node) ||
    tidy(node.below.name) ||
    (/^(submit|button)$/.test(type) && tidy(value)) ||
    tidy(attribute(node.element, "alt")) ||
    tidy(attribute(node.element, "title"))
  );
};
