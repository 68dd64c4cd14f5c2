import assert from "node:assert/strict";
import { test } from "node:test";
import { made } from "../../../test/plain";
import { ariaNameOf, isLong, linesOf, nameOf, tidy } from "./text";

const texts: [text: string | null | undefined, want: string][] = [
  ["  Signaler \n\t ce  post ", "Signaler ce post"],
  ["Bloquer\u0000\u001b[31m", "Bloquer [31m"],
  ["Signaler @marie.dupont_12", "Signaler @"],
  ["à 12@h", "à 12@h"],
  ["@marie", ""],
  ["•••", ""],
  ["", ""],
  [null, ""],
  [undefined, ""],
  ["3018", "3018"],
  ["a\ud800b", "ab"],
  ["報告", "報告"],
];
for (const [text, want] of texts) {
  test(`${JSON.stringify(text)} is told as ${JSON.stringify(want)}`, () => assert.equal(tidy(text), want));
}

test("a text is cut at 120 units, never in half a character", () => {
  assert.equal(tidy("a".repeat(500)).length, 120);
  assert.equal(tidy("a".repeat(119) + "😀"), "a".repeat(119));
});

test("a text of megabytes is not looked through", () => assert.equal(tidy(" ".repeat(2000) + "a"), ""));

test("twelve words are a row, thirteen a sentence", () => {
  assert.equal(isLong("a ".repeat(12).trim()), false);
  assert.equal(isLong("a ".repeat(13).trim()), true);
});

test("spans are joined, blocks and line breaks part, inline blocks are set apart", () => {
  const node = made("div", {}, "Sig", made("span", {}, "naler"), made("p", {}, "un"), "post", made("br"), "ici");
  assert.deepEqual(linesOf(node), ["Signaler", "un", "post", "ici"]);
  assert.deepEqual(linesOf(made("div", {}, "a", made("button", {}, "b"), "c")), ["a b c"]);
});

test("white space between tags is no line", () =>
  assert.deepEqual(linesOf(made("div", {}, "\n  ", made("p", {}, " a "), "\n  ", made("p", {}, "b"))), ["a", "b"]));

test("what is left out is not heard", () =>
  assert.deepEqual(linesOf(made("div", {}, made("p", { isLeftOut: true }, "quoted"), "a")), ["a"]));

test("a help button in a label is no part of what the label says", () => {
  const help = made("button", {}, "?Help");
  assert.deepEqual(linesOf(made("label", {}, "Spam", help)), ["Spam"]);
  assert.deepEqual(linesOf(made("div", {}, "Spam", help)), ["Spam ?Help"]);
});

test("a name is the first line, then what aria says, then what is inside, then value, alt and title", () => {
  const given = { label: "label", value: "value", alt: "alt", title: "title" };
  const icon = made("svg", { isLeftOut: true, below: { ...made("i").below, name: "icon" } });
  assert.equal(nameOf(made("button", given, made("p", {}, "first"), "second")), "first");
  assert.equal(nameOf(made("button", given, icon)), "label");
  assert.equal(nameOf(made("button", { ...given, label: "" }, icon)), "icon");
  assert.equal(nameOf(made("button", { ...given, label: "" })), "value");
  assert.equal(nameOf(made("button", { alt: "alt", title: "title" })), "alt");
  assert.equal(nameOf(made("button", { title: "title" })), "title");
  assert.equal(nameOf(made("button")), "");
});

test("what an element is labelled by goes before its label", () => {
  const title = made("h2", {}, "Signaler", made("p", {}, "ce post"));
  assert.equal(ariaNameOf(made("div", { label: "label", labelledBy: [title] })), "Signaler ce post");
  assert.equal(ariaNameOf(made("div", { label: "label", labelledBy: [made("h2")] })), "label");
});
