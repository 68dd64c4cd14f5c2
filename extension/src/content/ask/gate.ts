// Is a box worth waking the background for? Every report dialog must pass; others may.

import { normal } from "../../shared/normal";
import type { Gate, Gates } from "../../shared/messages";
import { isShown, query } from "../dom";
import { send } from "./send";

/** Id of the first of the gate's words in `text`, "" for none. */
export function wordIn(text: string, { words }: Gate): string {
  const plain = normal(text);
  return words.find(({ s }) => plain.includes(s))?.id ?? "";
}

/** The gate of this host: from storage, where the background leaves it for all pages, else by asking the background.
 * Both are no more than a filter: a wrong one shows nothing or wakes the background for nothing. */
export async function readGate(): Promise<Gate | null | undefined> {
  const { gates } = (await chrome.storage.local.get("gates")) as { gates?: Gates };
  const own = gates?.hosts?.[location.hostname];
  return own ? { ...own, words: gates.words } : ((await send({ type: "gate" })) as Gate | null | undefined);
}

/** Ids of the gate's hooks around or in `box`, its shadow roots and frames included. */
export const hooksIn = (box: Element, roots: ParentNode[], { hooks }: Gate): string[] =>
  hooks
    .filter(({ s }) => box.closest(s) || [box, ...roots].some((root) => query(root, s).some(isShown)))
    .map(({ id }) => id);
