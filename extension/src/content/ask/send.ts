// What is said to the background: one message at a time, 4 a second, 60 a minute, and quiet once the extension is gone.

import type { Message } from "../../shared/messages";
import { now } from "../dom";
import { MOST_PER_MINUTE, MOST_PER_SECOND, PATIENCE } from "../limits";

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

/** Milliseconds until another message may go; `sent` holds when the former ones went, `acted` when a person last chose
 * something. What a person does cannot be forged by the page, so it starts the second anew. */
export function pause(sent: number[], at: number, acted: number): number {
  const second = sent.at(-MOST_PER_SECOND) ?? acted;
  const minute = sent.at(-MOST_PER_MINUTE) ?? -Infinity;
  return Math.max(0, second > acted ? second + 1000 - at : 0, minute + 60_000 - at);
}

/** Runs `next` one call at a time, as often as `wake` was called and the limits allow, until it answers nothing. */
export function line(next: () => Promise<unknown> | undefined) {
  let sent: number[] = [];
  let acted = -Infinity;
  let busy = false;
  const wake = async () => {
    if (busy) return;
    busy = true;
    for (;;) {
      const wait = pause(sent, now(), acted);
      if (wait) await new Promise((done) => setTimeout(done, wait));
      const job = isAlive() && next();
      if (!job) break;
      sent = [...sent.slice(1 - MOST_PER_MINUTE), now()];
      await job;
    }
    busy = false;
  };
  return { wake, act: () => (acted = now()), isBusy: () => busy };
}
