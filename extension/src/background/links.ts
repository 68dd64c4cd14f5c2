// Opens a helpline's page. Only addresses of the directory, by id: a message cannot name one.

import type { Core } from "./core";

/** Opens beside the tab that asked. No opener is set and no page is left, so that no referrer and no handle goes along. */
export async function openLink({ links }: Core, line: unknown, way: unknown, tab: chrome.tabs.Tab): Promise<void> {
  if (typeof line !== "string" || typeof way !== "string") return;
  const key = `${line}/${way}`;
  const url = Object.hasOwn(links, key) ? links[key] : "";
  if (url.startsWith("https://")) await chrome.tabs.create({ url, index: tab.index + 1, windowId: tab.windowId });
}
