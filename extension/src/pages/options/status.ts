// The settings as the background has them, and what it said of the last change.

import { signal } from "@preact/signals";
import type { PageMessage, Settings, SettingsStatus } from "../../shared/messages";
import { askWhatHolds } from "../parts/ask";
import { showSettings } from "../parts/start";
import type { Key } from "../words/words";

export const status = signal<SettingsStatus | null | undefined>(undefined);

/** What is said of the last thing that was done. */
export const said = signal<Key | undefined>(undefined);

export async function tell(message: PageMessage, words?: Key): Promise<void> {
  const answer = await askWhatHolds<SettingsStatus>(message, { type: "settings" });
  status.value = answer;
  if (!answer) return;
  showSettings(answer.settings);
  if (!answer.isStored) said.value = undefined;
  else said.value = answer.refused ? `options.refused.${answer.refused}` : words;
}

export const change = (to: Partial<Settings>): Promise<void> =>
  tell({ type: "change", change: to }, "options.said.saved");
