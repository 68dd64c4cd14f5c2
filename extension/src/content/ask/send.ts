// How is the background spoken to? It may be stopped, late, or gone for good.

import type { Message } from "../../shared/messages";
import { PATIENCE } from "../limits";

/** Whether the extension still stands behind this script: an update or removal leaves scripts in open pages. */
export const isAlive = (): boolean => !!chrome.runtime?.id;

/** Sends one message; undefined when nobody answers. Never throws. */
export async function send(message: Message): Promise<unknown> {
  let timer;
  const late = new Promise((done) => (timer = setTimeout(done, PATIENCE)));
  try {
    return await Promise.race([chrome.runtime.sendMessage(message), late]);
  } catch {
    // Nobody answers.
  } finally {
    clearTimeout(timer);
  }
}
