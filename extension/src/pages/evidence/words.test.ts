import assert from "node:assert/strict";
import { test } from "node:test";
import { wordsIn } from "./words";

/** All texts, by where they stand; functions are asked for none, one and two, or with a name in every place. */
function texts(value: unknown, path: string): [string, string][] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value === "function")
    return [0, 1, 2, "KJT"].flatMap((each) => texts(value(each, each, each), `${path}(${each})`));
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
test("lines and numbers come from the core, not from here", () => {
  for (const [path, text] of [...fr, ...en])
    assert.doesNotMatch(text.replace("Bouton 3018", ""), /\b(3018|3020|3114|3919|119|112|114|1[578])\b/, path);
});
test("where no line is known, the steps are numbered without one", () => {
  const { notes } = wordsIn("fr").words.sheet;
  assert.deepEqual(notes("", false, "").filter((note) => /^\d/.test(note)).map((note) => note.slice(0, 20)), [
    "1. Garde le message ", "2. Montre cette feui", "3. La police peut la",
  ]);
});
test("French marks have their spaces", () => {
  for (const [path, text] of fr) assert.doesNotMatch(text, / [:;?!»]|« |[^\u202f][?!]|[^\u00a0]»|'/, path);
});
