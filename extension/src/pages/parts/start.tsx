// How does a page begin? With the settings, so that its first picture is in the right language and size, and before the
// background is asked: it wakes in the same process.

import { effect } from "@preact/signals";
import { type ComponentType, render } from "preact";
import type { Settings } from "../../shared/messages";
import { type Key, rest, t, words, wordsFor } from "../words/words";
import { askForHelp } from "./ask";
import { listenForLeaving } from "./leave";
import { settingsHere } from "./settings-here";

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

/** Draws a page under a title that says nothing to whoever reads the browser's history. */
export async function startPage(Page: ComponentType<Beginning>, title: Key): Promise<void> {
  const { settings, spoken, isManaged } = await settingsHere();
  showSettings(spoken);
  effect(() => {
    const { lang, dir } = words.value;
    Object.assign(document.documentElement, { lang, dir });
    document.title = t(title);
  });
  listenForLeaving();
  render(<Page settings={settings} isManaged={isManaged} />, document.body);
  await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
  effect(() => void askForHelp(rest.value.lang));
}
