// How does a page begin? With the settings, so that its first picture is in the right language and size, and before the
// background is asked: it wakes in the same process.

import { effect } from "@preact/signals";
import { type ComponentType, render } from "preact";
import type { Settings } from "../../shared/messages";
import { type Edition, isPutHere, isSet, policyIn } from "../../shared/policy";
import { settingsIn, speaking } from "../../shared/settings";
import { keptPolicy } from "../../shared/store";
import { type Key, rest, t, words, wordsFor } from "../words/words";
import { askForHelp } from "./ask";
import { listenForLeaving } from "./leave";

declare const EDITION: Edition;

/** Those of the settings that show in a page. */
export function showSettings({ lang, size }: Settings): void {
  words.value = wordsFor([lang, ...navigator.languages]);
  document.documentElement.dataset.size = size;
}

/** What a page begins with. */
export interface Beginning {
  settings: Settings;
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

/** Draws a page under a title that says nothing to whoever reads the browser's history. */
export async function startPage(Page: ComponentType<Beginning>, title: Key): Promise<void> {
  const { local, session } = chrome.storage;
  const putHere = isPutHere();
  const [stored, chosen, set, isHere] = await Promise.all([
    local.get("settings").catch(nothing),
    session.get("lang").catch(nothing),
    setBy(putHere),
    putHere,
  ]);
  const settings = settingsIn(stored.settings, policyIn(set, EDITION).policy);
  showSettings(speaking(settings, chosen.lang));
  effect(() => {
    const { lang, dir } = words.value;
    Object.assign(document.documentElement, { lang, dir });
    document.title = t(title);
  });
  listenForLeaving();
  render(<Page settings={settings} isManaged={isHere || isSet(set)} />, document.body);
  await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
  effect(() => void askForHelp(rest.value.lang));
}
