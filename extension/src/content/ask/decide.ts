// What does the core say to a snapshot?

import type { Decision, Message, Snapshot } from "../../shared/messages";
import { TRIES } from "../limits";
import { send } from "./send";

/** Of what is drawn: asked for when there is something to draw, and kept. */
let style: string | undefined;

/** The core's decision; nothing is shown where there is none, and `state` stays. `lang` is the language that the person
 * has chosen in the card, "" for that of the page. */
export async function decide(snapshot: Snapshot, state: string, lang: string): Promise<Decision & { style?: string }> {
  const message: Message = {
    type: "decide",
    snapshot,
    state,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    locale: navigator.language,
    lang: lang || document.documentElement.lang || navigator.language,
    touch: matchMedia("(pointer: coarse)").matches,
  };
  // A background that was stopped under way is asked again: nothing is lost.
  for (let tries = 0; tries < TRIES; tries++) {
    const answer = (await send(message)) as Decision | undefined;
    if (answer?.stage && !answer.view) return answer;
    style ||= (answer?.view && (await send({ type: "style" }))) as string | undefined;
    if (answer?.stage && style) return { ...answer, style };
  }
  return { stage: "none", state } as Decision;
}
