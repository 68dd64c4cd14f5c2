// How is the background spoken to? It may be stopped, late, or gone for good.

import type { Message } from "../../shared/messages";
import { Limit } from "../limits";

/** Whether the extension still stands behind this script: an update or removal leaves scripts in open pages. */
export const isAlive = (): boolean => !!chrome.runtime?.id;

/** What the browser answers; undefined where it refuses, or does not answer. Never throws. */
export const answerTo = async (question: () => Promise<unknown>): Promise<any> => {
  let timer;
  const late = new Promise((done) => (timer = setTimeout(done, Limit.PATIENCE)));
  try {
    return await Promise.race([question(), late]);
  } catch {
    // Nobody answers.
  } finally {
    clearTimeout(timer);
  }
};

/** Sends one message; undefined when nobody answers. Never throws. */
export const send = (message: Message): Promise<unknown> => answerTo(() => chrome.runtime.sendMessage(message));
