import assert from "node:assert/strict";
import { test } from "node:test";
import { made, plain, timesAsked } from "../../../test/element";
import { Limit } from "../limits";
import { signOf } from "./find";

const box = (...parts: (string | Element)[]) => made("div", { role: "dialog" }, { height: 300 }, ...parts);
const step = (title: string, isHidden = false) => made("section", {}, { isHidden }, plain("h1", title));
const sign = (element: Element) => signOf(element, undefined);

test("a box that says the same has the same sign", () =>
  assert.equal(sign(box(step("Plus"), "Copier")), sign(box(step("Plus"), "Copier"))));

test("a counter makes no other dialog", () =>
  assert.equal(sign(box(step("Partager 9 photos"))), sign(box(step("Partager 10 photos")))));

const said = box(step("Plus"), step("Signaler", true));
const others: [what: string, box: Element][] = [
  ["another title", box(step("Moins"), step("Signaler", true))],
  ["another step shown", box(step("Plus", true), step("Signaler"))],
  ["one more element, even unseen", box(step("Plus"), step("Signaler", true), made("i", {}, { isHidden: true }))],
  ["another name", made("div", { "aria-label": "Signaler" }, { height: 300 }, step("Plus"), step("Signaler", true))],
  ["another height", made("div", {}, { height: 310 }, step("Plus"), step("Signaler", true))],
  ["the same in a shadow root", made("div", {}, { height: 300, shadowRoot: said as unknown as ParentNode })],
];
for (const [what, other] of others) {
  test(`${what} is another sign`, () => assert.notEqual(sign(other), sign(said)));
}

test("our own host is no part of it", () => {
  const host = plain("div", "3018");
  assert.equal(signOf(box("a", host), host), sign(box("a", made("div", {}, { isHidden: true }))));
});

test("however much there is, little is asked", () => {
  const rows = Array.from({ length: 10_000 }, (_, place) => plain("li", `Commentaire ${place}`));
  const list = plain("ul", ...rows);
  sign(box(list));
  assert.ok([list, ...rows].filter(timesAsked).length <= Limit.MOST_IN_SIGN + 1);
});
