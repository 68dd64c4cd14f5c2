import assert from "node:assert/strict";
import { mock, test } from "node:test";
import type { Row } from "../../shared/messages";
import { Limit } from "../limits";
import { type Candidate, opensReport, passes, wordIn, wordsOf } from "./gate";

const gate = wordsOf([{ id: "report", s: "signaler" }, { id: "feedback", s: "signaler un probleme" }]);
const box: Candidate = {
  isDeclared: false, says: true, text: () => "", rows: [], fields: 0, hooks: [],
  isFresh: false, isRecent: false, opener: "",
};

test("a word is found in any case, with marks or without", () => {
  assert.equal(wordIn("Veux-tu SIGNALER ça ?", gate), "report");
  assert.equal(wordIn("Signale\u0301r", gate), "report");
});

test("the first word in the gate's order gives the id", () => {
  const feedbackFirst = gate.toReversed();
  assert.equal(wordIn("Signaler un problème", gate), "report");
  assert.equal(wordIn("Signaler un problème", feedbackFirst), "feedback");
});

test("a pattern has parts that must all be there, and alternatives, at the ends of words or anywhere", () => {
  const words = wordsOf([{ id: "other", s: "signal+ absence | retard" }, { id: "report", s: "signaler" }]);
  assert.equal(wordIn("Signaler l’absence", words), "other");
  assert.equal(wordIn("Signaler des retards", words), "other");
  assert.equal(wordIn("Signaler des absences", words), "report");
});

test("each line is a word", () => {
  const words = wordsOf([{ id: "other", s: "absence\n=retard\nerreur+ page " }, { id: "report", s: "retard" }]);
  assert.equal(wordIn("Signaler une absence", words), "other");
  assert.equal(wordIn("Retard", words), "other");
  assert.equal(wordIn("Une erreur de la page", words), "other");
  assert.equal(wordIn("Une erreur\nUn retard", words), "report");
});

test("a whole text is no part of a longer one", () => {
  const words = wordsOf([{ id: "feedback", s: "=signaler un probleme" }, { id: "report", s: "signaler" }]);
  assert.equal(wordIn("Signaler un problème", words), "feedback");
  assert.equal(wordIn("Signaler un problème avec ce compte", words), "report");
});

test("no word, no id", () => assert.equal(wordIn("Partager", gate), ""));

test("feedback opens no report, nor does nothing", () => {
  assert.equal(opensReport("report"), true);
  assert.equal(opensReport("feedback"), false);
  assert.equal(opensReport("other"), false);
  assert.equal(opensReport(""), false);
});

const rows = (count: number): Row[] => Array.from({ length: count }, () => ({ t: "a", k: "button" }));

const cases: [what: string, given: Partial<Candidate>, passes: boolean][] = [
  ["a box that nothing speaks for", {}, false],
  ["a hook of the host", { hooks: ["form"] }, true],
  ["a dialog that says the word", { isDeclared: true, text: () => "Signaler" }, true],
  ["a dialog that does not", { isDeclared: true, text: () => "Partager" }, false],
  ["only drawn, says the word, opened by a click", { text: () => "Signaler", isFresh: true, isRecent: true }, true],
  ["only drawn, says the word, was there before", { text: () => "Signaler", isRecent: true }, false],
  ["only drawn, says the word, nobody clicked", { text: () => "Signaler", isFresh: true }, false],
  ["opened by a report phrase", { isFresh: true, opener: "report" }, true],
  ["was there before a report phrase was clicked", { opener: "report" }, false],
  ["opened by feedback", { isFresh: true, opener: "feedback" }, false],
  ["a veil that a report phrase brought", { isFresh: true, opener: "report", says: false }, false],
  ["a dialog that says nothing yet", { isDeclared: true, isFresh: true, opener: "report", says: false }, true],
  ["a veil with a hook", { hooks: ["form"], says: false }, false],
  ["two rows, opened by a click", { isFresh: true, isRecent: true, rows: rows(2) }, true],
  ["one row, opened by a click", { isFresh: true, isRecent: true, rows: rows(1) }, false],
  ["one row and a field, opened by a click", { isFresh: true, isRecent: true, rows: rows(1), fields: 1 }, true],
  ["a field alone, opened by a click", { isFresh: true, isRecent: true, fields: 1 }, false],
  ["many rows, opened by itself", { isFresh: true, rows: rows(9) }, false],
  ["many rows that were there before", { isRecent: true, rows: rows(9) }, false],
];
for (const [what, given, want] of cases) {
  test(`${what}: ${want ? "passes" : "does not pass"}`, () => assert.equal(passes({ ...box, ...given }, gate), want));
}

/** What a page may be full of: words with spaces and without, marks that stay and marks that go, syllables that are
 * taken apart. */
const said: Record<string, string> = {
  English: "What a lovely picture of the garden in the rain. ",
  French: "Quelle belle photo de l’été, c’était très réussi. ",
  Thai: "ภาพสวยมากเราเคยไปที่นั่นเมื่อฤดูร้อนปีที่แล้ว",
  Chinese: "这张照片真漂亮我们去年夏天去过那里",
  Korean: "정말 멋진 사진이에요 작년 여름에 거기 갔었어요 ",
  Arabic: "صورة جميلة جدًا كُنَّا هُناكَ في الصيف الماضي ",
};
said.mixed = Object.values(said).join("");

const full = (text: string) => text.repeat(Math.ceil(65_536 / text.length)).slice(0, 65_536);

/** UTF-16 units that the methods of strings go through while the gate looks at a dialog with this text. */
function unitsRead(text: string): number {
  let units = 0;
  for (const name of ["normalize", "replace", "replaceAll", "toLowerCase", "trim", "includes"] as const) {
    const real = String.prototype[name] as (...values: unknown[]) => unknown;
    mock.method(String.prototype, name, function (this: string, ...values: unknown[]) {
      units += this.length;
      return real.apply(this, values);
    });
  }
  try {
    assert.equal(passes({ ...box, isDeclared: true, text: () => text }, gate), false);
  } finally {
    mock.restoreAll();
  }
  return units;
}

for (const [name, text] of Object.entries(said)) {
  test(`64 kB of text, ${name}: little of it is gone through, whatever the script`, () => {
    const units = unitsRead(full(text));
    assert.ok(units > Limit.GLANCE, "the count counts");
    assert.ok(units < 32 * Limit.GLANCE, `${units}`);
  });
}

test("the text is read only where nothing else lets a box through", () => {
  const text = () => assert.fail("it is read");
  assert.equal(passes({ ...box, isFresh: true, opener: "report", text }, gate), true);
  assert.equal(passes({ ...box, isFresh: true, isRecent: true, rows: rows(2), text }, gate), true);
  assert.equal(passes({ ...box, isFresh: true, text }, gate), false);
});
