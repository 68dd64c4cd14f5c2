// What the user has set, and what this browser session remembers.

import type { Interval, Settings } from "../shared/messages";

/** The settings in what is stored, field by field: storage can be written by any content script of ours. */
export function settingsIn(stored: unknown): Settings {
  const { country, lang, only, interval } = (stored ?? {}) as Partial<Record<keyof Settings, unknown>>;
  return {
    country: typeof country === "string" && /^[a-z]{2}$/i.test(country) ? country.toLowerCase() : "",
    lang: isLanguage(lang) ? lang : "",
    only: only === true,
    interval: isInterval(interval) ? interval : "day",
  };
}

export const isLanguage = (lang: unknown): lang is string =>
  typeof lang === "string" && /^[a-z]{2,3}(-[a-z0-9]{1,8}){0,3}$/i.test(lang);

export const isInterval = (interval: unknown): interval is Interval =>
  interval === "day" || interval === "week" || interval === "off";

const storedSettings = async (): Promise<Settings> => settingsIn((await chrome.storage.local.get("settings")).settings);

/** The settings; where they cannot be read, what holds for somebody who set nothing. */
export async function readSettings(): Promise<Settings> {
  const settings = await storedSettings().catch(() => settingsIn(undefined));
  return { ...settings, only: settings.only || (await fromSession("only")) === true };
}

const fromSession = async (key: string): Promise<unknown> =>
  (await chrome.storage.session.get(key).catch(() => ({}) as Record<string, unknown>))[key];

/** No pill until the browser ends. Who chooses that beside a report leaves nothing on disk that tells of one. */
export const setOnlyCard = (only: boolean): Promise<void> => chrome.storage.session.set({ only });

export async function changeSettings(change: Partial<Settings>): Promise<void> {
  await chrome.storage.local.set({ settings: { ...(await storedSettings()), ...change } });
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
