import assert from "node:assert/strict";
import { test } from "node:test";
import type { RowKind } from "../../shared/messages";
import { made, plain, seen } from "../../../test/element";
import type { Seen } from "./look";
import { elementsOf, isList, isOn, kindOf, labelAround, rowPressedIn } from "./rows";

const kindAs = (element: Element) => kindOf(seen(element), false, false);
const input = (type: string, more = {}) => made("input", { type, ...more });
const role = (name: string, more = {}) => made("div", { role: name, ...more });
const option = (text: string, of = "option") => made("div", { class: of }, {}, text);
const three = () => [option("Spam"), option("Haine"), option("Autre")];
/** Siblings as they are seen in their parent. */
const childrenOf = (...parts: Element[]): Seen[] => elementsOf(seen(plain("div", ...parts)));
const kindsIn = (...parts: Element[]) => childrenOf(...parts).map((each) => kindOf(each, false, false));
const bullet = { style: { listStyleType: "disc" } };

const rows: [what: string, element: Element, kind: RowKind | ""][] = [
  ["a button", plain("button"), "button"],
  ["an input that is a button", input("button"), "button"],
  ["a button that submits", made("button", { type: "submit" }), "submit"],
  ["an input that submits", input("image"), "submit"],
  ["a link", made("a", { href: "/help/report" }), "link"],
  ["a link that leads nowhere", plain("a", "Spam"), ""],
  ["a link that is a button", made("a", { href: "#", role: "button" }), "button"],
  ["a drawn link", role("link"), "link"],
  ["an option", role("option"), "option"],
  ["a menu item", role("menuitemradio"), "menuitem"],
  ["a tree item", role("treeitem"), "item"],
  ["a tab", role("tab"), "button"],
  ["a summary", plain("summary"), "button"],
  ["a radio", input("radio"), "radio"],
  ["a drawn radio", role("radio"), "radio"],
  ["a button that is a drawn radio", made("button", { role: "radio" }), "radio"],
  ["a checkbox", input("checkbox"), "checkbox"],
  ["a switch", role("switch"), "checkbox"],
  ["the label of a radio", made("label", {}, { control: input("radio") }), "radio"],
  ["a label around a drawn checkbox", plain("label", role("checkbox")), "checkbox"],
  ["the label of a control that the site made itself", made("label", {}, { control: plain("x-radio") }, "Spam"), "label"],
  ["the label of a field", made("label", {}, { control: input("text") }, "Spam"), ""],
  ["the label of a button", made("label", {}, { control: plain("button") }, "Spam"), ""],
  ["a label of nothing", plain("label"), "label"],
  ["a list item", plain("li", "Spam"), "item"],
  ["what can be focused", made("span", { tabindex: "0" }, {}, "Spam"), "item"],
  ["what only a script can focus", made("span", { tabindex: "-1" }, {}, "Spam"), ""],
  ["a list item with a bullet", made("li", {}, bullet, "Spam"), ""],
  ["a list item with a button in it", plain("li", plain("button")), ""],
  ["a list item with a heading in it", plain("li", plain("h2")), ""],
  ["a list item with a field in it", plain("li", plain("textarea")), ""],
  ["a list item with a hidden button in it", plain("li", made("i", {}, { isHidden: true }, plain("button"))), ""],
  ["plain text", option("Spam"), ""],
];
for (const [what, element, kind] of rows) {
  test(`${what} is ${kind || "no row"}`, () => assert.equal(kindAs(element), kind));
}

test("a component that shows what is slotted is no row", () => {
  const shadowRoot = plain("div", plain("slot")) as unknown as ParentNode;
  assert.equal(kindAs(made("li", {}, { shadowRoot }, "Spam")), "");
});

test("what the cursor points out is a row", () =>
  assert.equal(kindOf(seen(plain("div", "Spam")), true, false), "item"));

test("what stands in a list that a press gave away is a row", () =>
  assert.equal(kindOf(seen(plain("div", "Spam")), false, true), "item"));

test("the label of a field is no row, whatever speaks for it", () => {
  const label = made("label", {}, { control: input("text") }, "Spam");
  assert.equal(kindOf(seen(label), true, true), "");
});

test("three siblings alike are rows, two are not", () => {
  assert.deepEqual(kindsIn(...three()), ["item", "item", "item"]);
  assert.deepEqual(kindsIn(...three().slice(1)), ["", ""]);
});

test("siblings of another class, without a class, or that say nothing do not count", () => {
  for (const third of [option("a", "other"), option("•"), option("@marie")]) {
    assert.equal(kindsIn(option("Spam"), option("Haine"), third)[0], "");
  }
  assert.equal(kindsIn(plain("div", "Spam"), plain("div", "Haine"), plain("div", "Autre"))[0], "");
});

test("siblings that are hidden count by what they say", () => {
  const hidden = (text: string) => made("div", { class: "option" }, { isHidden: true }, text);
  assert.equal(kindsIn(option("Spam"), option("Haine"), hidden("Autre"))[0], "item");
  assert.equal(kindsIn(option("Spam"), option("Haine"), hidden(""))[0], "");
});

test("a container of rows is no row, though the cursor points at all of it", () => {
  const list = seen(plain("div", ...three()));
  assert.equal(isList(list), true);
  assert.equal(kindOf(list, true, false), "");
});

test("three spans alike make no list", () => {
  const spans = ["a", "b", "c"].map((text) => made("span", { class: "x" }, {}, text));
  assert.equal(isList(seen(plain("div", ...spans))), false);
});

const ons: [what: string, element: Element, on: boolean][] = [
  ["a button", plain("button"), false],
  ["a button that is pressed", made("button", { "aria-pressed": "true" }), true],
  ["a radio that is checked", input("radio", { checked: true }), true],
  ["a drawn radio that is checked", role("radio", { checked: true }), true],
  ["an option that is selected", role("option", { "aria-selected": "true" }), true],
  ["the label of what is checked", made("label", {}, { control: input("radio", { checked: true }) }), true],
];
for (const [what, element, on] of ons) {
  test(`${what} is ${on ? "on" : "off"}`, () => assert.equal(isOn(seen(element)), on));
}

test("a nameless choice is named by the nearest thing around it that says something", () => {
  const inner = plain("span", input("radio"));
  const around = [inner, plain("div", inner, "Spam")].map(seen);
  assert.equal(labelAround(around), around[1]);
  assert.equal(labelAround(around.slice(0, 1)), null);
});

test("what holds a second choice names neither; a drawn twin is no second one", () => {
  const twin = () => made("span", { role: "radio" });
  const label = (...parts: Element[]) => labelAround([seen(plain("div", ...parts, plain("p", "Spam")))]);
  assert.equal(label(input("radio"), input("radio")), null);
  assert.equal(label(twin(), plain("span", twin())), null);
  assert.notEqual(label(input("radio"), twin()), null);
});

test("a press in one of several blocks alike gives the list away", () => {
  const list = seen(plain("div", ...three()));
  const text = seen(plain("span", "Spam"));
  assert.equal(rowPressedIn([text, elementsOf(list)[0], list]), 1);
  assert.equal(rowPressedIn([text, undefined, list]), -1);
});
