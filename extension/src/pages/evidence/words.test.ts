import assert from "node:assert/strict";
import { test } from "node:test";
import { wordsIn } from "./words";

/** All texts, by where they stand; functions are asked for none, one and two. */
function texts(value: unknown, path: string): [string, string][] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value === "function") return [0, 1, 2].flatMap((count) => texts(value(count), `${path}(${count})`));
  return Object.entries(value as object).flatMap(([key, inner]) => texts(inner, `${path}/${key}`));
}

const fr = texts(wordsIn("fr-FR").words, "");
const en = texts(wordsIn("en").words, "");

test("both languages say the same things", () => {
  assert.deepEqual(en.map(([path]) => path), fr.map(([path]) => path));
  assert.equal(wordsIn("de-AT").lang, "fr");
  assert.equal(wordsIn("constructor").lang, "fr");
});
for (const [path, text] of [...fr, ...en].filter(([path]) => !path.startsWith("/sheet")))
  test(`short sentences: ${text}`, () => {
    for (const sentence of text.split(/(?<=[.?!:])[\s\u00a0]/))
      assert.ok(sentence.split(/[\s\u00a0]+/).filter((word) => /\p{L}|\d/u.test(word)).length <= 12, `${path}: ${sentence}`);
  });
test("French marks have their spaces", () => {
  for (const [path, text] of fr) assert.doesNotMatch(text, / [:;?!»]|« |[^\u00a0 ][?!»]|'/, path);
});
