import assert from "node:assert/strict";
import { test } from "node:test";
import { dropPauses, endOfPause, isQuiet, pausesIn, readPauses, setPause, siteOf } from "./pause";

const hour = 3_600_000;
const at = (day: number, clock: number, minute = 0) => new Date(2026, 10, day, clock, minute).getTime();

test("a pause lasts until the morning", () => {
  for (const [clock, minute] of [
    [8, 0],
    [18, 30],
    [23, 59],
  ])
    assert.equal(endOfPause(at(24, clock, minute)), at(25, 6));
});
test("after midnight the morning is the same day's", () => assert.equal(endOfPause(at(25, 0, 30)), at(25, 6)));
test("at dawn it is the next day's", () => assert.equal(endOfPause(at(25, 4)), at(26, 6)));
test("each hour of two weeks has an end that counts", () => {
  for (let now = at(1, 0); now < at(15, 0); now += hour) {
    const end = endOfPause(now);
    assert.deepEqual(pausesIn({ tiktok: end }, now), { tiktok: end });
    assert.deepEqual(pausesIn({ tiktok: end }, end), {});
  }
});
test("no foreign hand silences a site for long", () => {
  const now = at(24, 12);
  const stored = { tiktok: now + 400 * hour, x: "soon", "<b>": now + hour, messenger: Infinity, instagram: now + hour };
  assert.deepEqual(pausesIn(stored, now), { instagram: now + hour });
  for (const odd of [undefined, null, 7, "x", []]) assert.deepEqual(pausesIn(odd, now), {});
});
test("a site is quiet when it is off or paused, and only then", () => {
  const quiet = (off: string[], pauses: Record<string, number>) => isQuiet(siteOf("tiktok", { off }, pauses));
  assert.deepEqual(
    [quiet([], {}), quiet(["tiktok"], {}), quiet([], { tiktok: 1 }), quiet(["x"], { x: 1 })],
    [false, true, true, false],
  );
});

const areaOf = (area: Record<string, unknown>) => ({
  get: async (key: string) => ({ [key]: area[key] }),
  set: async (change: object) => void Object.assign(area, change),
});

for (const inIncognitoContext of [false, true]) {
  test(`a pause is kept ${inIncognitoContext ? "in memory in a private window" : "until it is ended"}`, async () => {
    const [local, session] = [{}, {}];
    const storage = { local: areaOf(local), session: areaOf(session) };
    Object.assign(globalThis, { chrome: { storage, extension: { inIncognitoContext } } });
    const now = at(24, 12);
    await setPause("tiktok", true, now);
    assert.deepEqual(await readPauses(now), { tiktok: at(25, 6) });
    assert.equal(Object.keys(inIncognitoContext ? local : session).length, 0);
    await setPause("messenger", true, now);
    await setPause("tiktok", false, now);
    assert.deepEqual(await readPauses(now), { messenger: at(25, 6) });
    await setPause("forum.fr", true, now);
    await dropPauses((id) => id.includes("."), now);
    assert.deepEqual(await readPauses(now), { messenger: at(25, 6) });
    assert.deepEqual(await readPauses(at(25, 7)), {});
  });
}
