import assert from "node:assert/strict";
import { test } from "node:test";
import { LOOKS } from "../limits";
import { type Schedule, afterLook, atRest, nextLook } from "./schedule";

const beginLooks = (schedule: Schedule, at: number): Schedule => ({ ...schedule, begun: at });
const awaitReport = (schedule: Schedule, at: number): Schedule => ({ ...schedule, awaited: at });

/** When looks come, each taking `cost` milliseconds, up to `until`. */
function looks(schedule: Schedule, until: number, cost = 0): number[] {
  const all: number[] = [];
  let at = schedule.begun;
  for (;;) {
    const due = nextLook(schedule, at);
    if (due === Infinity || due > until) return all;
    all.push(due - schedule.begun);
    at = due + cost;
    schedule = afterLook(schedule, due, at);
  }
}

test("at rest there is no look", () => assert.equal(nextLook(atRest, 5000), Infinity));

test("after an action the looks come as planned, then none", () =>
  assert.deepEqual(looks(beginLooks(atRest, 1000), Infinity), LOOKS));

test("where nothing is to be looked at, the last look is enough", () => {
  const begun = beginLooks(atRest, 1000);
  assert.equal(nextLook(begun, 1000, true), 1000 + LOOKS.at(-1)!);
  assert.equal(nextLook(afterLook(begun, 4000, 4000), 4000, true), Infinity);
});

test("once something has changed there, it is looked at without delay", () =>
  assert.ok(nextLook(beginLooks(atRest, 1000), 1410) <= 1410));

test("another action begins the looks anew", () => {
  const before = afterLook(beginLooks(atRest, 1000), 1400, 1400);
  assert.equal(nextLook(beginLooks(before, 2000), 2000), 2000);
});

test("two looks keep their distance however many events come", () => {
  const looked = afterLook(beginLooks(atRest, 1000), 1000, 1000);
  assert.equal(nextLook(beginLooks(looked, 1001), 1001), 1016);
});

test("a look that took long leaves the page four times as long alone", () => {
  const looked = afterLook(beginLooks(atRest, 1000), 1000, 1030);
  assert.equal(nextLook(beginLooks(looked, 1031), 1031), 1030 + 4 * 30);
});

test("of the planned looks that one slow look missed, the next one is still due", () =>
  assert.deepEqual(looks(beginLooks(atRest, 0), 3000, 40).slice(0, 3), [0, 200, 400]));

test("where a report is awaited, looks go on for ten seconds", () => {
  const awaited = awaitReport(beginLooks(atRest, 0), 0);
  const all = looks(awaited, Infinity);
  assert.ok(all.at(-1)! >= 9900 && all.at(-1)! <= 10_100, `the last one at ${all.at(-1)}`);
});

test("an awaited report is met within 50 ms in the first second, within 100 ms after it", () => {
  const all = looks(awaitReport(beginLooks(atRest, 0), 0), 9000);
  for (const [place, at] of all.slice(1).entries()) {
    const gap = at - all[place]!;
    assert.ok(gap <= (at <= 1000 ? 50 : 100), `${gap} ms before the look at ${at}`);
  }
});

test("after the end of a report only the planned looks come", () => {
  const ended = awaitReport(awaitReport(beginLooks(atRest, 0), 0), -Infinity);
  assert.deepEqual(looks(ended, Infinity), LOOKS);
});

test("what is awaited does not end the planned looks", () => {
  const all = looks(awaitReport(beginLooks(atRest, 0), -9990), Infinity);
  assert.equal(all.at(-1), 3000);
});
