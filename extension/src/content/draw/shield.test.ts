import assert from "node:assert/strict";
import { test } from "node:test";
import { answer, judge, raised, type Seen, type Shield } from "./shield";

/** An event, and whether it started in ours. */
type Happened = [Seen, boolean];

const event = (type: string, isOurs: boolean, change: Partial<Seen> = {}): Happened => [
  {
  type,
  timeStamp: 1000,
  detail: 1,
  clientX: 100,
  clientY: 100,
  key: "",
  shiftKey: false,
  buttons: 0,
  ...change,
  },
  isOurs,
];

const run = (...events: Happened[]): Shield => events.reduce((shield, each) => judge(shield, ...each), raised);
const isAstray = (...events: Happened[]): boolean => !!run(...events).isAstray;

test("what the page's own press does is the page's", () => {
  assert.equal(isAstray(event("pointerdown", false), event("pointerup", false)), false);
});
test("the end of a press dragged out of ours is not", () => {
  for (const type of ["pointerup", "mouseup", "click", "auxclick", "touchend", "contextmenu"]) {
    assert.equal(isAstray(event("pointerdown", true), event(type, false)), true, type);
  }
});
test("moves are, also meanwhile", () => {
  assert.equal(isAstray(event("pointerdown", true), event("pointermove", false)), false);
});
test("the click ends the press", () => {
  const clicked = [event("pointerdown", true), event("click", true)];
  assert.equal(isAstray(...clicked, event("mouseup", false)), false);
});
test("the second half of a double click that dismissed it stays ours", () => {
  const first = [event("pointerdown", true), event("pointerup", true), event("click", true)];
  const twice = event("pointerdown", false, { timeStamp: 1300, clientX: 110 });
  assert.equal(isAstray(...first, twice), true);
  assert.equal(isAstray(...first, twice, event("click", false, { timeStamp: 1320 })), true);
});
test("later it is the page's", () => {
  assert.equal(
    isAstray(event("pointerdown", true), event("click", true), event("pointerdown", false, { timeStamp: 1400 })),
    false,
  );
});
test("elsewhere, too", () => {
  const away = event("pointerdown", false, { timeStamp: 1100, clientX: 124 });
  assert.equal(isAstray(event("pointerdown", true), event("click", true), away), false);
});
test("the release of the key that folded it stays ours", () => {
  assert.equal(isAstray(event("keydown", true, { key: "Escape" }), event("keyup", false, { key: "Escape" })), true);
});
test("the release of the page's key is the page's", () => {
  assert.equal(isAstray(event("keydown", false), event("keyup", false)), false);
});
test("a key ends the press", () => {
  assert.equal(isAstray(event("pointerdown", true), event("keydown", false), event("click", false)), false);
});
test("the pointer is kept while it is over the page", () => {
  assert.deepEqual(run(event("pointermove", false)).pointer, { l: 76, t: 76, r: 124, b: 124 });
});
test("and forgotten over ours", () => {
  assert.equal(run(event("pointermove", false), event("pointermove", true)).pointer, null);
});
test("other events have no pointer", () => {
  assert.deepEqual(run(event("pointermove", false), event("click", false, { clientX: 0 })).pointer?.l, 76);
});
test("what began in the page reaches it where it ends over ours", () => {
  const held = [event("pointerdown", false, { buttons: 1 }), event("pointermove", true, { buttons: 1 })];
  for (const type of ["pointerup", "mouseup"]) assert.equal(run(...held, event(type, true)).isPassing, true, type);
  assert.equal(run(...held, event("click", true)).isPassing, false);
  assert.equal(run(...held, event("pointerup", true), event("pointermove", true)).isPassing, false);
});
test("so does a drag, which ends the press", () => {
  const pressed = event("pointerdown", false, { buttons: 1 });
  const dragged = [pressed, event("dragstart", false), event("pointercancel", false)];
  for (const type of ["dragover", "drop"]) {
    assert.equal(run(...dragged, event(type, true)).isPassing, true, type);
  }
});
test("and the release of the page's key, that moved the focus into ours", () => {
  assert.equal(run(event("keydown", false, { key: "Tab" }), event("keyup", true, { key: "Tab" })).isPassing, true);
  assert.equal(run(event("keydown", true, { key: "Tab" }), event("keyup", true, { key: "Tab" })).isPassing, false);
});
test("nothing of ours is dragged", () => {
  assert.equal(isAstray(event("pointerdown", true), event("dragstart", true)), true);
});
test("what is dragged over ours, from the page or from outside, is the page's", () => {
  for (const type of ["dragenter", "dragover", "drop"]) assert.equal(run(event(type, true)).isPassing, true, type);
});
test("a judgement changes no former shield", () => {
  const before = Object.freeze({ ...raised });
  for (const type of ["pointerdown", "keydown", "click", "pointermove"]) judge(before, ...event(type, true));
});

const tab = { type: "keydown", key: "Tab", shiftKey: false };
const back = { ...tab, shiftKey: true };

test("Tab stays while another control of ours follows", () => {
  assert.deepEqual(
    [0, 1, 2].map((here) => answer(tab, here, 3, false)),
    ["stay", "stay", "leave"],
  );
});
test("Shift+Tab, while one comes before", () => {
  assert.deepEqual(
    [0, 1, 2].map((here) => answer(back, here, 3, false)),
    ["leave", "stay", "stay"],
  );
});
test("from what is no control Shift+Tab leaves", () => assert.equal(answer(back, -1, 3, false), "leave"));
test("every other key stays", () => {
  for (const key of ["a", "Enter", " ", "ArrowDown"]) {
    assert.equal(answer({ type: "keydown", key, shiftKey: false }, 0, 1, false), "stay", key);
  }
});
test("Escape folds", () => {
  assert.equal(answer({ type: "keydown", key: "Escape", shiftKey: false }, 0, 1, false), "fold");
});
test("the focus that comes backwards to the first control means the last", () => {
  const focusin = { type: "focusin", key: "", shiftKey: false };
  assert.equal(answer(focusin, 0, 3, true), "last");
  assert.equal(answer(focusin, 0, 3, false), "stay");
  assert.equal(answer(focusin, 2, 3, true), "stay");
});
