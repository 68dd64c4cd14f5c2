import assert from "node:assert/strict";
import { test } from "node:test";
import { pauseBefore } from "./limiter";

test("the first question goes at once", () => assert.equal(pauseBefore([], 0), 0));

test("four go at once, the fifth a second after the first", () => {
  assert.equal(pauseBefore([1000, 1001, 1002], 1003), 0);
  assert.equal(pauseBefore([1000, 1001, 1002, 1003], 1004), 996);
});

test("after a second it goes", () => assert.equal(pauseBefore([1000, 1001, 1002, 1003], 2000), 0));

test("sixty go in a minute", () => {
  const sent = Array.from({ length: 60 }, (_, place) => 1000 * place);
  assert.equal(pauseBefore(sent, 59_600), 400);
  assert.equal(pauseBefore(sent, 60_000), 0);
});
