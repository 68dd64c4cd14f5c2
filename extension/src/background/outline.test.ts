import assert from "node:assert/strict";
import { test } from "node:test";
import type { MaskRequest } from "../shared/messages";
import type { Copied } from "../shared/outline";
import { outlineOf } from "./outline";

const copied = (...said: Copied["said"]): Copied => ({
  lang: "fr", mount: "light", cut: false, said,
  dialog: {
    tag: "div",
    attributes: { role: "dialog", "aria-label": 0 },
    children: said.map((_, i) => ({ tag: "p", children: [i] })),
  },
});

test("the core says what stays of each text, once, labels apart from others", () => {
  const asked: MaskRequest[] = [];
  const mask = (request: MaskRequest) => {
    asked.push(request);
    return { labels: request.labels.map((it) => `<${it}>`), texts: request.texts.map((it) => `(${it})`) };
  };
  const said = [["a", true], ["b", false], ["a", true], ["a", false]] as const;
  const texts = said.map(([text, isLabel]) => ({ text, isLabel }));
  const outline = outlineOf(copied(...texts), "forum.example", "fr-FR", mask);
  assert.deepEqual(asked.map(({ page, labels, texts }) => ({ page, labels, texts })), [
    { page: "fr", labels: ["a"], texts: ["b", "a"] },
  ]);
  assert.deepEqual(outline, {
    format: "bouton3018/dialog/1", host: "forum.example", lang: "fr", mount: "light",
    dialog: {
      tag: "div", attributes: { role: "dialog", "aria-label": "<a>" },
      children: ["<a>", "(b)", "<a>", "(a)"].map((text) => ({ tag: "p", children: [text] })),
    },
  });
});

test("where the core does not answer, or there is no room to ask, only shapes are left", () => {
  const texts = (outline: ReturnType<typeof outlineOf>) =>
    outline.dialog.children?.map((each) => (each as { children: string[] }).children[0]);
  const none = outlineOf(copied({ text: "Signaler Léa", isLabel: true }), "a.example", "fr-FR", () => null);
  assert.deepEqual(texts(none), ["Xxxxxxxx Xxx"]);
  const many = Array.from({ length: 300 }, (_, i) => ({ text: `Signaler ${"é".repeat(100)} ${i}`, isLabel: true }));
  let bytes = 0;
  const long = outlineOf(copied(...many), "a.example", "fr-FR", (request) => {
    bytes = new TextEncoder().encode(JSON.stringify(request)).length;
    return request;
  });
  assert.ok(bytes > 15_000 && bytes < 24 << 10, String(bytes));
  assert.match(texts(long)?.[0] ?? "", /^Signaler/);
  assert.match(texts(long)?.at(-1) ?? "", /^Xxxxxxxx x{100} 000$/);
});
