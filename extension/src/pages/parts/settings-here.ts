// Which settings hold where a page begins? Asked of storage, before the background has woken.

import type { Settings } from "../../shared/messages";
import { type Edition, isPutHere, isSet, policyIn } from "../../shared/policy";
import { settingsIn, speaking } from "../../shared/settings";
import { keptPolicy } from "../../shared/store";

declare const EDITION: Edition;

export interface SettingsHere {
  settings: Settings;
  /** With the language that was chosen until the browser ends, if any was. */
  spoken: Settings;
  /** An administrator put the extension here, or sets anything for it. */
  isManaged: boolean;
}

const nothing = (): Record<string, unknown> => ({});

/** What an administrator set. Whoever asks for help does not wait for a browser that has just started; only where an
 * administrator put the extension, and nothing is known from last time, another country's line could be the right one. */
async function setBy(isHere: Promise<boolean>): Promise<object> {
  const told = chrome.storage.managed.get().catch(nothing);
  const soon = await Promise.race([told, pause(100).then(keptPolicy)]);
  return isSet(soon) || !(await isHere) ? soon : told;
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

export async function settingsHere(): Promise<SettingsHere> {
  const { local, session } = chrome.storage;
  const putHere = isPutHere();
  const [stored, chosen, set, isHere] = await Promise.all([
    local.get("settings").catch(nothing),
    session.get("lang").catch(nothing),
    setBy(putHere),
    putHere,
  ]);
  const settings = settingsIn(stored.settings, policyIn(set, EDITION).policy);
  return { settings, spoken: speaking(settings, chosen.lang), isManaged: isHere || isSet(set) };
}
