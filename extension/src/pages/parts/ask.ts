// How do pages speak to the background?

import { signal } from "@preact/signals";
import type { Failure, Help, PageMessage } from "../../shared/messages";

/** The background's answer, undefined where it gave none. */
export async function ask<Answer>(message: PageMessage): Promise<Answer | undefined> {
  const answer: Answer | Failure | undefined = await chrome.runtime.sendMessage(message).catch(() => undefined);
  return answer && typeof answer === "object" && "error" in answer ? undefined : answer;
}

/** Help for whoever looks at the page; undefined until it is there, null where the background does not answer. */
export const help = signal<Help | null | undefined>(undefined);

export const isTouch = matchMedia("(pointer: coarse)").matches;

export async function askForHelp(lang: string): Promise<void> {
  const { timeZone: zone } = Intl.DateTimeFormat().resolvedOptions();
  help.value = (await ask<Help>({ type: "help", zone, locale: navigator.language, lang, touch: isTouch })) ?? null;
}

/** The name of the line that help is built around, "" while it is not known. */
export const lineName = (): string => help.value?.main?.name ?? "";

/** The country of that line, as its id says: "fr", "" while it is not known. What holds in one country only is told
 * there only. */
export const country = (): string => help.value?.main?.id.split("-")[0] ?? "";
