// What the user has set, and what this browser session remembers.

import type { Settings } from "../messages";

/** The settings, field by field: storage can be written by any content script of ours. */
export async function readSettings(): Promise<Settings> {
  const { settings } = await chrome.storage.local.get("settings");
  const { country, lang, only } = (settings ?? {}) as Partial<Record<keyof Settings, unknown>>;
  return {
    country: typeof country === "string" && /^[a-z]{2}$/i.test(country) ? country.toLowerCase() : "",
    lang: isLanguage(lang) ? lang : "",
    only: only === true,
  };
}

export const isLanguage = (lang: unknown): lang is string => typeof lang === "string" && /^[a-z]{2,3}(-[a-z0-9]{1,8}){0,3}$/i.test(lang);

/** "The card only": no pill from now on, or again. */
export async function setOnly(only: boolean): Promise<void> {
  await chrome.storage.local.set({ settings: { ...(await readSettings()), only } });
}

/** How often the pill was sent away since the browser started; nothing else is remembered of it, and not on disk. */
export async function dismissals(): Promise<number> {
  const { dismissed } = await chrome.storage.session.get("dismissed");
  return typeof dismissed === "number" ? dismissed : 0;
}

export async function countDismissal(): Promise<void> {
  await chrome.storage.session.set({ dismissed: (await dismissals()) + 1 });
}
