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

/** What an administrator set, or what was valid last time, whichever is known first: a browser that has just started
 * takes seconds to tell, and whoever asks for help does not wait for it. Only where an administrator put the extension,
 * and nothing is known from last time, another country's line could be the right one. */
async function setBy(isHere: Promise<boolean>): Promise<object> {
  const told = chrome.storage.managed.get().catch(nothing);
  const first = await Promise.race([told, keptPolicy()]);
  return isSet(first) || !(await isHere) ? first : told;
}

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
