// What is still to be asked, and one question at a time.

import type { Snapshot } from "../../shared/messages";
import { now } from "../dom";
import { Limit } from "../limits";
import { pauseBefore } from "./limiter";
import { isAlive } from "./send";

export interface Question<Box> {
  box: Box;
  snapshot: Snapshot;
  /** It is a choice that the browser does not vouch for: a page can make as many as it likes. */
  isForged?: boolean;
}

const isChoice = ({ snapshot }: Question<unknown>): boolean => snapshot.event === "chosen";

const isUrgent = (question: Question<unknown>): boolean => isChoice(question) && !question.isForged;

/** The questions and one more. A choice goes before what other boxes say; a change takes the place of what is still to
 * be said of its box, but for a choice. */
export const withQuestion = <Box>(waiting: Question<Box>[], question: Question<Box>): Question<Box>[] => {
  if (isUrgent(question)) {
    const before = waiting.findLastIndex((each) => each.box === question.box || isUrgent(each));
    return waiting.toSpliced(before + 1, 0, question);
  }
  const last = waiting.findLastIndex(({ box }) => box === question.box);
  const event = waiting[last]?.snapshot.event;
  if (question.snapshot.event !== "changed" || !event || event === "chosen") return [...waiting, question];
  return waiting.with(last, { ...question, snapshot: { ...question.snapshot, event } });
};

/** The questions without a box that is gone; the choice that closed it still counts for the box that follows. */
export const withoutBox = <Box>(waiting: Question<Box>[], gone: Box): Question<Box>[] =>
  waiting.filter((each) => each.box !== gone || isChoice(each));

/** Puts each question to `ask`, one at a time and no faster than the limits allow, and calls what that answers. A
 * choice of a person ends the pause and starts the limits anew. An answer may take as long as a background takes to
 * start; it may also be lost: once another question has come, the first is put again after some seconds. */
export const createQueue = <Box>(ask: (question: Question<Box>) => Promise<() => void>) => {
  let waiting: Question<Box>[] = [];
  /** The one that was put, unless its box has gone. */
  let asked: Question<Box>[] = [];
  /** When the former questions went. */
  let sent: number[] = [];
  let isAsking = false;
  /** There is something else to ask. */
  let goOn: () => unknown;

  const askAll = async (): Promise<void> => {
    isAsking = true;
    while (waiting[0] && isAlive()) {
      const at = now();
      const pause = waiting.some(isUrgent) ? 0 : pauseBefore(sent, at);
      let timer: ReturnType<typeof setTimeout> | undefined;
      if (pause) {
        await new Promise<void>((done) => setTimeout((goOn = done), pause));
        continue;
      }
      const [next] = (asked = waiting.splice(0, 1));
      sent = [...sent, at].slice(-Limit.MOST_PER_MINUTE);
      const late = new Promise<void>((done) => {
        goOn = () => (timer ??= setTimeout(done, at + Limit.PATIENCE - now()));
      });
      try {
        const take = await Promise.race([ask(next), late]);
        if (take) take();
        else waiting.unshift(...asked);
      } catch {
        // What a page made of one box must not keep the others from being asked about.
      }
      clearTimeout(timer);
    }
    isAsking = false;
  };

  return {
    add(question: Question<Box>): void {
      waiting = withQuestion(waiting, question);
      if (isUrgent(question)) sent = [];
      if (isAsking) goOn();
      else void askAll();
    },
    dropBox(box: Box): void {
      waiting = withoutBox(waiting, box);
      asked = withoutBox(asked, box);
    },
    clear(): void {
      waiting = asked = [];
    },
    isBusy: (): boolean => isAsking || !!waiting[0],
  };
};
