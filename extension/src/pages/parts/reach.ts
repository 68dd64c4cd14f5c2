// Is our script in a tab?

import type { TabMessage } from "../../shared/messages";

/** Milliseconds in which a content script that is there answers. */
const PATIENCE = 500;

/** It is not in one that was open before the extension came. One that is busy is there. */
export async function isReached(tab = -1): Promise<boolean> {
  const late = new Promise<boolean>((done) => setTimeout(done, PATIENCE, true));
  const answer = chrome.tabs.sendMessage<TabMessage>(tab, { type: "here" }, { frameId: 0 }).then(Boolean, () => false);
  return Promise.race([answer, late]);
}
