// When may the next question go? 4 a second and 60 a minute.

import { MOST_PER_MINUTE, MOST_PER_SECOND } from "../limits";

/** Milliseconds until the next question may go, after those that were `sent`, the latest last. `chosen` is when a
 * person last chose something: the page cannot forge that, so it starts the second anew. */
export function pauseBefore(sent: readonly number[], chosen: number, at: number): number {
  const second = sent.at(-MOST_PER_SECOND) ?? chosen;
  const minute = sent.at(-MOST_PER_MINUTE) ?? -Infinity;
  return Math.max(0, second > chosen ? second + 1000 - at : 0, minute + 60_000 - at);
}
