import assert from "node:assert/strict";
import { test } from "node:test";
import { FORMAT, type Outline } from "../../shared/outline";
import { firstWords, nameOf, textOf } from "./file";

const outline = (...children: Outline["dialog"]["children"] & {}): Outline => ({
  format: FORMAT, host: "forum.example", lang: "fr", mount: "light", dialog: { tag: "div", children },
});

test("a box is told from others by its first words that are no shape", () => {
  const texts = ["Xxx, 00 ?", { tag: "h2", children: ["x", " Signaler xx "] }, "Annuler"];
  assert.equal(firstWords(outline(...texts)), "Signaler xx");
  assert.equal(firstWords(outline({ tag: "img", attributes: { "aria-label": "举报" } })), "举报");
  assert.equal(firstWords(outline("Xxx", { tag: "p" })), "");
});

test("the file is JSON with one end of line, and its name tells nothing", () => {
  const text = textOf(outline("Signaler"));
  assert.deepEqual(JSON.parse(text), outline("Signaler"));
  assert.match(text, /[^\n]\n$/);
  const deep = outline({ tag: "ul", children: ["Spam ".repeat(20), { tag: "b", children: ["\"x\"", ""] }] });
  assert.deepEqual(JSON.parse(textOf(deep)), deep);
  assert.match(textOf(deep), /\n +\{"tag":"b","children":\["\\"x\\"",""\]\}\n/, "what is short is one line");
  assert.equal(nameOf("2026-11-26"), "capture-2026-11-26.json");
});
