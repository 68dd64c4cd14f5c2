import assert from "node:assert/strict";
import { test } from "node:test";
import {
  MAX_HEADINGS, MAX_HOOKS, MAX_ROWS, MAX_SNAPSHOT_BYTES, MAX_STATE_BYTES, MAX_TEXT, MAX_TEXTS,
} from "../shared/limits";
import type { DecideMessage, Row, Snapshot } from "../shared/messages";
import { readDevice, readRequest, regionOf } from "./request";

const snapshot: Snapshot = {
  event: "chosen",
  surface: "post",
  name: "Signaler",
  headings: ["Pourquoi ?"],
  texts: ["Ton signalement est anonyme."],
  rows: [{ t: "Spam", k: "button" }, { t: "Haine", k: "radio", c: true }],
  fields: 1,
  hooks: [],
  opener: "report",
  chosen: 1,
};
const message: DecideMessage = { type: "decide", snapshot, state: "[1]", page: "tr", lang: "fr", touch: false };
const device = (change: object) => readDevice({ zone: "Europe/Paris", locale: "fr-RE", lang: "fr", touch: false, ...change });
const read = (change: object) => readRequest({ ...message, ...change } as DecideMessage);
const readSnapshot = (change: object) => read({ snapshot: { ...snapshot, ...change } })?.snapshot;
const many = <T>(count: number, item: T): T[] => Array.from({ length: count }, () => item);

test("what a content script of ours sends passes as it is", () => {
  const { type, lang, touch, ...rest } = message;
  assert.deepEqual(readRequest(message), rest);
});

const regions: [locale: unknown, region: string][] = [
  ["fr-FR", "FR"], ["fr", "FR"], ["fr-Latn-RE-x-a", "RE"], ["FR-be", "BE"], ["en", "US"], ["ar", "EG"], ["zh-Hant", "TW"],
  ["french", ""], ["x", ""], ["fr_FR", ""], ["", ""], [undefined, ""], [7, ""], [{}, ""], ["a".repeat(300), ""],
];
for (const [locale, region] of regions) {
  test(`the region of ${String(locale).slice(0, 20)} is “${region}”`, () => assert.equal(regionOf(locale), region));
}

test("what is not of a snapshot does not reach the core", () => {
  const strange = { ...snapshot, lang: "fr", host: "evil", rows: [{ t: "Spam", k: "link", c: "yes", x: 1 }] };
  assert.deepEqual(read({ snapshot: strange, host: "evil", now: 0 })?.snapshot, {
    ...snapshot,
    rows: [{ t: "Spam", k: "link" }],
    chosen: -1,
  });
});

const refused: [what: string, change: object][] = [
  ["no snapshot", { snapshot: undefined }],
  ["a snapshot that is a text", { snapshot: "opened" }],
  ["a state that is no text", { state: 1 }],
  ["a state that is too long", { state: "a".repeat(MAX_STATE_BYTES + 1) }],
];
for (const [what, change] of refused) test(`refused: ${what}`, () => assert.equal(read(change), null));

const refusedSnapshots: [what: string, change: object][] = [
  ["an unknown event", { event: "closed" }],
  ["an event that is no text", { event: ["opened"] }],
  ["an unknown surface", { surface: "page" }],
  ["no name", { name: undefined }],
  ["a name that is too long", { name: "a".repeat(MAX_TEXT + 1) }],
  ["headings that are no list", { headings: "a" }],
  ["too many headings", { headings: many(MAX_HEADINGS + 1, "a") }],
  ["a text that is none", { texts: [1] }],
  ["a text that is too long", { texts: ["a".repeat(MAX_TEXT + 1)] }],
  ["too many texts", { texts: many(MAX_TEXTS + 1, "a") }],
  ["too many rows", { rows: many(MAX_ROWS + 1, snapshot.rows[0]) }],
  ["a row that is none", { rows: [null] }],
  ["a row of an unknown kind", { rows: [{ t: "a", k: "b" }] }],
  ["too many hooks", { hooks: many(MAX_HOOKS + 1, "a") }],
  ["half a field", { fields: 0.5 }],
  ["a choice that is no number", { chosen: "1" }],
  ["an opener that is no text", { opener: null }],
];
for (const [what, change] of refusedSnapshots) {
  test(`refused: a snapshot with ${what}`, () => assert.equal(readSnapshot(change) ?? null, null));
}

test("everything at its limit passes, but for what makes it too large", () => {
  assert.ok(readSnapshot({ headings: many(MAX_HEADINGS, "a"), texts: many(MAX_TEXTS, "b") }));
  assert.equal(readSnapshot({ rows: many(MAX_ROWS, { t: "a", k: "link" }) })?.rows.length, MAX_ROWS);
  assert.ok(read({ state: "a".repeat(MAX_STATE_BYTES) }));
});

test("what is too large is cut from its end: texts, then rows, then headings", () => {
  const rows: Row[] = many(MAX_ROWS, { t: "é".repeat(MAX_TEXT), k: "button" });
  const cut = readSnapshot({ rows })!;
  assert.deepEqual(cut.texts, []);
  assert.deepEqual(cut.headings, snapshot.headings);
  assert.ok(cut.rows.length > 0 && cut.rows.length < MAX_ROWS);
  assert.ok(new TextEncoder().encode(JSON.stringify(cut)).length <= MAX_SNAPSHOT_BYTES);
});

test("a chosen row that was cut, or never was, is no choice", () => {
  const rows = many(MAX_ROWS, { t: "é".repeat(MAX_TEXT), k: "link" });
  assert.equal(readSnapshot({ rows, chosen: MAX_ROWS - 1 })?.chosen, -1);
  assert.equal(readSnapshot({ chosen: 2 })?.chosen, -1);
  assert.equal(readSnapshot({ chosen: -7 })?.chosen, -1);
});

test("what cannot be cut to size is refused", () =>
  assert.equal(readSnapshot({ hooks: many(MAX_HOOKS, "é".repeat(MAX_TEXT)) }), undefined));

test("a zone that is none is left to the core", () => {
  for (const zone of ["Europe/Paris; x", "a".repeat(65), undefined]) assert.equal(device({ zone }).zone, "");
});

test("the page's and the browser's language reach the core, whatever the card is in", () => {
  assert.equal(read({ page: "tr" })?.page, "tr");
  assert.deepEqual(device({ locale: "uk-UA", lang: "ar" }), { zone: "Europe/Paris", locale: "uk-UA", region: "UA", lang: "ar", touch: false });
  assert.deepEqual({ ...read({ page: undefined }), ...read({ page: "<b>" }) }.page, "");
  assert.equal(device({ locale: "fr_FR" }).locale, "");
});

test("a language that is none is left to the core", () => {
  for (const lang of ["<script>", "fr_FR", "french", "x", "f".repeat(10_000)]) assert.equal(device({ lang }).lang, "");
  assert.equal(device({ lang: 1 }).lang, "");
  assert.equal(device({ lang: "pt-BR" }).lang, "pt-BR");
});

test("only true is a coarse pointer", () => assert.equal(device({ touch: "true" }).touch, false));
