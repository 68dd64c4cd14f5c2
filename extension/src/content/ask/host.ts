// Which gate has this host?

import type { Gate } from "../../shared/messages";
import { Limit } from "../limits";
import { pause, send } from "./send";

/** From storage, where the background leaves it for all pages, else by asking the background. Both are no more than a
 * filter: a wrong one shows nothing or wakes the background for nothing. Null where this host has none, undefined where
 * nobody can say. Never throws. */
export const readGate = async (): Promise<Gate | null | undefined> => {
  const gates = (await readStored())?.gates;
  const stored = { ...gates?.hosts?.[location.hostname], words: gates?.words };
  const gate = isGate(stored) ? stored : await send({ type: "gate" });
  if (gate === null || isGate(gate)) return gate;
};

/** What is stored for all pages; undefined where storage refuses, or does not answer in time. */
const readStored = async (): Promise<any> => {
  try {
    return await Promise.race([chrome.storage.local.get("gates"), pause(Limit.PATIENCE)]);
  } catch {
    // The background has it.
  }
};

/** A failure is an answer, too, and any script of ours can write the storage. */
const isGate = (gate: any): gate is Gate =>
  [gate?.words, gate?.hooks, gate?.surfaces, gate?.content].every(
    (list) => Array.isArray(list) && list.every((each) => typeof (each?.s ?? each?.p ?? each) === "string"),
  );
