import assert from "node:assert/strict";
import { test } from "node:test";
import { MOST_PER_MINUTE } from "../limits";
import { type Limiter, afterQuestion, pauseBefore, unused } from "./limiter";

const sent = (...times: number[]): Limiter => times.reduce(afterQuestion, unused);

test("the first question goes at once", () => assert.equal(pauseBefore(unused, 0), 0));

test("four go at once, the fifth a second after the first", () => {
  assert.equal(pauseBefore(sent(1000, 1001, 1002), 1003), 0);
  assert.equal(pauseBefore(sent(1000, 1001, 1002, 1003), 1004), 996);
});

test("after a second it goes", () => assert.equal(pauseBefore(sent(1000, 1001, 1002, 1003), 2000), 0));

test("what a person chose starts the second anew", () => {
  const limiter = { ...sent(1000, 1001, 1002, 1003), chosen: 1010 };
  assert.equal(pauseBefore(limiter, 1011), 0);
});

test("after a choice, too, no more than four go in a second", () => {
  const limiter = [1011, 1012, 1013, 1014].reduce(afterQuestion, { ...unused, chosen: 1010 });
  assert.equal(pauseBefore(limiter, 1015), 996);
});

test("sixty go in a minute, whatever a person chooses", () => {
  const limiter = sent(...Array.from({ length: 60 }, (_, place) => 1000 * place));
  assert.equal(pauseBefore({ ...limiter, chosen: 59_500 }, 59_600), 400);
  assert.equal(pauseBefore(limiter, 60_000), 0);
});

test("no more is kept than is needed", () => {
  const limiter = sent(...Array.from({ length: 200 }, (_, place) => place));
  assert.equal(limiter.sent.length, MOST_PER_MINUTE);
});
