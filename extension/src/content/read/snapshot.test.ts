import assert from "node:assert/strict";
import { test } from "node:test";
import { MAX_ROWS, MAX_TEXTS } from "../../shared/limits";
import { made, unread } from "../../../test/plain";
import type { Plain } from "./plain";
import { addRow, contentsOf, titleOf, wordsOf } from "./snapshot";

const dialog = (...parts: (string | Plain)[]) => made("div", {}, ...parts);
const rowsOf = (...parts: (string | Plain)[]) =>
  contentsOf(dialog(...parts), null).rows.map(({ t, k, c }) => `${t}: ${k}${c ? " on" : ""}`);
const words = (...parts: (string | Plain)[]) => wordsOf(contentsOf(dialog(...parts), null));

test("headings, texts and rows of a dialog", () => {
  const it = contentsOf(
    dialog(
      made("h2", {}, "Signaler"), made("p", {}, "Pourquoi ?"), made("button", {}, "Spam"), made("button", {}, "Haine"),
    ),
    null,
  );
  assert.deepEqual(it.rows, [{ t: "Spam", k: "button" }, { t: "Haine", k: "button" }]);
  assert.deepEqual(wordsOf(it), { headings: ["Signaler"], texts: ["Pourquoi ?"] });
});

test("each row is found again by its element", () => {
  const [spam, hate] = [made("button", {}, "Spam"), made("button", {}, "Haine")];
  const { index } = contentsOf(dialog(spam, hate), null);
  assert.deepEqual([index.get(spam.element), index.get(hate.element)], [0, 1]);
});

test("the rows inside a row are not told twice", () =>
  assert.deepEqual(rowsOf(made("button", {}, made("span", {}, "Spam"), made("a", {}, "aide"))), ["Spamaide: button"]));

test("a hidden input and its drawn twin are one option, on if one of them is", () => {
  const label = made("label", {}, "Spam");
  const twin = made("span", { role: "radio", choice: "radio", isOn: true }, "Spam");
  assert.deepEqual(rowsOf(label, twin), ["Spam: radio on"]);
});

test("an input with a label that is seen is told by its label only", () => {
  const input = made("input", { choice: "radio", isLabelled: true });
  const control = { element: input.element, choice: "radio" as const, isOn: true };
  assert.deepEqual(rowsOf(input, made("label", { control }, "Spam")), ["Spam: radio on"]);
});

test("an input without a label is told by what stands around it, also where something is drawn in its place", () => {
  const input = made("input", { choice: "checkbox", isLeftOut: true });
  const line = made("div", {}, input, made("span", {}, "Spam"));
  const it = contentsOf(dialog(line), null);
  assert.deepEqual(it.rows, [{ t: "Spam", k: "checkbox" }]);
  assert.equal(it.index.get(line.element), 0);
});

test("what is left out is not told", () =>
  assert.deepEqual(words(made("h2", {}, "Signaler"), made("p", { isLeftOut: true }, "quoted")).texts, []));

test("fields that are seen are counted, never read", () => {
  const it = contentsOf(dialog(made("textarea", {}, "secret"), made("textarea", { isShown: false })), null);
  assert.equal(it.fields, 1);
  assert.deepEqual(wordsOf(it), { headings: [], texts: [] });
});

test("the options of a select are rows, where it is seen", () => {
  const options = [{ element: {} as Element, label: "Spam", isOn: true }];
  const given = { isLeftOut: true, options };
  assert.deepEqual(rowsOf(made("select", given)), ["Spam: option on"]);
  assert.deepEqual(rowsOf(made("select", { ...given, isShown: false })), []);
});

test("what says more than twelve words is no row", () =>
  assert.deepEqual(rowsOf(made("button", {}, "mot ".repeat(13))), []));

test("a heading that holds a control is walked into", () => {
  const it = words(made("h2", {}, "Signaler", made("button", {}, "Retour")));
  assert.deepEqual(it, { headings: ["Signaler"], texts: [] });
  assert.deepEqual(rowsOf(made("h2", {}, "Signaler", made("button", {}, "Retour"))), ["Retour: button"]);
});

test("a hidden control in a heading counts as one", () => {
  const hidden = made("span", { isLeftOut: true, below: unread({ control: true }) });
  const it = contentsOf(dialog(made("h2", {}, "Signaler", hidden)), null);
  assert.deepEqual(it.headings, []);
});

test("the children of a list are rows once one was pressed", () => {
  const list = dialog(made("div", {}, "Spam"), made("div", {}, "Haine"));
  const box = dialog(list);
  assert.deepEqual(contentsOf(box, null).rows, []);
  assert.deepEqual(contentsOf(box, list.element).rows.map(({ t }) => t), ["Spam", "Haine"]);
});

test("the cursor of a row is not inherited as rows in it", () => {
  const inner = made("div", { points: true }, "Spam");
  const outer = made("div", { points: true }, inner, made("div", { points: true }, "aide"));
  assert.deepEqual(rowsOf(outer), ["Spam: item"]);
});

test("shadow roots and frames in the box are known", () => {
  const root = {} as ParentNode;
  assert.deepEqual(contentsOf(dialog(made("div", { root }, "a")), null).roots, [root]);
});

test("of many rows a hundred are told", () => {
  const many = Array.from({ length: 150 }, (_, place) => made("button", {}, `Raison ${place}`));
  assert.equal(rowsOf(...many).length, MAX_ROWS);
});

test("after the last row that is told nothing else is", () => {
  const many = Array.from({ length: 101 }, (_, place) => made("button", {}, `Raison ${place}`));
  assert.deepEqual(words(...many, made("p", {}, "fin")).texts, []);
});

test("a row that has no room is refused, one that says the same as the last is not", () => {
  const into = { rows: Array.from({ length: MAX_ROWS }, () => ({ t: "a", k: "button" as const })), index: new Map() };
  assert.equal(addRow(into, { t: "b", k: "button" }, []), false);
  assert.equal(addRow(into, { t: "a", k: "checkbox" }, []), true);
  assert.equal(into.rows.at(-1)?.k, "checkbox");
});

test("the title is the largest short line, the first of them if all are alike", () => {
  const line = (text: string, size: number) => ({ text, size });
  assert.equal(titleOf([line("a", 16), line("b", 20), line("c", 20)]), "b");
  assert.equal(titleOf([line("a", 16), line("b", 16)]), "a");
  assert.equal(titleOf([line("a", 16), line("mot ".repeat(13).trim(), 30)]), "a");
  assert.equal(titleOf([]), "");
});

test("a line has the size of the text that begins it", () => {
  const { lines } = contentsOf(dialog(made("p", { size: 20 }, "Signaler ", made("small", { size: 9 }, "ici"))), null);
  assert.deepEqual(lines, [{ text: "Signaler ici", size: 20 }]);
});

test("where nothing is a heading, the title is no text as well", () =>
  assert.deepEqual(words(made("p", { size: 20 }, "Signaler"), made("p", {}, "Pourquoi ?")), {
    headings: ["Signaler"],
    texts: ["Pourquoi ?"],
  }));

test("what is a row or a heading is no text; what only looks like a row is one as well", () => {
  const said = words(
    made("h2", {}, "Titre"), made("p", {}, "Titre"), made("p", {}, "Spam"),
    made("button", {}, "Spam"), made("li", {}, "Haine"),
  );
  assert.deepEqual(said.texts, ["Haine"]);
});

test("no text is told twice, and twelve at most", () => {
  const many = Array.from({ length: 40 }, (_, place) => made("p", {}, `Texte ${place >> 1}`));
  const { texts } = words(made("h2", {}, "Titre"), ...many);
  assert.equal(texts.length, MAX_TEXTS);
  assert.equal(new Set(texts).size, MAX_TEXTS);
});
