import assert from "node:assert/strict";
import { test } from "node:test";
import { pauseBefore } from "./limiter";

const never = -Infinity;

test("the first question goes at once", () => assert.equal(pauseBefore([], never, 0), 0));

test("four go at once, the fifth a second after the first", () => {
  assert.equal(pauseBefore([1000, 1001, 1002], never, 1003), 0);
  assert.equal(pauseBefore([1000, 1001, 1002, 1003], never, 1004), 996);
});

test("after a second it goes", () => assert.equal(pauseBefore([1000, 1001, 1002, 1003], never, 2000), 0));

test("what a person chose starts the second anew", () =>
  assert.equal(pauseBefore([1000, 1001, 1002, 1003], 1010, 1011), 0));

test("after a choice, too, no more than four go in a second", () =>
  assert.equal(pauseBefore([1011, 1012, 1013, 1014], 1010, 1015), 996));

test("sixty go in a minute, whatever a person chooses", () => {
  const sent = Array.from({ length: 60 }, (_, place) => 1000 * place);
  assert.equal(pauseBefore(sent, 59_500, 59_600), 400);
  assert.equal(pauseBefore(sent, never, 60_000), 0);
});
