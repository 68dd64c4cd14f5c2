import assert from "node:assert/strict";
import { test } from "node:test";
import { made, plain, seen } from "../../../test/element";
import { ariaNameOf, isLong, linesOf, nameOf, tidy } from "./text";

const texts: [text: string | null, want: string][] = [
  ["  Signaler \n\t ce  post ", "Signaler ce post"],
  ["Sig\ufeffnaler  ce post\ufeff", "Sig\ufeffnaler ce post"],
  ["Bloquer\u0000\u001b[31m", "Bloquer [31m"],
  ["Signaler @marie.dupont_12", "Signaler @"],
  ["à 12@h", "à 12@h"],
  ["@marie", ""],
  ["•••", ""],
  ["", ""],
  [null, ""],
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

const lines = (...parts: (string | Element)[]) => linesOf(seen(plain("div", ...parts)));

test("what a reader does not see parts no word", () =>
  assert.deepEqual(lines("Sig\ufeffnaler", "  un"), ["Sig\ufeffnaler un"]));

test("spans are joined, blocks and line breaks part, inline blocks are set apart", () => {
  assert.deepEqual(
    lines("Sig", plain("span", "naler"), plain("p", "un"), "post", plain("br"), "ici"),
    ["Signaler", "un", "post", "ici"],
  );
  assert.deepEqual(lines("a", plain("button", "b"), "c"), ["a b c"]);
});

test("a word with a box for each letter is one word", () => {
  const boxes = (word: string) => [...word].map((letter) => made("span", {}, { style: { display: "inline-block" } }, letter));
  assert.deepEqual(lines(...boxes("Haine"), " ", ...boxes("ou"), plain("button", "menaces")), ["Haine ou menaces"]);
  assert.deepEqual(lines(...boxes("A"), plain("button", "Signaler")), ["A Signaler"]);
});

test("a word that its font draws as a picture is none", () => {
  const icon = (fontFamily: string, name: string) => made("span", {}, { style: { fontFamily } }, name);
  assert.deepEqual(lines(icon('"Material Icons"', "flag"), " Signaler ", icon("Ionicons, serif", "more")), ["Signaler"]);
  assert.deepEqual(lines(icon('Arial, "Segoe UI Symbol"', "Signaler")), ["Signaler"]);
});

test("white space between tags is no line", () =>
  assert.deepEqual(lines("\n  ", plain("p", " a "), "\n  ", plain("p", "b")), ["a", "b"]));

const leftOut: [what: string, element: Element][] = [
  ["a quotation", plain("blockquote", "quoted")],
  ["what a reader shall not hear", made("p", { "aria-hidden": "true" }, {}, "quoted")],
  ["a field", plain("textarea", "secret")],
  ["what is hidden", made("p", {}, { isHidden: true }, "quoted")],
  ["what is transparent", made("p", {}, { isClear: true }, "quoted")],
  ["a link to somebody", made("a", { href: "/marie.dupont/" }, {}, "marie")],
  ["a link to somebody by a handle", made("a", { href: "/@marie/posts" }, {}, "marie")],
];
for (const [what, element] of leftOut) {
  test(`${what} is not heard`, () => assert.deepEqual(lines(element, "a"), ["a"]));
}

test("a link to a page, or to a place in this one, is heard", () => {
  assert.deepEqual(lines(made("a", { href: "/help/report" }, {}, "aide")), ["aide"]);
  assert.deepEqual(lines(made("a", { href: "#top" }, {}, "haut")), ["haut"]);
  assert.deepEqual(lines(made("a", { href: "" }, {}, "Menaces")), ["Menaces"]);
  assert.deepEqual(lines(made("a", { href: location.pathname }, {}, "Menaces")), ["Menaces"]);
});

test("what a reader shall not hear but anybody can use is heard", () =>
  assert.deepEqual(lines(made("div", { "aria-hidden": "true" }, {}, plain("button", "Menaces"))), ["Menaces"]));

test("what is transparent only because it has no box of its own is heard", () =>
  assert.deepEqual(lines(made("div", {}, { isHidden: true, style: { display: "contents" } }, "a")), ["a"]));

test("a help button in a label is no part of what the label says", () => {
  const help = () => plain("button", "?Help");
  assert.deepEqual(linesOf(seen(plain("label", "Spam", help()))), ["Spam"]);
  assert.deepEqual(lines("Spam", help()), ["Spam ?Help"]);
});

test("a name is the first line, then what aria says, then what is inside, then value, alt and title", () => {
  const name = (attributes: Record<string, string>, ...parts: Element[]) =>
    nameOf(seen(made("button", { value: "value", alt: "alt", title: "title", ...attributes }, {}, ...parts)));
  const icon = () => made("svg", { "aria-label": "icon" });
  const label = { "aria-label": "label" };
  assert.equal(name(label, plain("p", "first"), plain("p", "second")), "first");
  assert.equal(name(label, icon()), "label");
  assert.equal(name({}, icon()), "icon");
  assert.equal(name({}, plain("svg", plain("title", "drawn"))), "drawn");
  assert.equal(name({}, plain("i", plain("svg", plain("title", "drawn")))), "drawn");
  assert.equal(name({}), "value");
  assert.equal(name({ value: "" }), "alt");
  assert.equal(name({ value: "", alt: "" }), "title");
  assert.equal(name({ value: "", alt: "", title: "" }), "");
});

test("the place in a list is no name", () => {
  const name = (...texts: string[]) => nameOf(seen(plain("li", ...texts.map((text) => plain("p", text)))));
  for (const place of ["Option 1 sur 4", "(1/4)", "1 of 4."]) assert.equal(name(place, "Menaces"), "Menaces");
  for (const words of ["Entre 13 et 15 ans", "3018", "Moins de 13 ans"]) assert.equal(name(words, "Menaces"), words);
});

test("the value of what is no button is never a name", () =>
  assert.equal(nameOf(seen(made("input", { type: "radio", value: "harassment" }))), ""));

test("what an element is labelled by goes before its label, also where its id carries a stray #", () => {
  const labelled = (id: string) => made("div", { "aria-label": "label", "aria-labelledby": id });
  const title = made("h2", { id: "t" }, {}, "Signaler", plain("p", "ce post"));
  const [right, stray, wrong] = [labelled("t"), labelled("#t"), labelled("u")];
  plain("div", title, right, stray, wrong);
  assert.deepEqual(
    [right, stray, wrong].map((each) => ariaNameOf(seen(each))),
    ["Signaler ce post", "Signaler ce post", "label"],
  );
});

test("what stands in a quotation labels nothing", () => {
  const box = made("div", { "aria-labelledby": "t" });
  plain("div", plain("blockquote", made("p", { id: "t" }, {}, "quoted")), box);
  assert.equal(ariaNameOf(seen(box)), "");
});
