// Keeping a proof: a person sees what was taken of the page, hides parts of it, and saves it or not. All of it is in the
// memory of this page and gone with it, but for the file that the person asks for.

import { render } from "preact";
import { takeCapture } from "../../shared/evidence";
import { pageOf } from "./page";
import { decode } from "./picture";
import { wordsIn } from "./words";

async function show(): Promise<void> {
  const [capture, stored] = await Promise.all([
    takeCapture().catch(() => null),
    chrome.storage.local.get("settings").catch((): Record<string, unknown> => ({})),
  ]);
  const set = (stored.settings as { lang?: unknown } | undefined)?.lang;
  const { lang, words } = wordsIn(typeof set === "string" && set ? set : chrome.i18n.getUILanguage());
  document.documentElement.lang = lang;
  document.title = words.tab;
  const picture = capture?.picture ? await decode(capture.picture).catch(() => null) : null;
  const shown = capture && { ...capture, why: capture.why || (picture ? ("" as const) : ("refused" as const)) };
  render(pageOf({ capture: shown, picture, lang, words }), document.querySelector("main") as HTMLElement);
}

void show();
