import assert from "node:assert/strict";
import { test } from "node:test";
import { type Press, type Pressing, afterAct, afterLook } from "./choice";

const first = { id: 1 } as unknown as Element;
const second = { id: 2 } as unknown as Element;
const press = (node: Element, row = "row"): Press<string> => ({ node, row });
const nothing: Pressing<string> = {};
const isThere = () => true;
const isGone = () => false;
/** What is pressed once the pointer went down on `on`, and came up. */
const down = (on?: Press<string>, before = nothing) => afterAct(before, "press", on, 0)[0];
const downAndUp = (on?: Press<string>, before = nothing) => ({ ...down(on, before), isReleased: true });
const choiceOf = ([, choice]: [Pressing<string>, Press<string>?]) => choice;

test("a press alone chooses nothing", () =>
  assert.deepEqual(afterAct(nothing, "press", press(first), 0), [{ press: press(first), chosen: undefined }]));

test("a click chooses what was pressed, as it was before the page reacted", () => {
  const outcome = afterAct(downAndUp(press(first, "before")), "click", press(first, "after"), 10);
  assert.equal(choiceOf(outcome)?.row, "before");
});

test("a click on another row than the one pressed chooses that one", () =>
  assert.equal(choiceOf(afterAct(downAndUp(press(first, "one")), "click", press(second, "two"), 10))?.row, "two"));

test("a click beside all rows chooses nothing", () => {
  const [pressing, choice] = afterAct(down(press(first)), "click", undefined, 10);
  assert.equal(choice, undefined);
  assert.equal(pressing.press, undefined);
});

test("a click without a press, as by a tool, chooses", () =>
  assert.equal(choiceOf(afterAct(nothing, "click by key", press(first), 10))?.node, first));

test("a choice is made once: the next look makes none", () => {
  const [pressing] = afterAct(downAndUp(press(first)), "click", press(first), 10);
  assert.equal(choiceOf(afterLook(pressing, isGone, 20)), undefined);
});

test("the click that a label passes on is no second choice", () => {
  const [pressing] = afterAct(nothing, "click", press(first), 1000);
  assert.equal(choiceOf(afterAct(pressing, "click by key", press(first), 1005)), undefined);
});

test("a second click on the same row a moment later is a choice", () => {
  const [pressing] = afterAct(nothing, "click", press(first), 1000);
  assert.equal(choiceOf(afterAct(pressing, "click", press(first), 1400))?.node, first);
});

test("a click on another row right after a choice is a choice", () => {
  const [pressing] = afterAct(nothing, "click", press(first), 1000);
  assert.equal(choiceOf(afterAct(pressing, "click", press(second), 1010))?.node, second);
});

test("a key chooses at once", () => assert.equal(choiceOf(afterAct(nothing, "key", press(first), 10))?.node, first));

test("a key beside all rows chooses nothing, and the last choice stays known", () => {
  const [pressing] = afterAct(nothing, "key", press(first), 10);
  const [after, choice] = afterAct(pressing, "key", undefined, 20);
  assert.equal(choice, undefined);
  assert.equal(after.chosen?.node, first);
});

test("the click that a held key lets follow is no second choice", () => {
  const [pressing] = afterAct(nothing, "key", press(first), 1000);
  assert.equal(choiceOf(afterAct(pressing, "click by key", press(first), 3900)), undefined);
});

test("a pointer's click on the same row after a key is a choice", () => {
  const [pressing] = afterAct(nothing, "key", press(first), 1000);
  assert.equal(choiceOf(afterAct(pressing, "click", press(first), 1500))?.node, first);
});

test("a row that is gone between release and click was chosen", () => {
  const [pressing, choice] = afterLook(downAndUp(press(first)), isGone, 10);
  assert.equal(choice?.row, "row");
  assert.deepEqual(pressing.chosen, { node: first, at: 10, byKey: false });
});

test("a row that is still there after the release is not chosen by a look", () =>
  assert.equal(choiceOf(afterLook(downAndUp(press(first)), isThere, 10)), undefined));

test("a row that goes while it is pressed is not chosen before the release", () => {
  assert.equal(choiceOf(afterLook(down(press(first)), isGone, 10)), undefined);
  assert.equal(choiceOf(afterLook(downAndUp(press(first)), isGone, 20))?.node, first);
});

test("another press forgets the one before it, and its release", () => {
  assert.equal(choiceOf(afterLook(downAndUp(undefined, downAndUp(press(first))), isGone, 10)), undefined);
  assert.equal(choiceOf(afterLook(down(press(second), downAndUp(press(first))), isGone, 10)), undefined);
});
