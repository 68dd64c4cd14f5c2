import assert from "node:assert/strict";
import { test } from "node:test";
import { type Press, type Pressing, afterClick, afterKey, afterLook, afterPress, afterRelease } from "./choice";

const first = { id: 1 } as unknown as Element;
const second = { id: 2 } as unknown as Element;
const press = (node: Element, row = "row"): Press<string> => ({ node, row, isReleased: false });
const nothing: Pressing<string> = {};
const isThere = () => true;
const isGone = () => false;

test("a press alone chooses nothing", () => {
  const pressing = afterPress(nothing, press(first));
  assert.equal(afterLook(pressing, isThere, 0).choice, undefined);
});

test("a click chooses what was pressed, as it was before the page reacted", () => {
  const pressing = afterRelease(afterPress(nothing, press(first, "before")));
  assert.equal(afterClick(pressing, press(first, "after"), 10, false).choice?.row, "before");
});

test("a click on another row than the one pressed chooses that one", () => {
  const pressing = afterRelease(afterPress(nothing, press(first, "first")));
  assert.equal(afterClick(pressing, press(second, "second"), 10, false).choice?.row, "second");
});

test("a click beside all rows chooses nothing", () => {
  const { choice, pressing } = afterClick(afterPress(nothing, press(first)), undefined, 10, false);
  assert.equal(choice, undefined);
  assert.equal(pressing.press, undefined);
});

test("a click without a press, as by a tool, chooses", () =>
  assert.equal(afterClick(nothing, press(first), 10, true).choice?.node, first));

test("a choice is made once: the next look makes none", () => {
  const { pressing } = afterClick(afterRelease(afterPress(nothing, press(first))), press(first), 10, false);
  assert.equal(afterLook(pressing, isGone, 20).choice, undefined);
});

test("the click that a label passes on is no second choice", () => {
  const { pressing } = afterClick(nothing, press(first), 1000, false);
  assert.equal(afterClick(pressing, press(first), 1005, true).choice, undefined);
});

test("a second click on the same row a moment later is a choice", () => {
  const { pressing } = afterClick(nothing, press(first), 1000, false);
  assert.equal(afterClick(pressing, press(first), 1400, false).choice?.node, first);
});

test("a click on another row right after a choice is a choice", () => {
  const { pressing } = afterClick(nothing, press(first), 1000, false);
  assert.equal(afterClick(pressing, press(second), 1010, false).choice?.node, second);
});

test("a key chooses at once", () => assert.equal(afterKey(nothing, press(first), 10).choice?.node, first));

test("a key beside all rows chooses nothing, and the last choice stays known", () => {
  const { pressing } = afterKey(nothing, press(first), 10);
  const { choice, pressing: after } = afterKey(pressing, undefined, 20);
  assert.equal(choice, undefined);
  assert.equal(after.chosen?.node, first);
});

test("the click that a held key lets follow is no second choice", () => {
  const { pressing } = afterKey(nothing, press(first), 1000);
  assert.equal(afterClick(pressing, press(first), 3900, true).choice, undefined);
});

test("a pointer's click on the same row after a key is a choice", () => {
  const { pressing } = afterKey(nothing, press(first), 1000);
  assert.equal(afterClick(pressing, press(first), 1500, false).choice?.node, first);
});

test("a row that is gone between release and click was chosen", () => {
  const pressing = afterRelease(afterPress(nothing, press(first, "row")));
  const { choice, pressing: after } = afterLook(pressing, isGone, 10);
  assert.equal(choice?.row, "row");
  assert.deepEqual(after.chosen, { node: first, at: 10, byKey: false });
});

test("a row that goes while it is pressed is not chosen before the release", () => {
  const pressing = afterPress(nothing, press(first));
  assert.equal(afterLook(pressing, isGone, 10).choice, undefined);
  assert.equal(afterLook(afterRelease(pressing), isGone, 20).choice?.node, first);
});

test("another press forgets the one before it", () => {
  const pressing = afterRelease(afterPress(afterRelease(afterPress(nothing, press(first))), undefined));
  assert.equal(afterLook(pressing, isGone, 10).choice, undefined);
});
