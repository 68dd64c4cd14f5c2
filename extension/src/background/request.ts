// Is what a content script sent what a content script of ours sends? A page cannot speak to us, but a renderer that was
// taken over can.

import type { DecideMessage, Row, Snapshot } from "../shared/messages";
import { isLanguage } from "./settings";

/** Bytes of JSON: a larger dialog is cut. */
const MOST_SNAPSHOT = 8000;
const MOST_STATE = 1024;

const KINDS = /^(button|radio|checkbox|option|link|label|item|menuitem|submit)$/;

const isText = (value: unknown, most = 240): value is string => typeof value === "string" && value.length <= most;
const isList = <T>(value: unknown, most: number, each: (item: unknown) => item is T): value is T[] =>
  Array.isArray(value) && value.length <= most && value.every(each);
const isShort = (value: unknown): value is string => isText(value);

const isRow = (value: unknown): value is Row => {
  const { t, k } = (value ?? {}) as Row;
  return isText(t) && isText(k) && KINDS.test(k);
};

/** What the core is asked, but for clock and host; null where the message is not one of ours. */
export function readRequest(message: DecideMessage) {
  const { snapshot, state, zone, lang, touch } = message;
  const read = readSnapshot(snapshot);
  if (!read || !isText(state, MOST_STATE) || !isText(zone, 64) || !/^[\w+/-]*$/.test(zone)) return null;
  return { snapshot: read, state, zone, lang: isLanguage(lang) ? lang : "", touch: touch === true };
}

function readSnapshot(value: unknown): Snapshot | null {
  const { event, surface, lang, role, modal, name, headings, texts, rows, fields, hooks, opener, chosen, truncated } = (value ?? {}) as Snapshot;
  const good =
    isText(event) && /^(opened|changed|chosen)$/.test(event) &&
    isText(surface) && /^(|post|account|message)$/.test(surface) &&
    [lang, role, name, opener].every(isShort) &&
    isList(headings, 24, isShort) &&
    isList(texts, 24, isShort) &&
    isList(rows, 200, isRow) &&
    isList(hooks, 40, isShort) &&
    Number.isInteger(fields) && Number.isInteger(chosen);
  if (!good) return null;
  const clean: Snapshot = {
    event, surface, lang, role, modal: modal === true, name, headings, texts,
    rows: rows.map(({ t, k, c }) => (c === true ? { t, k, c } : { t, k })),
    fields, hooks, opener, chosen, truncated: truncated === true,
  };
  const isLarge = () => new TextEncoder().encode(JSON.stringify(clean)).length > MOST_SNAPSHOT;
  while (isLarge() && (clean.texts.pop() || clean.rows.pop() || clean.headings.pop())) clean.truncated = true;
  if (!clean.rows[chosen]) clean.chosen = -1;
  return isLarge() ? null : clean;
}
