// Opens a page of ours beside the tab that it is about, and keeps what it shows for it until it asks: in memory, once.

export interface PressedTab extends chrome.tabs.Tab {
  id: number;
  url: string;
}

/** A tab with a web page, in which a person pressed the toolbar button; null for any other: without that press the
 * browser tells no address. */
export async function pressedTab(id: number): Promise<PressedTab | null> {
  const tab = await chrome.tabs.get(id);
  return tab.active && /^https?:/.test(tab.url ?? "") ? (tab as PressedTab) : null;
}

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
export async function handOver(tab: number | undefined): Promise<unknown> {
  if (!waiting || (await waiting.page) !== tab) return null;
  const { shows } = waiting;
  waiting = null;
  return shows;
}
