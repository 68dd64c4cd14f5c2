import assert from "node:assert/strict";
import { test } from "node:test";
import characters from "../../../wasm/text/testdata/characters.json";
import cases from "../../../wasm/text/testdata/normal.json";
import { normal } from "./normal";

for (const [text, want] of cases) {
  test(`normal text of ${JSON.stringify(text)}`, () => assert.equal(normal(text), want));
}

const encoder = new TextEncoder();

/** FNV-1a of normal texts, one a line, in hexadecimal. */
function digestOf(texts: Iterable<string>): string {
  let hash = 0x811c9dc5;
  for (const text of texts) {
    for (const byte of encoder.encode(`${normal(text)}\n`)) hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, "0");
}

const PER_DIGEST = 4096;
const unicode = `the core has Unicode ${characters.unicode}, this node ${process.versions.unicode}`;

test("every character that the core knows has the core's normal form, alone and between others", () => {
  const texts: string[][] = characters.digests.map(() => []);
  for (const [first, last] of characters.assigned) {
    for (let code = first; code <= last; code++) {
      const list = texts[Math.floor(code / PER_DIGEST)];
      for (const [before, after] of characters.around) list.push(before + String.fromCodePoint(code) + after);
    }
  }
  const wrong = texts.flatMap((list, i) =>
    digestOf(list) === characters.digests[i] ? [] : [`U+${(i * PER_DIGEST).toString(16)}`],
  );
  assert.deepEqual(wrong, [], `${unicode}; each stands for ${PER_DIGEST} characters from there on`);
});

test("the characters of all cases in any order have the core's normal form", () => {
  const used = new Set(cases.flatMap(([text]) => [...text]));
  const alphabet = [...used].map((it) => it.codePointAt(0)!).sort((a, b) => a - b);
  let random = 3018;
  const next = (below: number) => {
    random = (Math.imul(random, 1664525) + 1013904223) >>> 0;
    return (random >>> 8) % below;
  };
  const texts = Array.from({ length: 5000 }, () =>
    Array.from({ length: 1 + next(12) }, () => String.fromCodePoint(alphabet[next(alphabet.length)])).join(""),
  );
  assert.equal(digestOf(texts), characters.mixed, unicode);
});

test("a character that the core does not know yet hides no word of its", () => {
  // Unassigned in Unicode 15, a letter since 17: to the core it is a space.
  for (const text of ["\u{323b0}signaler", "signaler\u{323b0}"]) assert.ok(normal(text).includes("signaler"));
});
