// What is still to be asked, and one question at a time.

import type { Snapshot } from "../../shared/messages";
import { now } from "../dom";
import { MOST_PER_MINUTE } from "../limits";
import { pauseBefore } from "./limiter";
import { isAlive } from "./send";

export interface Question<Box> {
  box: Box;
  snapshot: Snapshot;
}

/** The questions and one more. A change takes the place of what is still to be said of its box, but for a choice. */
export function withQuestion<Box>(waiting: Question<Box>[], question: Question<Box>): Question<Box>[] {
  const last = waiting.findLastIndex(({ box }) => box === question.box);
  const event = waiting[last]?.snapshot.event;
  if (question.snapshot.event !== "changed" || !event || event === "chosen") return [...waiting, question];
  return waiting.with(last, { ...question, snapshot: { ...question.snapshot, event } });
}

/** The questions without a box that is gone; the choice that closed it still counts for the box that follows. */
export const withoutBox = <Box>(waiting: Question<Box>[], gone: Box): Question<Box>[] =>
  waiting.filter(({ box, snapshot }) => box !== gone || snapshot.event === "chosen");

/** Puts each question to `ask`, one at a time and no faster than the limits allow. */
export function createQueue<Box>(ask: (question: Question<Box>) => Promise<unknown>) {
  let waiting: Question<Box>[] = [];
  /** When the former questions went, and when a person last chose something. */
  let sent: number[] = [];
  let chosen = -Infinity;
  let isAsking = false;

  async function askAll(): Promise<void> {
    if (isAsking) return;
    isAsking = true;
    while (waiting.length) {
      const pause = pauseBefore(sent, chosen, now());
      if (pause) await new Promise((done) => setTimeout(done, pause));
      // It may have gone with its box in the meantime.
      const [next, ...rest] = waiting;
      if (!next || !isAlive()) break;
      waiting = rest;
      sent = [...sent, now()].slice(-MOST_PER_MINUTE);
      // What a page made of one box must not keep the others from being asked about.
      await ask(next).catch(() => {});
    }
    isAsking = false;
  }

  return {
    add(question: Question<Box>): void {
      if (question.snapshot.event === "chosen") chosen = now();
      waiting = withQuestion(waiting, question);
      void askAll();
    },
    dropBox(box: Box): void {
      waiting = withoutBox(waiting, box);
    },
    clear(): void {
      waiting = [];
    },
    isBusy: (): boolean => isAsking || waiting.length > 0,
  };
}
