// Which page of a helpline may be opened? Only addresses of the directory, by id: a message cannot name one.

import type { Core } from "./core";

/** The https address of a line's way, "" for what the directory does not have. */
export function linkOf(links: Core["links"], line: unknown, way: unknown): string {
  if (typeof line !== "string" || typeof way !== "string") return "";
  const url: string | undefined = links[`${line}/${way}`];
  return url?.startsWith("https://") ? url : "";
}

/** Opens beside the tab that asked. No opener is set and no page is left, so that no referrer and no handle goes
 * along. */
export async function openLink(url: string, { index, windowId }: chrome.tabs.Tab): Promise<void> {
  if (url) await chrome.tabs.create({ url, index: index + 1, windowId });
}
