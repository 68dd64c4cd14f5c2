// How do pages speak to the background?

import { signal } from "@preact/signals";
import type { Device, Failure, Help, Line, PageMessage } from "../../shared/messages";
import { zoneHere } from "../../shared/clock";

/** The background's answer, undefined where it gave none. */
export async function ask<Answer>(message: PageMessage): Promise<Answer | undefined> {
  const answer: Answer | Failure | undefined = await chrome.runtime.sendMessage(message).catch(() => undefined);
  return answer && typeof answer === "object" && "error" in answer ? undefined : answer;
}

/** What holds after a message, null where the background does not answer. One that was stopped under way has no answer
 * to it: it is asked once more, by `what`, which changes nothing. */
export const askWhatHolds = async <Answer>(message: PageMessage, what: PageMessage): Promise<Answer | null> =>
  (await ask<Answer>(message)) ?? (await ask<Answer>(what)) ?? null;

/** Help for whoever looks at the page; undefined until it is there, null where the background does not answer. */
export const help = signal<Help | null | undefined>(undefined);

export const isTouch = matchMedia("(pointer: coarse)").matches;

/** What this device says of itself to whoever reads in a language. */
export const deviceFor = (lang: string): Device => ({
  zone: zoneHere(),
  locale: navigator.language,
  lang,
  touch: isTouch,
});

let renewal: ReturnType<typeof setTimeout> | undefined;

/** A page that stays open asks again when a line has opened or closed. */
export async function askForHelp(lang: string): Promise<void> {
  clearTimeout(renewal);
  help.value = (await ask<Help>({ type: "help", ...deviceFor(lang) })) ?? null;
  const holds = help.value?.view?.holds;
  if (holds) renewal = setTimeout(askForHelp, holds, lang);
}

/** False where a country has no line to talk to: there are numbers for emergencies at most. */
export const hasLine = (): boolean => !help.value || !!help.value.main;

/** The name of the line that help is built around, "" while it is not known. */
export const lineName = (): string => help.value?.main?.name ?? "";

/** The country of that line, as its id says: "fr", "" while it is not known. What holds in one country only is told
 * there only. */
export const country = (): string => help.value?.main?.id.split("-")[0] ?? "";

/** Whom to reach in danger now: they come first among the needs. */
export const danger = (): Line[] => help.value?.view?.card.needs?.items[0]?.lines ?? [];

/** "17, police": a line among others, in a sentence. */
export const withNote = ({ name, note }: Line): string => (note ? `${name}, ${note.toLowerCase()}` : name);
