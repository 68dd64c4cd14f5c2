// When is the next look? At rest there is none. Times are milliseconds on the clock of events.

import { max, min } from "../dom";
import { Limit, LOOKS } from "../limits";

export interface Schedule {
  /** When the looks began anew: something happened that may open a box or change it. */
  begun: number;
  /** What began them is the page's own doing. */
  isByPage: boolean;
  /** How far apart they are at least. */
  apart: number;
  /** When the last look began, and until when the page is left alone after it. */
  looked: number;
  restsUntil: number;
  /** When a report was last asked for or led on; -Infinity where none is awaited. */
  awaited: number;
}

export const atRest: Schedule = {
  begun: -Infinity,
  isByPage: false,
  apart: Limit.APART,
  looked: -Infinity,
  restsUntil: -Infinity,
  awaited: -Infinity,
};

/** A person did something, of which the page may show the outcome from `begun` on. */
export const afterAct = (schedule: Schedule, begun: number): Schedule => ({
  ...schedule,
  begun,
  isByPage: false,
  apart: Limit.APART,
});

/** The page put something beside its content at `begun`. */
export const afterChange = (schedule: Schedule, begun: number): Schedule => ({ ...schedule, begun, isByPage: true });

/** A look began at `from` and ended at `to`. A page that goes on by itself is looked at ever less often. */
export const afterLook = (schedule: Schedule, from: number, to: number): Schedule => ({
  ...schedule,
  apart: schedule.isByPage ? min(2 * schedule.apart, Limit.CALM) : schedule.apart,
  looked: from,
  restsUntil: to + Limit.SHARE * (to - from),
});

/** When the next look is due, as it stands at `at`; Infinity for never. Where nothing is there to look at (`isIdle`),
 * that is the last one: there it is known that nothing came of the action. */
export const nextLook = (schedule: Schedule, at: number, isIdle = false): number => {
  const { begun, apart, looked, restsUntil, awaited } = schedule;
  const looks = isIdle ? LOOKS.slice(-1) : LOOKS;
  const planned = looks.map((each) => begun + each).find((each) => each > looked) ?? Infinity;
  const waiting = at - awaited;
  const hurried = waiting < Limit.PATIENT ? at + (waiting < 1000 ? 50 : 100) : Infinity;
  return max(min(max(planned, looked + apart), max(hurried, looked + Limit.APART)), restsUntil);
};
