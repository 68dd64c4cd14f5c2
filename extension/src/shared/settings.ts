// What are settings, in storage and in a file? Storage can be written by any content script of ours and a file by
// anybody, so both are read field by field.

import type { ImportRefusal, Interval, Settings, TextSize } from "./messages";
import type { Policy } from "./policy";

/** Of platforms and sites that were added. */
const MOST_OFF = 100;

/** What somebody set, and what a policy says where they set nothing. Only how often rules are asked for is as the
 * policy says: that concerns a network that is not theirs. */
export function settingsIn(stored: unknown, policy: Policy = {}): Settings {
  const { country, lang, only, interval, size, off } = (stored ?? {}) as Partial<Record<keyof Settings, unknown>>;
  return {
    country: isCountry(country) ? country.toLowerCase() : (policy.country ?? "").toLowerCase(),
    lang: isLanguage(lang) || lang === "" ? lang : (policy.language ?? ""),
    only: typeof only === "boolean" ? only : (policy.onlyCard ?? false),
    interval: policy.rulesInterval ?? (isInterval(interval) ? interval : "day"),
    size: isSize(size) ? size : "normal",
    off: Array.isArray(off) ? [...new Set(off.filter(isSite))].slice(0, MOST_OFF) : (policy.sitesOff ?? []),
  };
}

/** What of it somebody set: only that is stored, so that it alone overrules a policy. */
export function ownIn(stored: unknown): Partial<Settings> {
  const isOwn = ([name]: [string, unknown]) => Object.hasOwn(Object(stored), name);
  return Object.fromEntries(Object.entries(settingsIn(stored)).filter(isOwn));
}

const isCountry = (country: unknown): country is string =>
  typeof country === "string" && /^([a-z]{2})?$/i.test(country);

/** The settings with the language that was chosen until the browser ends, if any was. */
export const speaking = (settings: Settings, lang: unknown): Settings =>
  isLanguage(lang) ? { ...settings, lang } : settings;

export const isLanguage = (lang: unknown): lang is string =>
  typeof lang === "string" && /^[a-z]{2,3}(-[a-z0-9]{1,8}){0,3}$/i.test(lang);

export const isInterval = (interval: unknown): interval is Interval =>
  interval === "day" || interval === "week" || interval === "off";

const isSize = (size: unknown): size is TextSize => size === "normal" || size === "large" || size === "largest";

/** The id of a platform, or the name of a site that was added. */
export const isSite = (id: unknown): id is string =>
  typeof id === "string" && id.length <= 253 && /^[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*$/.test(id);

/** What a file says of itself. */
const FORMAT = "bouton3018 settings";
/** Raised when what a file means changes. */
const VERSION = 1;

/** Characters of a file; ours are far smaller. */
export const MOST_TEXT = 20_000;

export const exportOf = (settings: Settings): string =>
  JSON.stringify({ format: FORMAT, version: VERSION, settings }, null, 2) + "\n";

/** The settings in the text of a file, or why there are none. A file that was cut short gives none at all. */
export function readExport(text: unknown): Settings | ImportRefusal {
  if (typeof text !== "string" || text.length > MOST_TEXT) return "foreign";
  let file: { format?: unknown; version?: unknown; settings?: unknown } | null;
  try {
    file = JSON.parse(text);
  } catch {
    return text.includes(FORMAT) ? "broken" : "foreign";
  }
  if (file?.format !== FORMAT) return "foreign";
  const { version, settings } = file;
  if (typeof version !== "number" || !settings || typeof settings !== "object") return "broken";
  if (version > VERSION) return "newer";
  const read = settingsIn(settings);
  // What we wrote is read as it is: anything else was changed or cut on its way.
  const isOurs = Object.entries(read).every(([name, value]) => {
    const written = (settings as Record<string, unknown>)[name];
    return JSON.stringify(written) === JSON.stringify(value);
  });
  return isOurs ? read : "broken";
}
