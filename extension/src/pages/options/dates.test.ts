import assert from "node:assert/strict";
import { test } from "node:test";
import { ageOf, daysSince, wordsOf } from "./dates";

const now = Date.parse("2026-11-24T18:30:00Z");
const day = 86_400_000;

for (const [days, want] of [
  [0.9, "aujourd’hui"],
  [1, "hier"],
  [3.5, "il y a 3 jours"],
  [59.9, "il y a 59 jours"],
  [61, "il y a 2 mois"],
  [400, "il y a 13 mois"],
  [800, "il y a 2 ans"],
] as const) {
  test(`${days} days are ${want}`, () => assert.equal(ageOf(now - days * day, now), want));
}
test("a page signed by a clock ahead of ours is of today", () => assert.equal(ageOf(now + day, now), "aujourd’hui"));
test("sixty days are sixty", () => {
  assert.deepEqual([daysSince(now - 60 * day, now), daysSince(now - 60 * day + 1, now)], [60, 59]);
});
test("a refusal has words", () => assert.match(wordsOf("offline"), /connexion/));
test("one that has none of its own is said to be one", () => {
  for (const code of ["unheard", "constructor", ""]) assert.match(wordsOf(code), /contrôles/);
});
