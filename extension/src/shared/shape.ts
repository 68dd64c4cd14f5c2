// What is left of a text that nobody is told: its length and kinds of characters. As wasm/mask in the core.

const MARKS = ".,;:!?…'’\"“”«»()-–—·/&\u200c\u200d";

const shapeOf = (c: string): string => {
  if (/[\p{Lu}\p{Lt}]/u.test(c)) return "X";
  if (/[\p{L}\p{M}]/u.test(c)) return "x";
  if (/\p{N}/u.test(c)) return "0";
  if (/[\s\u0085]/u.test(c)) return " ";
  if (MARKS.includes(c)) return c;
  return /\p{Cf}/u.test(c) ? "" : "-";
};

/** Letters are x or X, digits 0, white space stays; what is neither nor a common mark of punctuation is a hyphen. */
export const shape = (text: string): string => [...text].map(shapeOf).join("");
