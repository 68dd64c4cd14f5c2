import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import en from "./en.json";
import fr from "./fr.json";
import { isComplete, LANGUAGES, rest, t, words, wordsFor } from "./words";

const PAGES = join("extension", "src", "pages");
const keys = Object.keys(fr.texts);
const core = keys.filter((key) => key.startsWith("core."));

/** Most words of a sentence. */
const LONGEST = 12;
const MOST_CORE = 15;

const sentences = (text: string) => text.split(/[.!?:;…。？]+/);
const countWords = (sentence: string) => sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

test("the card and the pages have the same languages, and say them alike", () => {
  const prompts = join("rules", "packaged", "prompts");
  const card = readdirSync(prompts).map((file) => JSON.parse(readFileSync(join(prompts, file), "utf8")));
  const names = (all: readonly { lang: string; label: string; dir: string }[]) =>
    all.map(({ lang, label, dir }) => `${lang} ${label} ${dir}`).sort();
  assert.deepEqual(names(card), names(LANGUAGES));
});

test("French and English say the same things", () => assert.deepEqual(Object.keys(en.texts), keys));

test("what is filled in is the same in every language", () => {
  const places = (text = "") => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();
  for (const { lang, texts } of LANGUAGES)
    for (const [key, text] of Object.entries(texts))
      assert.deepEqual(places(text), places(fr.texts[key as keyof typeof fr.texts]), `${lang} ${key}`);
});

test("sentences are short", () => {
  for (const { lang, texts } of LANGUAGES)
    for (const [key, text] of Object.entries(texts))
      for (const sentence of sentences(text ?? ""))
        assert.ok(countWords(sentence) <= LONGEST, `${lang} ${key}: ${sentence}`);
});

test("no text is unused", () => {
  const files = (readdirSync(PAGES, { recursive: true }) as string[]).filter((file) => /(?<!\.test)\.tsx?$/.test(file));
  const source = files.map((file) => readFileSync(join(PAGES, file), "utf8")).join("\n");
  const data = ["help/law.json"].map((file) => readFileSync(join(PAGES, file), "utf8")).join("\n");
  const quoted = new Set([...(source + data).matchAll(/"([a-z]+(?:\.\w+)+)"/g)].map(([, key]) => key));
  const patterns = [...source.matchAll(/`([a-z]+\.[^`]*\$\{[^`]*)`/g)].map(
    ([, pattern]) => new RegExp(`^${pattern!.replace(/\./g, "\\.").replace(/\$\{[^}]*\}/g, "[\\w]+")}$`),
  );
  const isUsed = (key: string) => quoted.has(key) || patterns.some((pattern) => pattern.test(key));
  assert.deepEqual(keys.filter((key) => !isUsed(key)), []);
});

test("French has its no-break spaces, and no typewriter's apostrophe", () => {
  for (const [key, text] of Object.entries(fr.texts)) {
    assert.doesNotMatch(text, /(?<!\u202f)[!?;]/, `${key}: a narrow no-break space before ! ? ;`);
    assert.doesNotMatch(text, /(?<!\u00a0):/, `${key}: a no-break space before a colon`);
    assert.doesNotMatch(text, /«(?!\u00a0)|(?<!\u00a0)»/, `${key}: no-break spaces inside quotation marks`);
    assert.doesNotMatch(text, /['"]/, `${key}: typographic signs`);
  }
});

test("numbers and hours come from the core, not from here", () => {
  const line = /\b(3018|3020|3114|3919|119|112|114|1[578])\b(?!\s(ans|years))|0\s?800|\d+ ?h\b|24\/7/;
  for (const { lang, texts } of LANGUAGES)
    for (const [key, text] of Object.entries(texts)) assert.doesNotMatch(text ?? "", line, `${lang} ${key}`);
});

test("nothing is promised, nobody blamed", () => {
  for (const [key, text] of Object.entries({ ...fr.texts }))
    assert.doesNotMatch(text, /imm[ée]diat|tout de suite|tu aurais dû|illégal d’être|garanti/i, key);
});

test("a core is at most fifteen sentences, each with its back-translation", () => {
  assert.ok(core.length <= MOST_CORE);
  for (const { lang, proofread, texts, ...more } of LANGUAGES) {
    if (Object.keys(texts).length === keys.length) continue;
    assert.equal(proofread, false, `${lang} says that nobody has proofread it`);
    assert.deepEqual(Object.keys(texts), core, lang);
    const { back } = more as unknown as { back: Record<string, string> };
    assert.deepEqual(Object.keys(back), core, `${lang}: back`);
    assert.ok(Object.values(back).every(Boolean), `${lang}: back`);
  }
});

test("the reader's language is chosen, else French", () => {
  const tags = [["fr"], ["en-GB", "fr"], ["xx", "pt-BR"], ["", "zh-Hant"], ["xx"], [], ["fr-x-facile", "en"]];
  assert.deepEqual(tags.map((each) => wordsFor(each).lang), ["fr", "en", "pt", "zh", "fr", "fr", "fr-x-facile"]);
});

test("where a language says no more, French does", () => {
  words.value = wordsFor(["es"]);
  assert.deepEqual([isComplete.value, rest.value.lang], [false, "fr"]);
  assert.equal(t("core.call"), "Llamar");
  assert.equal(t("popup.help"), fr.texts["popup.help"]);
  words.value = wordsFor(["en"]);
  assert.equal(t("welcome.step", { step: 1, all: 3 }), "Screen 1 of 3");
  words.value = wordsFor([]);
});
