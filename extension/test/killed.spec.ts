// The background is stopped by the browser whenever it has been idle for half a minute: also between two steps.

import { watcher } from "./runner/tab";
import { expect, figure, html, p95, pause, test } from "./visit";

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

test("how long the overlay takes when the background has to wake", async ({ visit, extension }) => {
  const times: number[] = [];
  for (let i = 0; i < 12; i++) {
    const it = await visit();
    await it.do({ show: html.menu });
    await pause(400);
    await extension.killBackground(it.tab.session);
    await it.tab.inWorld(`${watcher}.begin()`);
    const shown = await it.do({ click: "Signaler", show: html.reasons });
    await it.stage("early");
    times.push((await it.tab.inWorld(`${watcher}.since()`)) - shown);
    await it.close();
  }
  figure("the same with the background killed (p95)", `${Math.round(p95(times))} ms (${times.length} times)`, "≤ 400 ms");
});
