// Is what a content script sent what a content script of ours sends? A page cannot speak to us, but a renderer that was
// taken over can.

import {
  MAX_HEADINGS, MAX_HOOKS, MAX_ROWS, MAX_SNAPSHOT_BYTES, MAX_STATE_BYTES, MAX_TEXT, MAX_TEXTS,
} from "../shared/limits";
import type { DecideMessage, Device, Row, Snapshot } from "../shared/messages";
import { isLanguage } from "../shared/settings";

const EVENTS = /^(opened|changed|chosen)$/;
const SURFACES = /^(|post|account|message)$/;
const KINDS = /^(button|radio|checkbox|option|link|label|item|menuitem|submit|value)$/;

/** The names of time zones are shorter. */
const MAX_ZONE = 64;

const isText = (value: unknown, most = MAX_TEXT): value is string => typeof value === "string" && value.length <= most;
const isShort = (value: unknown): value is string => isText(value);
const isList = <T>(value: unknown, most: number, each: (item: unknown) => item is T): value is T[] =>
  Array.isArray(value) && value.length <= most && value.every(each);
const isOneOf = (value: unknown, words: RegExp): boolean => isText(value) && words.test(value);

function isRow(value: unknown): value is Row {
  const { t, k, o = "" } = (value ?? {}) as Row;
  return isText(t) && isOneOf(k, KINDS) && isText(o);
}

/** What the core is asked, but for device and host; null where the message is not one of ours. */
export function readRequest(message: DecideMessage) {
  const { snapshot, state, page } = message;
  const read = readSnapshot(snapshot);
  if (!read || !isText(state, MAX_STATE_BYTES)) return null;
  return { snapshot: read, state, page: isLanguage(page) ? page : "" };
}

/** What a device or a page says oddly of itself keeps nobody from an answer. */
export function readDevice({ zone, locale, lang, touch }: Device) {
  const isZone = isText(zone, MAX_ZONE) && /^[\w+/-]*$/.test(zone);
  return {
    zone: isZone ? zone : "",
    locale: isLanguage(locale) ? locale : "",
    region: regionOf(locale),
    lang: isLanguage(lang) ? lang : "",
    touch: touch === true,
  };
}

/** The region that a language tag names or, where it names none, that most people of the language live in; "" for an
 * odd tag. */
export function regionOf(locale: unknown): string {
  try {
    return new Intl.Locale(locale as string).maximize().region ?? "";
  } catch {
    return "";
  }
}

/** The snapshot without what is not of it, cut to the size that the core takes; null where it is none. */
function readSnapshot(value: unknown): Snapshot | null {
  const { event, surface, name, headings, texts, rows, fields, hooks, opener, chosen } = (value ?? {}) as Snapshot;
  const isGood =
    isOneOf(event, EVENTS) &&
    isOneOf(surface, SURFACES) &&
    isText(name) &&
    isList(headings, MAX_HEADINGS, isShort) &&
    isList(texts, MAX_TEXTS, isShort) &&
    isList(rows, MAX_ROWS, isRow) &&
    isList(hooks, MAX_HOOKS, isShort) &&
    isText(opener) &&
    Number.isInteger(fields) &&
    Number.isInteger(chosen);
  if (!isGood) return null;
  const clean: Snapshot = {
    event,
    surface,
    name,
    headings: [...headings],
    texts: [...texts],
    rows: rows.map(({ t, k, c, o }) => ({ t, k, ...(c === true && { c }), ...(o && { o }) })),
    fields,
    hooks,
    opener,
    chosen,
  };
  const isLarge = () => new TextEncoder().encode(JSON.stringify(clean)).length > MAX_SNAPSHOT_BYTES;
  while (isLarge() && (clean.texts.pop() ?? clean.rows.pop() ?? clean.headings.pop()) !== undefined);
  if (!clean.rows[chosen]) clean.chosen = -1;
  return isLarge() ? null : clean;
}
