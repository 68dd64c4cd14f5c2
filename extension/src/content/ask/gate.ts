// Is a box worth waking the background for? Every report dialog must pass; others may.

import type { Gate, Named, Snapshot } from "../../shared/messages";
import { normal } from "../../shared/normal";

/** Id of the first of the gate's words that `text` fits, "" for none; wasm/core/gate.go says how they are written. */
export const wordIn = (text: string, { words }: Pick<Gate, "words">): string => {
  const plain = ` ${normal(text).replaceAll("'", " ")} `;
  const fits = ({ s }: Named) =>
    s[0] === "="
      ? plain.trim() === s.slice(1)
      : s.split("+").every((part) => part.split("|").some((each) => plain.includes(each)));
  return words.find(fits)?.id ?? "";
};

/** Whether the word with this id announces a report; feedback about the site is none. */
export const opensReport = (opener: string): boolean => opener === "report";

/** What the gate wants to know of a box. */
export interface Candidate extends Pick<Snapshot, "rows" | "fields" | "hooks"> {
  /** It says by itself that it is a dialog. */
  isDeclared: boolean;
  /** All its text, what is hidden included. */
  text: string;
  /** It was not there, or said something else, when the person last acted. */
  isFresh: boolean;
  /** A person acted not long ago. */
  isRecent: boolean;
  /** Id of the word that was clicked not long ago. */
  opener: string;
}

/** It is no detector: whatever may be a report passes. */
export const passes = (box: Candidate, gate: Pick<Gate, "words">): boolean => {
  const { isFresh, isRecent } = box;
  if (box.hooks.length) return true;
  const words = gate.words.filter(({ id }) => opensReport(id));
  if ((box.isDeclared || (isFresh && isRecent)) && wordIn(box.text, { words })) return true;
  if (!isFresh) return false;
  return opensReport(box.opener) || (isRecent && box.rows.length > (box.fields ? 0 : 1));
};
