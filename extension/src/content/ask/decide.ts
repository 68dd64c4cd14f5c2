// What does the core say to a snapshot?

import type { Decision, Snapshot } from "../../shared/messages";
import { TRIES } from "../limits";
import { send } from "./send";

/** The core's decision. `lang` is the language that the person has chosen in the card, "" for that of the page. */
export const decide = (snapshot: Snapshot, state: string, lang: string): Promise<Decision> =>
  firstAnswer(
    () =>
      send({
        type: "decide",
        snapshot,
        state,
        zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        lang: lang || document.documentElement.lang || navigator.language,
        touch: matchMedia("(pointer: coarse)").matches,
      }),
    state,
  );

/** The first decision that `ask` gives; nothing is shown where there is none, and `state` stays. A background that was
 * stopped under way is asked again: nothing is lost. */
export async function firstAnswer(ask: () => Promise<unknown>, state: string): Promise<Decision> {
  for (let tries = 0; tries < TRIES; tries++) {
    const answer = (await ask()) as Decision | undefined;
    if (answer?.stage) return answer;
  }
  return { stage: "none", state } as Decision;
}
