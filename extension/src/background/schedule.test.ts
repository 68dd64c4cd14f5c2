import assert from "node:assert/strict";
import { test } from "node:test";
import { delayOf, isMissed, isTimeToCheck } from "./schedule";

const now = Date.parse("2026-11-24T18:30:00Z");
const minute = 60_000;
const day = 24 * 60;
const given = { interval: "day" as const, isChecked: false, planned: undefined, now, chance: 0.5 };

test("the first check comes at any time of the first day", () => {
  assert.equal(delayOf({ ...given, chance: 0 }), 0);
  assert.equal(delayOf(given), day / 2);
});
test("or week", () => assert.equal(delayOf({ ...given, interval: "week" }), (7 * day) / 2));
test("after a check the next comes a day later, and up to a tenth", () => {
  assert.equal(delayOf({ ...given, isChecked: true, chance: 0 }), day);
  assert.equal(delayOf({ ...given, isChecked: true, chance: 1 }), day * 1.1);
});
test("what is planned stands", () => assert.equal(delayOf({ ...given, planned: now + day * minute }), null));
test("what is late by a minute stands: the alarm goes off", () =>
  assert.equal(delayOf({ ...given, planned: now - minute }), null));
test("what was missed is made up for within ten minutes: an alarm in the past may never go off", () =>
  assert.equal(delayOf({ ...given, planned: now - 30 * day * minute }), 5));
test("what was planned by a wrong clock does not", () => {
  assert.equal(delayOf({ ...given, planned: now + 2 * day * minute }), day / 2);
});
test("a week's plan is too far once it is daily", () => {
  const planned = now + 6 * day * minute;
  assert.equal(delayOf({ ...given, planned }), day / 2);
  assert.equal(delayOf({ ...given, interval: "week", planned }), null);
});
test("ten minutes late is on time", () => {
  assert.equal(isMissed(now - 10 * minute, now), false);
  assert.equal(isMissed(now - 10 * minute - 1, now), true);
});

test("an alarm that was missed is put off once, and then it is time, whatever the clock says", () => {
  const created: chrome.alarms.AlarmCreateInfo[] = [];
  const create = async (_: string, info: chrome.alarms.AlarmCreateInfo) => created.push(info);
  Object.assign(globalThis, { chrome: { alarms: { create } } });
  const isTime = (scheduledTime: number, more: object = {}, name = "updates") =>
    isTimeToCheck({ name, scheduledTime, ...more } as chrome.alarms.Alarm);
  assert.equal(isTime(Date.now()), true);
  assert.equal(created.length, 0);
  assert.equal(isTime(0), false);
  assert.equal(created.length, 1);
  assert.equal(isTime(0, created[0]), true);
  assert.equal(created.length, 1);
  assert.equal(isTime(Date.now(), {}, "another"), false);
});
test("an alarm that is no time at all is planned anew", () => {
  for (const planned of [Infinity, NaN, 1e300]) assert.equal(delayOf({ ...given, planned }), day / 2, `${planned}`);
});
