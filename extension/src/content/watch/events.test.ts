import assert from "node:assert/strict";
import { test } from "node:test";
import { EVENTS, activates, isOfUse } from "./events";

const never = -Infinity;
const key = (name: string, repeat = false) => ({ type: "keydown", timeStamp: 0, key: name, repeat });
const click = (timeStamp: number) => ({ type: "click", timeStamp });

test("the click of a press activates nothing again", () => assert.equal(activates(click(1400), 1000), false));

test("a click without a press activates", () => assert.equal(activates(click(1501), 1000), true));

test("a click before any press activates", () => assert.equal(activates(click(5), never), true));

for (const name of ["Enter", " "]) {
  test(`the key ${JSON.stringify(name)} activates at once`, () => {
    assert.equal(isOfUse(key(name)), true);
    assert.equal(activates(key(name), never), true);
  });
}

test("a key that is held activates once", () => assert.equal(isOfUse(key("Enter", true)), false));

for (const name of ["ArrowDown", "ArrowUp"]) {
  test(`${name} only begins the looks anew: it may move a choice`, () => {
    assert.equal(isOfUse(key(name)), true);
    assert.equal(activates(key(name), never), false);
  });
}

for (const name of ["a", "Escape", "Tab", "Shift", "1", "EnterX", "Arrow"]) {
  test(`the key ${name} means nothing`, () => assert.equal(isOfUse(key(name)), false));
}

for (const type of EVENTS.filter((each) => !/click|key/.test(each))) {
  test(`${type} is of use, and activates nothing where it happens`, () => {
    assert.equal(isOfUse({ type, timeStamp: 0 }), true);
    assert.equal(activates({ type, timeStamp: 0 }, never), false);
  });
}
