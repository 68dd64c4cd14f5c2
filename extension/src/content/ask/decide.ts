// What does the core say to a snapshot?

import type { Decision, Message, Snapshot } from "../../shared/messages";
import { now } from "../dom";
import { Limit } from "../limits";
import { isAlive, pause, send } from "./send";

/** Of what is drawn: asked for when there is something to draw, and kept. */
let style: string | undefined;

/** What there is to draw, and its style sheet. */
export type Styled = Decision & { style?: string };

/** The core's decision, undefined where nobody gives one. `lang` is the language that the person has chosen in the
 * card, "" for that of the page. */
export const decide = async (snapshot: Snapshot, state: string, lang: string): Promise<Styled | undefined> => {
  const message: Message = {
    type: "decide",
    snapshot,
    state,
    page: document.documentElement?.lang ?? "",
    lang,
    touch: matchMedia("(pointer: coarse)").matches,
  };
  // A background that was stopped under way is asked until it answers: nothing is lost. One that fails, once more.
  const until = now() + Limit.PERSISTENCE;
  for (let failed = 0; failed < Limit.TRIES && now() < until && isAlive(); ) {
    const answer = (await send(message)) as Decision | undefined;
    if (answer?.view) style ||= (await send({ type: "style" })) as string | undefined;
    if (answer?.stage && (style || !answer.view)) return { ...answer, style };
    if (answer && !answer.view) failed++;
    await pause(Limit.APART);
  }
};
