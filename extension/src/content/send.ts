// What is said to the background: one message at a time, 4 a second, 60 a minute, and quiet once the extension is gone.

import type { Message } from "../messages";

const LIMITS = [
  { most: 4, ms: 1000 },
  { most: 60, ms: 60_000 },
];
const PATIENCE = 5000;

/** Whether the extension still stands behind this script: an update or removal leaves scripts in open pages. */
export const isAlive = (): boolean => !!chrome.runtime?.id;

/** Sends one message; undefined when nobody answers. Never throws. */
export async function send(message: Message): Promise<unknown> {
  let timer;
  const late = new Promise((done) => (timer = setTimeout(done, PATIENCE)));
  try {
    return await Promise.race([chrome.runtime.sendMessage(message), late]);
  } catch {
    return;
  } finally {
    clearTimeout(timer);
  }
}

/** Milliseconds until another message may go; `sent` holds when the former ones went. */
export const pause = (sent: number[], now: number): number =>
  Math.max(0, ...LIMITS.map(({ most, ms }) => (sent.at(-most) ?? -Infinity) + ms - now));

/** Runs `next` one call at a time, as often as `wake` was called and the limits allow, until it answers nothing. */
export function line(next: () => Promise<unknown> | undefined) {
  const sent: number[] = [];
  let busy = false;
  const wake = async () => {
    if (busy) return;
    busy = true;
    for (;;) {
      const wait = pause(sent, performance.now());
      if (wait) await new Promise((done) => setTimeout(done, wait));
      const job = isAlive() && next();
      if (!job) break;
      sent.push(performance.now());
      sent.splice(0, sent.length - 60);
      await job;
    }
    busy = false;
  };
  return { wake, isBusy: () => busy };
}
