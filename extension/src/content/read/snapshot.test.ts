import assert from "node:assert/strict";
import { test } from "node:test";
import { MAX_ROWS, MAX_TEXTS } from "../../shared/limits";
import { Limit } from "../limits";
import { made, plain, seen } from "../../../test/element";
import { addRow, contentsOf, titleOf, wordsOf } from "./snapshot";

const contents = (...parts: (string | Element)[]) => contentsOf(seen(plain("div", ...parts)), null);
const rowsOf = (...parts: (string | Element)[]) =>
  contents(...parts).rows.map(({ t, k, c }) => `${t}: ${k}${c ? " on" : ""}`);
const words = (...parts: (string | Element)[]) => wordsOf(contents(...parts));
const input = (type: string, more = {}, given = {}) => made("input", { type, ...more }, given);
const option = (label: string, selected: boolean) => Object.assign(plain("option"), { label, selected });
const big = (text: string) => made("p", {}, { style: { fontSize: "20px" } }, text);

test("headings, texts and rows of a dialog", () => {
  const it = contents(
    plain("h2", "Signaler"), plain("p", "Pourquoi ?"), plain("button", "Spam"), plain("button", "Haine"),
  );
  assert.deepEqual(it.rows, [{ t: "Spam", k: "button" }, { t: "Haine", k: "button" }]);
  assert.deepEqual(wordsOf(it), { headings: ["Signaler"], texts: ["Pourquoi ?"] });
});

test("each row is found again by its element", () => {
  const [spam, hate] = [plain("button", "Spam"), plain("button", "Haine")];
  const { index } = contents(spam, hate);
  assert.deepEqual([index.get(spam), index.get(hate)], [0, 1]);
});

test("the rows inside a row are not told twice", () =>
  assert.deepEqual(rowsOf(plain("button", plain("span", "Spam"), plain("a", "aide"))), ["Spamaide: button"]));

test("a row is on if anything in it is", () =>
  assert.deepEqual(rowsOf(plain("button", "Spam", made("i", { "aria-checked": "true" }))), ["Spam: button on"]));

test("a hidden input and its drawn twin are one option, on if one of them is", () => {
  const twin = made("span", { role: "radio", "aria-checked": "true" }, {}, "Spam");
  assert.deepEqual(rowsOf(plain("label", "Spam"), twin), ["Spam: radio on"]);
});

test("an input with a label that is seen is told by its label only", () => {
  const labels: Element[] = [];
  const radio = input("radio", { checked: true }, { labels });
  const label = made("label", {}, { control: radio }, "Spam");
  labels.push(label);
  const { rows, index } = contents(radio, label);
  assert.deepEqual(rows, [{ t: "Spam", k: "radio", c: true }]);
  assert.deepEqual([index.get(radio), index.get(label)], [0, 0]);
});

test("an input without a label is told by what stands around it, also where something is drawn in its place", () => {
  const line = plain("div", input("checkbox", {}, { isClear: true }), plain("span", "Spam"));
  const { rows, index } = contents(line);
  assert.deepEqual(rows, [{ t: "Spam", k: "checkbox" }]);
  assert.equal(index.get(line), 0);
});

test("an input that is hidden is not told", () =>
  assert.deepEqual(rowsOf(plain("div", input("checkbox", {}, { isHidden: true }), plain("span", "Spam"))), []));

test("what is left out is not told", () =>
  assert.deepEqual(words(plain("h2", "Signaler"), plain("blockquote", "quoted")).texts, []));

test("fields that are seen are counted, never read", () => {
  const fields = [
    plain("textarea", "secret"), input("text", { value: "secret" }),
    made("div", { contenteditable: "true" }, {}, "secret"),
    made("textarea", {}, { isHidden: true }), input("hidden"), input("submit"), input("radio"),
  ];
  const it = contents(...fields);
  assert.equal(it.fields, 3);
  assert.deepEqual(wordsOf(it), { headings: [], texts: [] });
  assert.doesNotMatch(JSON.stringify(it), /secret/);
});

test("the options of a select are rows, where it is seen", () => {
  const options = [option("Spam", true)];
  assert.deepEqual(rowsOf(made("select", {}, { options })), ["Spam: option on"]);
  assert.deepEqual(rowsOf(made("select", {}, { options, isHidden: true })), []);
});

test("of many options some are told", () => {
  const options = Array.from({ length: 90 }, (_, place) => option(`Raison ${place}`, false));
  assert.equal(rowsOf(made("select", {}, { options })).length, Limit.MOST_OPTIONS);
});

test("a long reason is a row", () =>
  assert.deepEqual(rowsOf(plain("button", "Quelqu’un me suit et m’écrit sans cesse, alors que je lui ai dit plusieurs fois d’arrêter")),
    ["Quelqu’un me suit et m’écrit sans cesse, alors que je lui ai dit plusieurs fois d’arrêter: button"]));

test("what a list shows that opens elsewhere is its value", () => {
  assert.deepEqual(rowsOf(made("div", { role: "combobox" }, {}, "Menaces")), ["Menaces: value on"]);
  assert.deepEqual(rowsOf(made("button", { "aria-haspopup": "listbox" }, {}, "Choisir")), ["Choisir: value on"]);
});

test("what a browser has translated is told with what it said before", () => {
  const row = plain("button", "Menaces");
  assert.deepEqual(contents(row).rows, [{ t: "Menaces", k: "button" }]);
  Object.assign(row, { childNodes: [plain("font", plain("font", "Amenazas"))] });
  assert.deepEqual(contents(row).rows, [{ t: "Amenazas", k: "button", o: "Menaces" }]);
});

test("what a page says anew in the same place is no translation", () => {
  const row = plain("button", "Menaces");
  contents(row);
  Object.assign(row, { childNodes: plain("i", "Spam").childNodes });
  assert.deepEqual(contents(row).rows, [{ t: "Spam", k: "button" }]);
});

test("a heading that holds a control is walked into", () => {
  const heading = () => plain("h2", "Signaler", plain("button", "Retour"));
  assert.deepEqual(words(heading()), { headings: ["Signaler"], texts: [] });
  assert.deepEqual(rowsOf(heading()), ["Retour: button"]);
});

test("a hidden control in a heading counts as one", () => {
  const hidden = made("span", {}, { isHidden: true }, plain("button"));
  assert.deepEqual(contents(plain("h2", "Signaler", hidden)).headings, []);
});

test("the children of a list are rows once one was pressed", () => {
  const list = plain("div", plain("div", "Spam"), plain("div", "Haine"));
  const box = seen(plain("div", list));
  assert.deepEqual(contentsOf(box, null).rows, []);
  assert.deepEqual(contentsOf(box, list).rows.map(({ t }) => t), ["Spam", "Haine"]);
});

test("the cursor of a row is not inherited as rows in it", () => {
  const pointed = (...parts: (string | Element)[]) => made("div", {}, { style: { cursor: "pointer" } }, ...parts);
  assert.deepEqual(rowsOf(pointed(pointed("Spam"), pointed("aide"))), ["Spam: item"]);
});

test("shadow roots in the box are known, and what they show is told", () => {
  const shadowRoot = plain("div", plain("button", "Spam")) as unknown as ParentNode;
  const { roots, rows } = contents(made("div", {}, { shadowRoot }));
  assert.deepEqual(roots, [shadowRoot]);
  assert.deepEqual(rows, [{ t: "Spam", k: "button" }]);
});

const many = (count: number) => Array.from({ length: count }, (_, place) => plain("button", `Raison ${place}`));

test("of many rows a hundred are told", () => assert.equal(rowsOf(...many(150)).length, MAX_ROWS));

test("after the last row that is told nothing else is", () =>
  assert.deepEqual(words(...many(101), plain("p", "fin")).texts, []));

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
  const small = made("small", {}, { style: { fontSize: "9px" } }, "ici");
  const line = made("p", {}, { style: { fontSize: "20px" } }, "Signaler ", small);
  assert.deepEqual(contents(line).lines, [{ text: "Signaler ici", size: 20 }]);
});

test("where nothing is a heading, the title is no text as well", () => {
  const said = words(big("Signaler"), plain("p", "Pourquoi ?"));
  assert.deepEqual(said, { headings: ["Signaler"], texts: ["Pourquoi ?"] });
});

test("what is a row or a heading is no text; what only looks like a row is one as well", () => {
  const said = words(
    plain("h2", "Titre"), plain("p", "Titre"), plain("p", "Spam"), plain("button", "Spam"), plain("li", "Haine"),
  );
  assert.deepEqual(said.texts, ["Haine"]);
});

test("no text is told twice, and twelve at most", () => {
  const texts = Array.from({ length: 40 }, (_, place) => plain("p", `Texte ${place >> 1}`));
  const told = words(plain("h2", "Titre"), ...texts).texts;
  assert.equal(told.length, MAX_TEXTS);
  assert.equal(new Set(told).size, MAX_TEXTS);
});
