import assert from "node:assert/strict";
import { test } from "node:test";
import { changeSettings, countDismissals, isInterval, isLanguage, readSettings, settingsIn } from "./settings";

const defaults = { country: "", lang: "", only: false, interval: "day" };

test("without settings the defaults count", () => assert.deepEqual(settingsIn(undefined), defaults));
test("what is set is taken", () => {
  const set = { country: "fr", lang: "pt-BR", only: true, interval: "off" };
  assert.deepEqual(settingsIn(set), set);
});
test("a country is two letters, small", () => {
  assert.equal(settingsIn({ country: "BE" }).country, "be");
  for (const country of ["fra", "f", "", 33, null, "f1"]) assert.equal(settingsIn({ country }).country, "");
});
test("only true is true", () => {
  for (const only of [1, "true", {}, null]) assert.equal(settingsIn({ only }).only, false);
});
test("one spoiled field spoils no other", () => {
  assert.deepEqual(settingsIn({ country: {}, lang: "<b>", only: true, interval: "hour" }), { ...defaults, only: true });
});
test("what is no object is no settings", () => {
  for (const stored of [null, 7, "x", []]) assert.deepEqual(settingsIn(stored), defaults);
});
test("a language is a tag", () => {
  for (const lang of ["fr", "ast", "pt-BR", "zh-Hant-TW"]) assert.ok(isLanguage(lang), lang);
  for (const lang of ["", "f", "français", "fr_FR", "fr-", "a".repeat(300), 5])
    assert.ok(!isLanguage(lang), String(lang));
});
test("an interval is one of three", () => {
  assert.deepEqual(["day", "week", "off", "Day", "", undefined].filter(isInterval), ["day", "week", "off"]);
});
test("storage that refuses holds nothing up, and nothing is written over", async () => {
  const set: unknown[] = [];
  const refuse = async () => {
    throw new Error("IO error");
  };
  const storage = { local: { get: refuse, set: async (value: unknown) => set.push(value) }, session: { get: refuse } };
  Object.assign(globalThis, { chrome: { storage } });
  assert.deepEqual(await readSettings(), defaults);
  assert.equal(await countDismissals(), 0);
  await assert.rejects(changeSettings({ only: true }));
  assert.deepEqual(set, []);
});
