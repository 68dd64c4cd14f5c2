// The content script of one frame: the topmost frame of an origin looks and draws for those of its origin inside it.

import { watchPage } from "./watch/watch";
import { createOverlay } from "./draw/index";
import type { TabMessage } from "../shared/messages";
import { isAlive, send } from "./ask/send";

/** Same-origin frames of one extension share this hidden world, and no page sees it. Tests ask there for rest(). */
const OWNER = Symbol.for("owner");
type Owner = Window & { [OWNER]?: ReturnType<typeof watchPage> };

try {
  let above: Window = window;
  // Null where the parent is of another origin.
  while (above.frameElement) above = above.parent;
  if (above !== window) (above as Owner)[OWNER]?.listen(window);
  else {
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
    page.listen(window);
    (window as Owner)[OWNER] = page;

    chrome.runtime.onMessage.addListener(({ type }: TabMessage, _sender, answer) =>
      type === "here" ? answer(!signal.aborted) : page.askAnew(),
    );
  }
} catch {
  // A page that rewrites its own frames leaves us out, and must not notice.
}
