// Which gate has this host?

import type { Gate, Gates } from "../../shared/messages";
import { send } from "./send";

/** From storage, where the background leaves it for all pages, else by asking the background. Both are no more than a
 * filter: a wrong one shows nothing or wakes the background for nothing. */
export async function readGate(): Promise<Gate | null | undefined> {
  const { gates } = (await chrome.storage.local.get("gates")) as { gates?: Gates };
  const own = gates?.hosts?.[location.hostname];
  return own ? { ...own, words: gates.words } : ((await send({ type: "gate" })) as Gate | null | undefined);
}
