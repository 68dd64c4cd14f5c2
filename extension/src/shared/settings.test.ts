import assert from "node:assert/strict";
import { test } from "node:test";
import { exportOf, isInterval, isLanguage, ownIn, readExport, settingsIn, speaking } from "./settings";

const defaults = { country: "", lang: "", only: false, interval: "day", size: "normal", off: [] };

test("without settings the defaults count", () => assert.deepEqual(settingsIn(undefined), defaults));
test("what is set is taken", () => {
  const set = { country: "fr", lang: "pt-BR", only: true, interval: "off", size: "large", off: ["tiktok"] };
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
const policy = { language: "en", country: "BE", onlyCard: true, sitesOff: ["tiktok"] };

test("what an administrator sets counts where nobody set anything", () => {
  const set = { ...defaults, lang: "en", country: "be", only: true, off: ["tiktok"] };
  assert.deepEqual(settingsIn(undefined, policy), set);
});
test("what a person set overrules it, also where that is what holds without it", () => {
  const own = { lang: "", country: "", only: false, off: [] };
  assert.deepEqual(settingsIn(own, policy), defaults);
  assert.deepEqual(settingsIn({ size: "large", lang: "ar" }, policy), {
    ...defaults, size: "large", lang: "ar", country: "be", only: true, off: ["tiktok"],
  });
});
test("only when rules are asked for is as the administrator says", () => {
  assert.equal(settingsIn({ interval: "day" }, { rulesInterval: "off" }).interval, "off");
  assert.equal(settingsIn({ interval: "week" }, policy).interval, "week");
});
test("of what is stored only that is a person's own which they set", () => {
  assert.deepEqual(ownIn({ size: "large", lang: "<b>", else: 1 }), { size: "large", lang: "" });
  for (const stored of [undefined, null, 7, "x", []]) assert.deepEqual(ownIn(stored), {});
});
test("a language is a tag", () => {
  for (const lang of ["fr", "ast", "pt-BR", "zh-Hant-TW"]) assert.ok(isLanguage(lang), lang);
  for (const lang of ["", "f", "français", "fr_FR", "fr-", "a".repeat(300), 5])
    assert.ok(!isLanguage(lang), String(lang));
});
test("an interval is one of three", () => {
  assert.deepEqual(["day", "week", "off", "Day", "", undefined].filter(isInterval), ["day", "week", "off"]);
});
test("a size is one of three", () => {
  for (const size of ["huge", 20, null]) assert.equal(settingsIn({ size }).size, "normal");
});
test("sites that are off are ids, each once", () => {
  const off = ["tiktok", "tiktok", "<b>", 7, null, "x".repeat(99), "messenger"];
  assert.deepEqual(settingsIn({ off }).off, ["tiktok", "messenger"]);
  assert.deepEqual(settingsIn({ off: "tiktok" }).off, []);
  const odd = [".fr", "forum.", "a..fr", "x.".repeat(130) + "fr", "https://forum.fr", "forum.fr/a"];
  const added = ["forum.fr", "ent.xn--mon-collge-66a.fr"];
  assert.deepEqual(settingsIn({ off: [...added, ...odd] }).off, added);
});

const mine = settingsIn({ country: "be", lang: "en", only: true, interval: "week", size: "largest", off: ["tiktok"] });

test("what is exported is imported as it was", () => assert.deepEqual(readExport(exportOf(mine)), mine));
test("a file of somebody else is foreign", () => {
  for (const text of ["", "{}", "[]", "null", "7", "hello", '{"format":"other","version":1,"settings":{}}', 5, null])
    assert.equal(readExport(text), "foreign", String(text));
});
test("so is one that is far too large", () => assert.equal(readExport(exportOf(mine) + " ".repeat(20_000)), "foreign"));
test("a language of the session goes before the one that is set, if it is one", () => {
  const set = settingsIn({ lang: "en" });
  assert.equal(speaking(set, "ar").lang, "ar");
  for (const lang of ["", undefined, null, 7, "no language"]) assert.equal(speaking(set, lang), set);
});
test("a file of a later version is newer", () => {
  assert.equal(readExport(exportOf(mine).replace('"version": 1', '"version": 2')), "newer");
});
test("a file that was cut anywhere gives nothing", () => {
  const text = exportOf(mine).trimEnd();
  for (let end = 0; end < text.length; end++)
    assert.equal(typeof readExport(text.slice(0, end)), "string", String(end));
});
test("a file with a value that is none of ours is broken", () => {
  for (const [good, bad] of [
    ['"be"', '"belgium"'],
    ["true", "1"],
    ['"week"', '"hour"'],
    ['"tiktok"', '"<b>"'],
    ['"version": 1', '"version": "1"'],
  ]) {
    const text = exportOf(mine);
    assert.ok(text.includes(good), good);
    assert.equal(readExport(text.replace(good, bad)), "broken", bad);
  }
});
