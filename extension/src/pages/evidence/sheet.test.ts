import assert from "node:assert/strict";
import { test } from "node:test";
import { PDFDocument } from "pdf-lib";
import { makeSheet, wrap, writable } from "./sheet";

const known = new Set([..." abcdéœ€’«»…[]U+0123456789ABCDEF\u00a0"].map((it) => it.codePointAt(0) as number));

test("French is written as it is", () => {
  const text = "décédé «\u00a0bœcé’d…\u00a0» €";
  assert.deepEqual(writable(text, known), { text, isEscaped: false });
});
test("an accent that stands apart is put on its letter", () =>
  assert.equal(writable("e\u0301", known).text, "é"));
test("a narrow space is a space", () => assert.equal(writable("a\u202fb\tc\nd", known).text, "a\u00a0b c d"));
for (const [text, written] of [
  ["a😀", "a[U+1F600]"],
  ["ع", "[U+0639]"],
  ["\u0000\u202E", "[U+0000][U+202E]"],
  ["\ud800", "[U+D800]"],
] as const)
  test(`${JSON.stringify(text)} is written by number`, () =>
    assert.deepEqual(writable(text, known), { text: written, isEscaped: true }));

const fits = (line: string) => line.length <= 10;
test("lines break at spaces, and an address anywhere", () => {
  assert.deepEqual(wrap("un deux trois quatre", fits, 9), ["un deux", "trois", "quatre"]);
  assert.deepEqual(wrap("0123456789abc", fits, 9), ["0123456789", "abc"]);
  assert.deepEqual(wrap("0123456789 b", fits, 9), ["0123456789", "b"]);
});
test("what does not end is cut, and seen to be", () => {
  assert.deepEqual(wrap("x".repeat(2_000_000), fits, 2), ["xxxxxxxxxx", "xxxxxxx..."]);
});
test("of nothing there is one empty line", () => assert.deepEqual(wrap("  ", fits, 2), [""]));

const at = Date.parse("2026-11-26T17:30:05Z");
for (const text of ["https://exämple.fr/é", "😀🏳️‍🌈", "مرحبا", "\u0000\ud800", "x".repeat(3_000_000), "", "a\nb"])
  test(`one page, whatever the address is: ${JSON.stringify(text.slice(0, 20))}`, async () => {
    const rows = [{ label: "Adresse", text }];
    const bytes = await makeSheet({ lang: "fr", title: "Été", rows, notes: ["À garder"], escaped: "[ ]", at });
    const pdf = await PDFDocument.load(bytes);
    assert.equal(pdf.getPageCount(), 1);
    assert.equal(pdf.getCreationDate()?.getTime(), at);
  });
