// What the user has set, and what this browser session remembers.

import type { Interval, Settings } from "../shared/messages";

/** The settings, field by field: storage can be written by any content script of ours. */
export async function readSettings(): Promise<Settings> {
  const { settings } = await chrome.storage.local.get("settings");
  const { country, lang, only, interval } = (settings ?? {}) as Partial<Record<keyof Settings, unknown>>;
  return {
    country: typeof country === "string" && /^[a-z]{2}$/i.test(country) ? country.toLowerCase() : "",
    lang: isLanguage(lang) ? lang : "",
    only: only === true,
    interval: isInterval(interval) ? interval : "day",
  };
}

export const isLanguage = (lang: unknown): lang is string => typeof lang === "string" && /^[a-z]{2,3}(-[a-z0-9]{1,8}){0,3}$/i.test(lang);

export const isInterval = (interval: unknown): interval is Interval => interval === "day" || interval === "week" || interval === "off";

export async function changeSettings(change: Partial<Settings>): Promise<void> {
  await chrome.storage.local.set({ settings: { ...(await readSettings()), ...change } });
}

/** How often the pill was sent away since the browser started; nothing else is remembered of it, and not on disk. */
export async function dismissals(): Promise<number> {
  const { dismissed } = await chrome.storage.session.get("dismissed");
  return typeof dismissed === "number" ? dismissed : 0;
}

export async function countDismissal(): Promise<void> {
  await chrome.storage.session.set({ dismissed: (await dismissals()) + 1 });
}
