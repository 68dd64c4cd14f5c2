// The content script of one frame: the topmost frame of an origin looks and draws for those of its origin inside it.

import { watchPage } from "./watch/watch";
import { createOverlay } from "./draw/index";
import type { TabMessage } from "../shared/messages";
import { isAlive, send } from "./ask/send";

/** Same-origin frames of one extension share this hidden world, and no page sees it. Tests ask there for isBusy(). */
const OWNER = Symbol.for("owner");
type Owner = Window & { [OWNER]?: ReturnType<typeof watchPage> };

const start = (): Owner[typeof OWNER] => {
  const stop = new AbortController();
  const { signal } = stop;
  const overlay = createOverlay(
    {
      tell: (message) => void (isAlive() ? send(message) : stop.abort()),
      speak: (lang) => page.speak(lang),
    },
    signal,
  );
  const page = watchPage(overlay, stop);
  chrome.runtime.onMessage.addListener(({ type }: TabMessage, _sender, answer) =>
    type === "here" ? answer(!signal.aborted) : page.askAnew(),
  );
  return page;
};

try {
  // The window that looks for this one; each knows its own, so that the deepest frame asks its parent only. No element
  // is known where the parent is of another origin.
  let above: Owner = window;
  while (above.frameElement && (above === window || !above[OWNER])) above = above.parent;
  ((window as Owner)[OWNER] = above === window ? start() : above[OWNER])?.listen(window);
} catch {
  // A page that rewrites its own frames leaves us out, and must not notice.
}
