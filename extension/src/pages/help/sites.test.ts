import assert from "node:assert/strict";
import { test } from "node:test";
import law from "./law.json";
import { letterTo } from "./letter";
import apps from "./apps.json";
import { nameOf, nameOfOther, SITES } from "./sites";

const isDated = (date?: string) => !!date && /^20\d\d(-\d\d){0,2}$/.test(date) && date < "2027";

test("each fact of a site has a source and a date, and is told once", () => {
  for (const { id, facts } of SITES) {
    const kinds = facts.map(({ do: what }) => what);
    assert.equal(new Set(kinds).size, kinds.length, id);
    for (const { source, date, seen, path } of facts) {
      const { origin, href } = new URL(source);
      assert.ok(href.startsWith("https://") && href.length > origin.length + 1, `${id} ${source}`);
      assert.ok(isDated(date ?? seen), `${id} ${date ?? seen}`);
      assert.ok(path.length && path.every(Boolean), id);
    }
  }
});
test("that a network has no site has a source and a date", () => {
  assert.deepEqual(apps.map(({ name }) => name), ["BeReal", "Yubo"]);
  for (const { name, source, date, seen } of apps as { name: string; source: string; date?: string; seen?: string }[])
    assert.ok(new URL(source).protocol === "https:" && isDated(date ?? seen), name);
});
test("an added site has its host for a name, and that of its network", () => {
  assert.deepEqual(["piaille.fr", "forum.fr"].map(nameOfOther), ["piaille.fr (Mastodon)", "forum.fr"]);
});
test("sites are known once", () => assert.equal(new Set(SITES.map(({ id }) => id)).size, SITES.length));
test("a site without facts has its id for a name", () => {
  assert.deepEqual(["tiktok", "elsewhere"].map(nameOf), ["TikTok", "elsewhere"]);
});
test("each sentence about the law has its text and date", () => {
  for (const { id, text, source, date, says } of law)
    assert.ok(text && source.startsWith("https://") && isDated(date) && says.length, id);
});
test("the complaint names the site and both articles", () => {
  const letter = letterTo("TikTok");
  for (const word of ["TikTok", "20", "21", "2022/2065"]) assert.ok(letter.includes(word), word);
  assert.ok(!letter.includes("{"));
});
