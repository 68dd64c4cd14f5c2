// What the user has set, and what this browser session remembers.

import type { Settings } from "../shared/messages";
import { ownIn, settingsIn, speaking } from "../shared/settings";
import { managedNow } from "./policy";

const stored = async (): Promise<unknown> => (await chrome.storage.local.get("settings")).settings;

/** What a person set, and, where they set nothing, what an administrator did. */
export async function storedSettings(): Promise<Settings> {
  const [own, { policy }] = await Promise.all([stored(), managedNow()]);
  return settingsIn(own, policy);
}

/** Where nobody's settings can be read. */
export const settingsOfNobody = async (): Promise<Settings> => settingsIn(undefined, (await managedNow()).policy);

/** The settings; where they cannot be read, what holds for somebody who set nothing. */
export async function readSettings(): Promise<Settings> {
  const settings = speaking(await storedSettings().catch(settingsOfNobody), await fromSession("lang"));
  return { ...settings, only: settings.only || (await fromSession("only")) === true };
}

async function fromSession(key: string): Promise<unknown> {
  try {
    return (await chrome.storage.session.get(key))[key];
  } catch {
    return undefined;
  }
}

/** No pill until the browser ends. Who chooses that beside a report leaves nothing on disk that tells of one. */
export const setOnlyCard = async (): Promise<void> => chrome.storage.session.set({ only: true });

/** The language of the card and of the pages until the browser ends, for the same reason; options set it for good. */
export const setLanguage = async (lang: string): Promise<void> => chrome.storage.session.set({ lang });

/** Rejects where storage refuses, and then nothing is changed. Null changes everything back. */
export async function changeSettings(change: Partial<Settings> | null): Promise<void> {
  const settings = change ? ownIn({ ...ownIn(await stored()), ...change }) : {};
  await chrome.storage.local.set({ settings });
  if (!change || change.lang !== undefined) await chrome.storage.session.remove("lang");
}

/** How often the pill was sent away since the browser started; nothing else is remembered of it, and not on disk.
 * 0 where that cannot be read. */
export async function countDismissals(): Promise<number> {
  const dismissed = await fromSession("dismissed");
  return typeof dismissed === "number" ? dismissed : 0;
}

export async function addDismissal(): Promise<void> {
  await chrome.storage.session.set({ dismissed: (await countDismissals()) + 1 });
}
