// How is the background spoken to? It may be stopped, late, or gone for good.

import type { Message } from "../../shared/messages";

/** Whether the extension still stands behind this script: an update or removal leaves scripts in open pages. */
export const isAlive = (): boolean => !!chrome.runtime?.id;

/** Waits so many milliseconds. */
export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Sends one message; undefined where nobody answers. A background that starts answers once it can. Never throws. */
export const send = async (message: Message): Promise<unknown> => {
  try {
    return await chrome.runtime.sendMessage(message);
  } catch {
    // It is not there.
  }
};
