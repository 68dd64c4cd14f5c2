// When may the next question go? 4 a second and 60 a minute: for what pages do; a person never waits for that.

import { max } from "../dom";
import { Limit } from "../limits";

/** Milliseconds until the next question may go, after those that were `sent`, the latest last. */
export const pauseBefore = (sent: readonly number[], at: number): number => {
  const wait = (most: number, span: number) => (sent.at(-most) ?? -Infinity) + span - at;
  return max(0, wait(Limit.MOST_PER_SECOND, 1000), wait(Limit.MOST_PER_MINUTE, 60_000));
};
