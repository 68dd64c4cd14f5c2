// Opens a page of ours beside the tab that it is about, and keeps what it shows for it until it asks: in memory, once.

/** The page that was opened last, and what it was opened for. */
let waiting: { page: Promise<number>; shows: unknown } | null = null;

export async function openBeside(tab: chrome.tabs.Tab, url: string, shows: unknown): Promise<void> {
  const page = chrome.tabs.create({
    url,
    index: tab.index + 1,
    windowId: tab.windowId,
    openerTabId: tab.id, // closing it leads back
  });
  waiting = { page: page.then((opened) => opened.id as number), shows };
  await page;
}

/** What the page in a tab was opened for; null where it was for nothing, or has asked before. */
export async function handOver<Shown>(tab: number | undefined): Promise<Shown | null> {
  if (!waiting || (await waiting.page) !== tab) return null;
  const { shows } = waiting;
  waiting = null;
  return shows as Shown;
}
