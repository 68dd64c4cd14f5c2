import assert from "node:assert/strict";
import { test } from "node:test";
import { Limit, LOOKS } from "../limits";
import { type Schedule, afterAct, afterChange, afterLook, atRest, nextLook } from "./schedule";

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
  assert.deepEqual(looks(afterAct(atRest, 1000), Infinity), LOOKS));

test("where nothing is to be looked at, the last look is enough", () => {
  const begun = afterAct(atRest, 1000);
  assert.equal(nextLook(begun, 1000, true), 1000 + LOOKS.at(-1)!);
  assert.equal(nextLook(afterLook(begun, 4000, 4000), 4000, true), Infinity);
});

test("another action begins the looks anew", () => {
  const before = afterLook(afterAct(atRest, 1000), 1400, 1400);
  assert.equal(nextLook(afterAct(before, 2000), 2000), 2000);
});

test("two looks keep their distance however many events come", () => {
  const looked = afterLook(afterAct(atRest, 1000), 1000, 1000);
  assert.equal(nextLook(afterAct(looked, 1001), 1001), 1016);
});

/** When looks come while the page changes every 20 ms. */
function looksWhileChanging(schedule: Schedule, from: number, until: number): number[] {
  const all: number[] = [];
  for (let at = from; at < until; at += 20) {
    schedule = afterChange(schedule, at);
    const due = nextLook(schedule, at);
    if (due >= at + 20) continue;
    all.push(due);
    schedule = afterLook(schedule, due, due);
  }
  return all;
}

test("a page that goes on by itself is looked at ever less often, and at the end once a second", () => {
  const all = looksWhileChanging(afterAct(atRest, 0), 0, 20_000);
  assert.ok(all[0]! < 20 && all[1]! < 60);
  assert.ok(all.length < 30, `${all.length} looks`);
  const gaps = all.slice(1).map((at, place) => at - all[place]!);
  assert.ok(Math.max(...gaps) <= Limit.CALM + 20);
});

test("once a person acts, it is looked at again without delay", () => {
  let schedule = afterAct(atRest, 0);
  for (let at = 0; at < 5000; at += 20) schedule = afterLook(afterChange(schedule, at), at, at);
  assert.equal(nextLook(afterChange(schedule, 5000), 5000), 4980 + Limit.CALM);
  assert.equal(nextLook(afterAct(schedule, 5000), 5000), 5000);
});

test("one change takes nothing from the planned looks", () => {
  const planned = afterChange(afterAct(atRest, 0), 100);
  assert.deepEqual(looks(planned, Infinity), LOOKS);
});

test("a look that took long leaves the page four times as long alone", () => {
  const looked = afterLook(afterAct(atRest, 1000), 1000, 1030);
  assert.equal(nextLook(afterAct(looked, 1031), 1031), 1030 + 4 * 30);
});

test("of the planned looks that one slow look missed, the next one is still due", () =>
  assert.deepEqual(looks(afterAct(atRest, 0), 3000, 40).slice(0, 3), [0, 200, 400]));

test("where a report is awaited, looks go on for ten seconds", () => {
  const awaited = awaitReport(afterAct(atRest, 0), 0);
  const all = looks(awaited, Infinity);
  assert.ok(all.at(-1)! >= 9900 && all.at(-1)! <= 10_100, `the last one at ${all.at(-1)}`);
});

test("an awaited report is met within 50 ms in the first second, within 100 ms after it", () => {
  const all = looks(awaitReport(afterAct(atRest, 0), 0), 9000);
  for (const [place, at] of all.slice(1).entries()) {
    const gap = at - all[place]!;
    assert.ok(gap <= (at <= 1000 ? 50 : 100), `${gap} ms before the look at ${at}`);
  }
});

test("after the end of a report only the planned looks come", () => {
  const ended = awaitReport(awaitReport(afterAct(atRest, 0), 0), -Infinity);
  assert.deepEqual(looks(ended, Infinity), LOOKS);
});

test("what is awaited does not end the planned looks", () => {
  const all = looks(awaitReport(afterAct(atRest, 0), -9990), Infinity);
  assert.equal(all.at(-1), 3000);
});
