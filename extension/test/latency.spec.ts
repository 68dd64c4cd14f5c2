// The background is stopped by the browser whenever it has been idle for half a minute: also between two steps.

import { watcher } from "./runner/tab";
import { type Visit, expect, figure, html, p95, pause, test } from "./visit";

test("the report goes on after the background was killed between two steps", async ({ visit, extension }) => {
  const it = await visit();
  await it.report("early");
  await extension.killBackground(it.tab.session);
  await it.do({ click: "Intimidation ou contact indésirable", show: html.sub, how: "swap" });
  const look = await it.stage("card");
  expect(look.harm).toBe("harassment");
  await extension.killBackground(it.tab.session);
  await it.do({ click: "Envoyer le signalement", show: html.done, how: "swap" });
  expect((await it.stage("after")).harm).toBe("harassment");
  await extension.killBackground(it.tab.session);
  await it.do({ close: true });
  await it.stage("none");
  expect(it.tab.exceptions).toEqual([]);
});

/** Reports on pages of their own, one after the other; gives the milliseconds from the dialog's first frame to the overlay's. */
async function times(
  count: number,
  before: (it: Visit) => Promise<void>,
  visit: () => Promise<Visit>,
): Promise<number[]> {
  const all: number[] = [];
  for (let i = 0; i < count; i++) {
    const it = await visit();
    await it.do({ show: html.menu });
    await pause(400);
    await before(it);
    await it.tab.inWorld(`${watcher}.begin()`);
    const shown = await it.do({ click: "Signaler", show: html.reasons });
    await it.stage("early");
    all.push(Math.max(0, (await it.tab.inWorld(`${watcher}.since()`)) - shown));
    await it.close();
  }
  return all;
}

const describe = (all: number[]): string =>
  `${Math.round(p95(all))} ms (median ${Math.round(all.toSorted((a, b) => a - b)[all.length >> 1]!)} ms, ${all.length} times)`;

test("how long the overlay takes to come", { tag: "@measures" }, async ({ visit, extension }) => {
  await visit().then((it) => it.report("card"));
  figure(
    "dialog's first frame to overlay's first frame, background warm (p95)",
    describe(await times(20, async () => {}, visit)),
    "≤ 50 ms",
  );
  figure(
    "the same with the background killed (p95)",
    describe(await times(20, (it) => extension.killBackground(it.tab.session), visit)),
    "≤ 200 ms",
  );
});
