// When is the next look? At rest there is none. Times are milliseconds on the clock of events.

import { APART, LOOKS, PATIENT, SHARE } from "../limits";

export interface Schedule {
  /** When the looks began anew: something happened that may open a box or change it. */
  begun: number;
  /** When the last look began, and until when the page is left alone after it. */
  looked: number;
  restsUntil: number;
  /** When a report was last asked for or led on; -Infinity where none is awaited. */
  awaited: number;
}

export const atRest: Schedule = { begun: -Infinity, looked: -Infinity, restsUntil: -Infinity, awaited: -Infinity };

/** A look began at `from` and ended at `to`. */
export const afterLook = (schedule: Schedule, from: number, to: number): Schedule => ({
  ...schedule,
  looked: from,
  restsUntil: to + SHARE * (to - from),
});

/** When the next look is due, as it stands at `at`; Infinity for never. Where nothing is there to look at (`isIdle`),
 * that is the last one: there it is known that nothing came of the action. */
export const nextLook = ({ begun, looked, restsUntil, awaited }: Schedule, at: number, isIdle = false): number => {
  const looks = isIdle ? LOOKS.slice(-1) : LOOKS;
  const planned = looks.map((each) => begun + each).find((each) => each > looked) ?? Infinity;
  const waiting = at - awaited;
  const hurried = waiting < PATIENT ? at + (waiting < 1000 ? 50 : 100) : Infinity;
  const due = Math.min(planned, hurried);
  return due < Infinity ? Math.max(due, looked + APART, restsUntil) : Infinity;
};
