// Keeping a proof: a person sees what was taken of the page, hides parts of it, and saves it or not. All of it is in
// the memory of this page and gone with it, but for the file that the person asks for.

import { render } from "preact";
import { takeCapture } from "../../shared/evidence";
import { askForHelp } from "../parts/ask";
import { settingsHere } from "../parts/settings-here";
import { pageOf } from "./page";
import { decode } from "./picture";
import { wordsIn } from "./words";

async function show(): Promise<void> {
  const { lang: set, size } = (await settingsHere()).spoken;
  const { lang, words } = wordsIn(set || navigator.language);
  document.documentElement.dataset.size = size;
  const [capture] = await Promise.all([takeCapture().catch(() => null), askForHelp(lang)]);
  document.documentElement.lang = lang;
  document.title = words.tab;
  const picture = capture?.picture ? await decode(capture.picture).catch(() => null) : null;
  const shown = capture && { ...capture, why: capture.why || (picture ? ("" as const) : ("refused" as const)) };
  render(pageOf({ capture: shown, picture, lang, words }), document.querySelector("main") as HTMLElement);
}

void show();
