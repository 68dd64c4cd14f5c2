// The quick way out: the page is emptied at once, and its tab or window closes. Nothing is opened in its place, for
// that would be a request, and one more line in the history.

/** Milliseconds between two presses of one person who wants out. */
const TWICE = 1000;

export async function leave(): Promise<void> {
  document.body.replaceChildren();
  const tab = await chrome.tabs.getCurrent();
  if (tab?.id) await chrome.tabs.remove(tab.id);
  else close();
}

/** Escape closes a popup by itself, and pressed twice a page. */
export function listenForLeaving(): void {
  let before = -TWICE;
  addEventListener("keydown", ({ key, timeStamp, repeat }) => {
    if (key !== "Escape" || repeat) return;
    if (timeStamp - before < TWICE) void leave();
    before = timeStamp;
  });
}
