import assert from "node:assert/strict";
import { test } from "node:test";
import type { RowKind } from "../../shared/messages";
import { made, unread } from "../../../test/plain";
import type { Plain } from "./plain";
import { isList, isOn, kindOf, labelAround, rowPressedIn } from "./rows";

const option = (text: string, given = {}) => made("div", { className: "option", ...given }, text);
const three = () => [option("Spam"), option("Haine"), option("Autre")];
const radio = { element: {} as Element, choice: "radio" as const, isOn: true };

const rows: [what: string, node: Plain, kind: RowKind | ""][] = [
  ["a button", made("button"), "button"],
  ["a button that submits", made("button", { type: "submit" }), "submit"],
  ["an input that submits", made("input", { isRow: true, type: "image" }), "submit"],
  ["a link", made("a"), "link"],
  ["a link that is a button", made("a", { role: "button" }), "button"],
  ["a drawn link", made("div", { role: "link" }), "link"],
  ["an option", made("div", { role: "option" }), "option"],
  ["a menu item", made("div", { role: "menuitemradio" }), "menuitem"],
  ["a tree item", made("div", { role: "treeitem" }), "item"],
  ["a tab", made("div", { role: "tab" }), "button"],
  ["a drawn radio", made("div", { role: "radio", choice: "radio" }), "radio"],
  ["a switch", made("div", { role: "switch", choice: "checkbox" }), "checkbox"],
  ["the label of a radio", made("label", { control: radio }), "radio"],
  ["the label of a field", made("label", { control: { ...radio, choice: "" } }), ""],
  ["a label of nothing", made("label"), "label"],
  ["a list item", made("li", {}, "Spam"), "item"],
  ["a list item with a bullet", made("li", { isBulleted: true }, "Spam"), ""],
  ["a list item with a button in it", made("li", {}, made("button")), ""],
  ["a list item with a heading in it", made("li", {}, made("h2")), ""],
  ["a list item with a field in it", made("li", {}, made("textarea")), ""],
  ["a list item with a hidden button in it", made("li", {}, made("i", { below: unread({ more: true }) })), ""],
  ["a component that shows what is slotted", made("li", { hasSlots: true }, "Spam"), ""],
  ["plain text", made("div", { className: "option" }, "Spam"), ""],
];
for (const [what, node, kind] of rows) {
  test(`${what} is ${kind || "no row"}`, () => assert.equal(kindOf(node, false, false), kind));
}

test("what the cursor points out is a row", () => assert.equal(kindOf(made("div", {}, "Spam"), true, false), "item"));

test("what stands in a list that a press gave away is a row", () =>
  assert.equal(kindOf(made("div", {}, "Spam"), false, true), "item"));

test("three siblings alike are rows, two are not", () => {
  const all = three();
  made("div", {}, ...all);
  assert.deepEqual(all.map((each) => kindOf(each, false, false)), ["item", "item", "item"]);
  const two = three().slice(1);
  made("div", {}, ...two);
  assert.deepEqual(two.map((each) => kindOf(each, false, false)), ["", ""]);
});

test("siblings of another class, without a class, or that say nothing do not count", () => {
  for (const third of [option("a", { className: "other" }), option("•"), option("@marie")]) {
    const all = [option("Spam"), option("Haine"), third];
    made("div", {}, ...all);
    assert.equal(kindOf(all[0]!, false, false), "");
  }
  const bare = three().map((each) => ({ ...each, className: "" }));
  made("div", {}, ...bare);
  assert.equal(kindOf(bare[0]!, false, false), "");
});

test("siblings that are hidden count by what they say", () => {
  const hidden = option("", { isLeftOut: true, below: unread({ says: true }) });
  hidden.below = unread({ says: true });
  const all = [option("Spam"), option("Haine"), hidden];
  made("div", {}, ...all);
  assert.equal(kindOf(all[0]!, false, false), "item");
});

test("a container of rows is no row, though the cursor points at all of it", () => {
  const list = made("div", {}, ...three());
  assert.equal(isList(list), true);
  assert.equal(kindOf(list, true, false), "");
});

test("three spans alike make no list", () => {
  const spans = ["a", "b", "c"].map((text) => made("span", { className: "x" }, text));
  assert.equal(isList(made("div", {}, ...spans)), false);
});

test("something is on if it is, if anything in it is, or if its control is", () => {
  assert.equal(isOn(made("button")), false);
  assert.equal(isOn(made("button", { isOn: true })), true);
  assert.equal(isOn(made("label", {}, made("span", {}, made("input", { isOn: true })))), true);
  assert.equal(isOn(made("label", { control: radio })), true);
});

test("a nameless choice is named by the nearest thing around it that says something", () => {
  const choice = made("input", { choice: "radio" });
  const inner = made("span", {}, choice);
  const outer = made("div", {}, inner, "Spam");
  assert.equal(labelAround([inner, outer]), outer);
  assert.equal(labelAround([inner]), null);
});

test("what holds a second choice names neither; a drawn twin is no second one", () => {
  const twin = () => made("span", { role: "radio", choice: "radio" });
  const input = () => made("input", { choice: "radio" });
  assert.equal(labelAround([made("div", {}, input(), input(), "Spam")]), null);
  assert.equal(labelAround([made("div", {}, twin(), made("span", {}, twin()), "Spam")]), null);
  assert.notEqual(labelAround([made("div", {}, input(), twin(), "Spam")]), null);
});

test("a press in one of several blocks alike gives the list away", () => {
  const all = three();
  const list = made("div", {}, ...all);
  made("section", {}, list);
  const text = made("span", {}, "Spam");
  assert.equal(rowPressedIn([text, all[0], list]), 1);
  assert.equal(rowPressedIn([text, undefined, list]), -1);
});
