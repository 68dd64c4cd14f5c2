// The content script of one frame: the topmost frame of an origin looks and draws for those of its origin inside it.

import { watchPage } from "./watch/watch";
import { createOverlay } from "./draw/index";
import type { TabMessage } from "../shared/messages";
import { isAlive, send } from "./ask/send";

/** Same-origin frames of one extension share this hidden world, and no page sees it. Tests ask there for rest(). */
const OWNER = Symbol.for("owner");
type Owner = Window & { [OWNER]?: ReturnType<typeof watchPage> };

const owner = (): Owner => {
  let win: Window = window;
  // Null where the parent is of another origin.
  while (win.frameElement) win = win.parent;
  return win as Owner;
};

const start = () => {
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
};

try {
  const above = owner();
  if (above === window) start();
  else above[OWNER]?.listen(window);
} catch {
  // A page that rewrites its own frames leaves us out, and must not notice.
}
