import assert from "node:assert/strict";
import { test } from "node:test";
import { EVENTS, meaningOf } from "./events";

const never = -Infinity;
const key = (name: string, repeat = false) => meaningOf({ type: "keydown", key: name, repeat, time: 0 }, never);

test("a press looks before the page reacts, and activates nothing yet", () =>
  assert.deepEqual(meaningOf({ type: "pointerdown", time: 0 }, never), ["read the gate", "look now", "press"]));

test("a release activates what was pressed", () =>
  assert.deepEqual(meaningOf({ type: "pointerup", time: 0 }, never), ["release", "activate", "look anew"]));

test("the click of a press activates nothing again", () =>
  assert.deepEqual(meaningOf({ type: "click", time: 1400 }, 1000), ["click", "look anew"]));

test("a click without a press activates", () =>
  assert.deepEqual(meaningOf({ type: "click", time: 1501 }, 1000), ["click", "activate", "look anew"]));

test("a click before any press activates", () =>
  assert.ok(meaningOf({ type: "click", time: 5 }, never).includes("activate")));

for (const name of ["Enter", " "]) {
  test(`the key ${JSON.stringify(name)} chooses and activates at once`, () =>
    assert.deepEqual(key(name), ["read the gate", "key", "activate", "look anew"]));
}

test("a key that is held chooses once", () => assert.deepEqual(key("Enter", true), []));

for (const name of ["ArrowDown", "ArrowUp"]) {
  test(`${name} only begins the looks anew: it may move a choice`, () => assert.deepEqual(key(name), ["look anew"]));
}

for (const name of ["a", "Escape", "Tab", "Shift", "1", "EnterX", "Arrow"]) {
  test(`the key ${name} means nothing`, () => assert.deepEqual(key(name), []));
}

test("a picked option is a choice", () =>
  assert.deepEqual(meaningOf({ type: "change", time: 0 }, never), ["pick", "look anew"]));

test("focus only begins the looks anew", () =>
  assert.deepEqual(meaningOf({ type: "focusin", time: 0 }, never), ["look anew"]));

test("every event that is listened to means something", () => {
  for (const type of EVENTS) assert.ok(meaningOf({ type, key: "Enter", time: 0 }, never).length, type);
  assert.deepEqual(meaningOf({ type: "scroll", time: 0 }, never), []);
});
