// When may the next question go? 4 a second and 60 a minute.

import { MOST_PER_MINUTE, MOST_PER_SECOND } from "../limits";

export interface Limiter {
  /** When the former questions went. */
  sent: readonly number[];
  /** When a person last chose something. The page cannot forge that, so it starts the second anew. */
  chosen: number;
}

export const unused: Limiter = { sent: [], chosen: -Infinity };

export const afterQuestion = ({ sent, chosen }: Limiter, at: number): Limiter => ({
  sent: [...sent.slice(1 - MOST_PER_MINUTE), at],
  chosen,
});

/** Milliseconds until the next question may go. */
export function pauseBefore({ sent, chosen }: Limiter, at: number): number {
  const second = sent.at(-MOST_PER_SECOND) ?? chosen;
  const minute = sent.at(-MOST_PER_MINUTE) ?? -Infinity;
  return Math.max(0, second > chosen ? second + 1000 - at : 0, minute + 60_000 - at);
}
