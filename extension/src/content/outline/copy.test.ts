import assert from "node:assert/strict";
import { test } from "node:test";
import { made, plain } from "../../../test/element";
import type { Node, Text } from "../../shared/outline";
import { MOST, copyOf, startCopy } from "./copy";

const nobody = new Set<string>();

function copied(box: Element) {
  const copying = startCopy(nobody, () => false);
  const dialog = copyOf(box, copying);
  const said = copying.said.map(({ text, isLabel }) => `${isLabel ? "label" : "text"}: ${text}`);
  return { dialog, said, cut: copying.cut };
}

const count = (node: Node<Text>): number =>
  1 + (node.children ?? []).reduce<number>((sum, each) => sum + (typeof each === "object" ? count(each) : 0), 0);
const depth = (node: Node<Text>): number =>
  1 + Math.max(0, ...(node.children ?? []).map((each) => (typeof each === "object" ? depth(each) : 0)));

test("structure stays, and texts are numbers until the core has seen them", () => {
  const { dialog, said } = copied(
    made("div", { role: "dialog", class: "_abn2", "aria-label": "Signaler" }, {},
      plain("h2", "Pourquoi ?"),
      made("button", { "data-testid": "reason" }, { style: { cursor: "pointer" } }, "Harcèlement"),
      plain("p", "Léa l’a écrit.")),
  );
  assert.deepEqual(dialog, {
    tag: "div", attributes: { role: "dialog", "aria-label": 0 }, block: true, size: 16,
    children: [
      { tag: "h2", block: true, children: [1] },
      { tag: "button", attributes: { "data-testid": "reason" }, pointer: true, children: [2] },
      { tag: "p", block: true, children: [3] },
    ],
  });
  assert.deepEqual(said, ["label: Signaler", "label: Pourquoi ?", "label: Harcèlement", "text: Léa l’a écrit."]);
});

test("what people wrote is a shape before anybody is asked", () => {
  const { dialog, said } = copied(
    plain("div",
      plain("blockquote", "Je vais te tuer"),
      plain("article", plain("button", "Signaler Tom")),
      made("a", { href: "/lea_2012" }, {}, "lea_2012"),
      made("textarea", { placeholder: "Écris" }, {}, "à Tom"),
      made("input", { type: "text", value: "Tom" }),
      plain("p", `Tom ${"dit que ".repeat(20)}`)),
  );
  assert.deepEqual(said, []);
  const [quote, article, person, area, field, long] = dialog.children as Node<Text>[];
  assert.deepEqual(quote?.children, ["Xx xxxx xx xxxx"]);
  assert.deepEqual((article?.children?.[0] as Node<Text>).children, ["Xxxxxxxx Xxx"]);
  assert.deepEqual([person?.tag, person?.children], ["q", ["xxx-0000"]]);
  assert.deepEqual([area?.children, area?.attributes], [undefined, undefined]);
  assert.deepEqual([field?.children, field?.attributes], [undefined, { type: "text" }]);
  assert.match(String(long?.children?.[0]), /^Xxx xxx xxx /);
});

test("names of icons and buttons are texts, addresses and pictures are none", () => {
  const { dialog, said } = copied(
    plain("div",
      made("img", { src: "/lea.jpg", alt: "Photo de Léa" }),
      made("button", { "aria-label": "Fermer" }, {}, plain("svg", plain("title", "Croix"))),
      made("input", { type: "submit", value: "Envoyer" }),
      made("a", { href: "/aide/signaler" }, {}, "Aide")),
  );
  assert.deepEqual(said, ["text: Photo de Léa", "label: Fermer", "label: Croix", "label: Envoyer", "label: Aide"]);
  assert.deepEqual(dialog.children?.map((each) => (each as Node<Text>).attributes), [
    { alt: 0 }, { "aria-label": 1 }, { type: "submit", "aria-label": 3 }, { role: "link" },
  ]);
});

test("what is not seen is left out, but for a choice that something else is drawn for", () => {
  const { dialog, said } = copied(
    plain("div",
      made("p", {}, { isHidden: true }, "Signaler"),
      made("span", {}, { isClear: true }, "Caché",
        made("input", { type: "radio", name: "reason" }, { isClear: true }))),
  );
  assert.deepEqual(said, []);
  assert.deepEqual(dialog.children, [
    { tag: "span", unseen: true,
      children: [{ tag: "input", attributes: { type: "radio", name: "reason" }, unseen: true }] },
  ]);
});

test("odd elements are plain boxes", () => {
  const odd = ["math", "frameset", "font-é", `x-${"a".repeat(50)}`].map((tag) => plain(tag));
  const { dialog } = copied(plain("div", ...odd, plain("x-row")));
  assert.deepEqual(dialog.children?.map((each) => (each as Node<Text>).tag), ["div", "div", "div", "div", "x-row"]);
});

test("a label finds what it is for, by a number", () => {
  const { dialog } = copied(
    plain("div",
      made("input", { type: "radio", id: "user-612-lea" }),
      made("label", { for: "user-612-lea" }, {}, "Spam")),
  );
  assert.deepEqual(dialog.children?.map((each) => (each as Node<Text>).attributes), [
    { type: "radio", id: "n1" }, { for: "n1" },
  ]);
});

test("of a large box a part is taken, and that is said", () => {
  const wide = copied(plain("div", ...Array.from({ length: 2 * MOST.nodes }, () => plain("p"))));
  assert.deepEqual([count(wide.dialog), wide.cut], [MOST.nodes, true]);
  let deep = plain("b", "Spam");
  for (let i = 0; i < 2 * MOST.depth; i++) deep = plain("div", deep);
  const { dialog, cut, said } = copied(deep);
  assert.deepEqual([depth(dialog), cut, said], [MOST.depth + 1, true, []]);
  const many = copied(plain("div", ...Array.from({ length: 2 * MOST.texts }, (_, i) => plain("p", `Spam ${i}`))));
  assert.deepEqual([many.said.length, many.cut], [MOST.texts, true]);
  const long = copied(plain("div", ...Array.from({ length: MOST.texts }, () => plain("p", "Spam ".repeat(100)))));
  assert.deepEqual([long.said.length, long.cut], [0, true]);
  assert.ok(!copied(plain("div", "Spam")).cut);
});
