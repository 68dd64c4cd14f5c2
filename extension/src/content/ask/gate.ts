// Is a box worth waking the background for? Every report dialog must pass; others may.

import type { Named, Snapshot } from "../../shared/messages";
import { normal } from "../../shared/normal";
import { Limit } from "../limits";

/** A word of the gate, taken apart: of each of its parts one must be found. */
export interface Word {
  id: string;
  parts: string[][];
}

/** wasm/core/gate.go says how words are written. A whole text is one between two signs that no normal text has. */
export const wordsOf = (words: Named[]): Word[] =>
  words.flatMap(({ id, s }) =>
    s
      .replace(/^=(.*)/gm, "= $1 =")
      .split("\n")
      .map((word) => ({ id, parts: word.split("+").map((part) => part.split("|")) })),
  );

/** Id of the first of the words that `text` fits, "" for none. */
export const wordIn = (text: string, words: Word[]): string => {
  const plain = `= ${normal(text).replaceAll("'", " ")} =`;
  return words.find(({ parts }) => parts.every((each) => each.some((part) => plain.includes(part))))?.id ?? "";
};

/** Whether the word with this id announces a report; feedback about the site is none. */
export const opensReport = (opener: string): boolean => opener === "report";

/** What the gate wants to know of a box. */
export interface Candidate extends Pick<Snapshot, "rows" | "fields" | "hooks"> {
  /** It says by itself that it is a dialog. */
  isDeclared: boolean;
  /** Something is said in it, or named. */
  says: boolean;
  /** All its text, what is hidden included. */
  text: () => string;
  /** It was not there, or said something else, when the person last acted. */
  isFresh: boolean;
  /** A person acted not long ago. */
  isRecent: boolean;
  /** Id of the word that was clicked not long ago. */
  opener: string;
}

/** It is no detector: whatever may be a report passes. The text is read only where nothing else lets a box through. */
export const passes = (box: Candidate, words: Word[]): boolean => {
  const { isDeclared, isFresh, isRecent } = box;
  // A veil.
  if (!isDeclared && !box.says) return false;
  const isCalledFor = opensReport(box.opener) || (isRecent && box.rows.length > (box.fields ? 0 : 1));
  if (box.hooks[0] || (isFresh && isCalledFor)) return true;
  const reports = words.filter(({ id }) => opensReport(id));
  return (isDeclared || (isFresh && isRecent)) && !!wordIn(box.text().slice(0, Limit.GLANCE), reports);
};
