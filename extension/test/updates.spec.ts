// Newer rules: how and when they come into an open browser.

import { dayOf, hashOf } from "./log";
import { OptionsPage } from "./options-page";
import { type Seen } from "./rules-server";
import { inBrowser, launch, next } from "./updates-build";
import {
  asked,
  extension,
  first,
  keys,
  knows,
  learned,
  packaged,
  server,
  startRulesServer,
  strangeReport,
} from "./updates-server";
import { Visit, expect, figure, html, test } from "./visit";

startRulesServer();

test("an update reaches a page that is open, without a reload", async () => {
  await inBrowser(extension, async (browser, page) => {
    const it = await Visit.open(browser);
    await strangeReport(it);
    expect((await it.lookAtRest()).stage, "before").toBe("none");
    await it.do({ close: true });

    server.log!.publish(learned());
    const view = await page.check();
    expect(view.check!.refusal).toBe(null);
    expect(view.detection).toMatchObject({ version: first + 1, keys: ["kestrel"], updated: true });
    expect(view.directory).toMatchObject({ version: first, keys: ["heron", "ibis"], updated: false });
    expect(view.head!.size).toBe(2);
    expect(
      browser.backgroundRequests.map((it) => it.slice(server.url.length)),
      "notes, proof, part",
    ).toEqual(["/v1/head", "/v1/proof/0/2", `/v1/part/${hashOf(learned().detection)}`]);

    await strangeReport(it);
    await it.stage("early");
    await it.do({ click: "Braoulement" });
    expect((await it.stage("card")).harm).toBe("harassment");
    expect(it.tab.exceptions).toEqual([]);

    await browser.killBackground(it.tab.session);
    await it.do({ close: true });
    expect(await knows(browser), "after the background was killed").toBe(true);

    const reworded = next(packaged.directory).replace(/Pas maintenant/g, "Pas tout de suite");
    server.log!.publish({ ...learned(), directory: reworded }, Date.now(), {
      detection: [],
      directory: keys.directory.slice(1),
    });
    expect((await page.check()).directory).toMatchObject({ version: first + 1, keys: ["ibis", "wren"], updated: true });
    await it.report("card");
    expect(await it.overlay("root.innerHTML")).toContain("Pas tout de suite");
  });
});

test("nothing new is one request, the same from every browser", async () => {
  /** What a browser of its own asks when there is nothing new for it. */
  const request = async (language: string): Promise<Seen[]> => {
    const browser = await launch(extension, undefined, [`--lang=${language}`]);
    try {
      const page = await OptionsPage.open(browser);
      server.fault = (_, body, answer) => {
        answer.setHeader("Set-Cookie", "id=1; SameSite=None; Secure");
        answer.setHeader("ETag", '"1"');
        return body;
      };
      await page.check();
      server.take();
      const { check } = await page.check();
      expect(check!.refusal).toBe(null);
      return server.take();
    } finally {
      await browser.close();
    }
  };
  const one = await request("fr-FR");
  const other = await request("de-DE");
  expect(one.map(({ method, path }) => `${method} ${path}`)).toEqual(["GET /v1/head"]);
  expect(other.map(({ headers }) => headers)).toEqual(one.map(({ headers }) => headers));
  const names = one[0]!.headers.filter((_, i) => i % 2 === 0).map((it) => it.toLowerCase());
  for (const name of ["cookie", "authorization", "referer", "if-none-match", "if-modified-since", "x-client-data"])
    expect(names).not.toContain(name);
  expect(one[0]!.headers.join(" ")).not.toMatch(/\b(fr|de)\b/i);
});

test("one check at a time", async () => {
  await inBrowser(extension, async (_browser, page) => {
    await page.check();
    server.take();
    await Promise.all([page.check(), page.check(), page.check()]);
    expect(server.take().length).toBe(1);
  });
});

test("a site that is switched off is quiet, until the day that was said", async () => {
  await inBrowser(extension, async (browser, page) => {
    const until = dayOf(Date.now() + 20 * 86_400_000);
    server.log!.publish({
      ...packaged,
      detection: next(packaged.detection, (part) => (part.disabled = [{ platform: "instagram", until }])),
    });
    expect((await page.check()).check!.refusal).toBe(null);
    const sees = async (stage: "none" | "early", flow: { url?: string; now: number }): Promise<void> => {
      const it = await Visit.open(browser, flow);
      await it.do({ show: html.menu });
      await it.do({ click: "Signaler", show: html.reasons });
      if (stage === "none") await it.rest();
      await it.stage(stage);
      await it.close();
    };
    await sees("none", { now: Date.now() });
    await sees("early", { url: "https://www.tiktok.com/@someone/video/1", now: Date.now() });
    await sees("early", { now: Date.now() + 22 * 86_400_000 });
  });
});

test("when: once a day at a time of its own, once a week, or never", async () => {
  await inBrowser(extension, async (browser, page) => {
    /** Waits until the next check is so many hours away. */
    const due = (from: number, to: number): Promise<void> =>
      page.until(`chrome.alarms.get("updates").then((it) => {
      const hours = it ? (it.scheduledTime - Date.now()) / 3600000 : -1;
      return hours >= ${from} && hours <= ${to};
    })`);
    const set = async (interval: string): Promise<void> => {
      const choice = `document.querySelector("[value=${interval}]")`;
      await page.until(choice);
      await page.evaluate(`${choice}.click()`);
    };
    await due(0, 24);
    await set("off");
    await due(-1, -1);
    await browser.killBackground(page.session);
    await page.view();
    await due(-1, -1); // it stays off
    await set("week");
    await due(0, 7 * 24);
    await page.check();
    await due(7 * 24 - 0.1, 8 * 24);
    await set("day");
    await due(0, 24);

    server.take();
    await page.evaluate(`chrome.alarms.create("updates", { when: Date.now() + 200 })`);
    await asked(/head/);
    await due(23.9, 26.5);
    expect(server.take().length, "the alarm asks once").toBe(1);

    // Missed while the computer was off: not in the minute in which everybody's starts.
    await page.evaluate(`chrome.alarms.create("updates", { when: Date.now() - 3600000 })`);
    await due(0, 1 / 6);
    expect(server.take()).toEqual([]);
  });
});

test("waking with newer rules is as fast", { tag: "@measures" }, async () => {
  await inBrowser(extension, async (browser, page) => {
    server.log!.publish(learned());
    await page.check();
    const starts: number[] = await browser.inBackground(
      `(async () => { const all = []; for (let i = 0; i < 20; i++) all.push(await testHook.start()); return all; })()`,
    );
    starts.sort((a, b) => a - b);
    figure(
      "wake to ready in the background with a stored update (median of 20)",
      `${((starts[9]! + starts[10]!) / 2).toFixed(1)} ms (slowest ${starts[19]!.toFixed(1)} ms)`,
      "≤ 60 ms",
    );
  });
});
