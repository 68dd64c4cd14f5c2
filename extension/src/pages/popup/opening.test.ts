import assert from "node:assert/strict";
import { test } from "node:test";
import type { Line } from "../../shared/messages";
import { type Opening, openingIn } from "./opening";

const call = { id: "phone", kind: "call" as const, name: "Call 1", href: "tel:1" };
const write = { id: "chat", kind: "write" as const, name: "Write to 1" };
const lineOf = (ways: Line["ways"]): Line => ({ id: "xx-1", name: "1", ways });
const either = [false, true];
const views = either.flatMap((touch) =>
  either.map((managed) => ({
    lang: "fr", dir: "ltr" as const, touch, managed, line: lineOf(managed ? [write, call] : [call]),
  })),
);
const daily = { zone: "Europe/Paris", from: "09:00", to: "23:00" };
const openings: Opening[] = [
  { country: "xx", zones: ["Europe/Paris", "Indian/Reunion"], daily, views },
  { country: "yy", zones: ["Europe/Brussels"], daily: null, views },
];

const at = (time: string) => Date.parse(`2026-11-24T${time}:00+01:00`);
const ways = (zone: string, time: string, { country = "", lang = "fr" } = {}) =>
  openingIn(openings, { zone, lang, touch: false, managed: false, now: at(time) }, { country })?.card.lines[0].ways.length;

test("the ways are there while the line answers, wherever the device is", () => {
  for (const [time, count] of [["08:59", 0], ["09:00", 1], ["22:59", 1], ["23:00", 0], ["00:00", 0]] as const) {
    assert.equal(ways("Europe/Paris", time), count, time);
    assert.equal(ways("Indian/Reunion", time), count, time);
    assert.equal(ways("Europe/Brussels", time), 1, time);
  }
});

test("what only the core knows is not guessed", () => {
  assert.equal(ways("UTC", "12:00"), undefined);
  assert.equal(ways("Europe/Berlin", "12:00"), undefined);
  assert.equal(ways("Europe/Paris", "12:00", { country: "yy" }), undefined);
  assert.equal(ways("Europe/Paris", "12:00", { country: "xx" }), 1);
  assert.equal(ways("Europe/Paris", "12:00", { lang: "ar" }), undefined);
});

test("in a browser that somebody manages the ways are those of one", () => {
  const device = { zone: "Europe/Paris", lang: "fr", touch: false, managed: true, now: at("12:00") };
  assert.deepEqual(openingIn(openings, device, { country: "" })?.card.lines[0].ways, [write, call]);
});
