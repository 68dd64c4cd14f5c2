// Newer rules that are stored: broken, wiped, older or newer than the package, and never in a private window.

import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { keyFile, Log, makeKeys } from "./log";
import { OptionsPage } from "./options-page";
import { day, more, report } from "./traces";
import { args, build, inBrowser, inFolder, launch } from "./updates-build";
import {
  asked,
  extension,
  first,
  hold,
  keys,
  knows,
  learned,
  packaged,
  server,
  startRulesServer,
  strangeReport,
} from "./updates-server";
import { Visit, expect, pause, test } from "./visit";

startRulesServer();

const wipe = `new Promise((done, fail) => {
  const it = indexedDB.deleteDatabase("rules");
  it.onsuccess = () => done(1);
  it.onerror = it.onblocked = () => fail(new Error("blocked"));
})`;
const put = (key: string, record: string): string => `new Promise((done) => {
  indexedDB.open("rules", 1).onsuccess = ({ target: { result } }) => {
    const it = result.transaction("records", "readwrite");
    it.objectStore("records").put(${record}, "${key}");
    it.oncomplete = () => {
      result.close();
      done(1);
    };
  };
})`;

test("storage wiped: in the middle of an update, and later", async () => {
  await inBrowser(extension, async (browser, page) => {
    server.log!.publish(learned());
    const go = hold(/^part/);
    const checked = page.check();
    await asked(/part/);
    await browser.inBackground(`(async () => { await chrome.storage.local.clear(); await ${wipe}; })()`);
    go();
    expect((await checked).detection.version).toBe(first + 1);
    await browser.killBackground(page.session);
    expect((await page.view()).detection.version, "it was stored whole").toBe(first + 1);
    expect(await knows(browser)).toBe(true);

    await browser.inBackground(wipe);
    await browser.killBackground(page.session);
    const wiped = await page.view();
    expect([wiped.detection.version, wiped.detection.updated, wiped.problem]).toEqual([first, false, ""]);
    const it = await Visit.open(browser);
    await it.report("card");
    await it.close();
    expect((await page.check()).detection.version).toBe(first + 1);
  });
});

test("what is stored is broken: the packaged rules serve, and the next check repairs it", async () => {
  await inBrowser(extension, async (browser, page) => {
    server.log!.publish(learned());
    await page.check();
    const text = JSON.stringify(learned().detection.slice(0, -9));
    const record = `{ keys: ${JSON.stringify(keyFile(keys))}, packaged: "", body: ${JSON.stringify(server.log!.file("head"))}, head: { note: "" }, directory: { version: 1, text: "" }, detection: { version: 9, text: ${text} } }`;
    for (const junk of [`"x"`, `{ body: 5 }`, record]) {
      await browser.inBackground(put("release", junk));
      await browser.killBackground(page.session);
      const broken = await page.view();
      expect([broken.detection.version, broken.detection.updated, broken.problem !== ""], junk.slice(0, 20)).toEqual([
        first,
        false,
        true,
      ]);
      const it = await Visit.open(browser);
      await it.report("card");
      await it.close();
      const healed = await page.check();
      expect([healed.detection.version, healed.problem]).toEqual([first + 1, ""]);
    }
  });
});

test("a content script that writes into storage changes no rule", async () => {
  await inBrowser(extension, async (browser, page) => {
    server.log!.publish(learned());
    await page.check();
    server.take();
    const it = await Visit.open(browser);
    const readGates = "chrome.storage.local.get('gates').then(({ gates }) => gates)";
    const gates = await it.tab.inWorld(readGates);
    const junk = [
      "chrome.storage.local.clear()",
      "chrome.storage.local.set({ gates: 5 })",
      "chrome.storage.local.set({ gates: { 'www.instagram.com': { words: 'x', hooks: [1] } }, settings: { interval: 'never', only: 'x', country: {}, lang: [] }, release: { detection: 'x' }, check: 1, updates: { url: 'https://example.org' } })",
    ];
    for (const each of junk) {
      await it.tab.inWorld(each);
      await expect.poll(() => it.tab.inWorld(readGates), { message: each }).toEqual(gates);
      await pause(200);
      await strangeReport(it);
      await it.stage("early");
      await it.do({ close: true });
    }
    const view = await page.view();
    expect([view.detection.version, view.interval, view.problem, view.check!.refusal]).toEqual([
      first + 1,
      "day",
      "",
      null,
    ]);

    // Nor does it see the store, or command the background.
    expect(await it.tab.inWorld("indexedDB.databases().then((all) => all.map(({ name }) => name))")).toEqual([]);
    for (const type of ["check", "updates", "interval"])
      expect(await it.tab.inWorld(`chrome.runtime.sendMessage({ type: "${type}", interval: "off" })`), type).toBe(null);
    expect((await page.view()).interval).toBe("day");
    expect(server.take()).toEqual([]);
  });
});

test("the browser closed in the middle of an update", async () => {
  await inFolder(async (profile) => {
    let held = first;
    for (const [step, wait] of [
      ["part", -1],
      ["stored", 0],
      ["stored", 8],
      ["stored", 20],
      ["stored", 60],
    ] as const) {
      server.log = new Log(keys).publish(packaged);
      for (let i = 1; i <= held - first; i++) server.log.publish(learned(i));
      server.log.publish(learned(held - first + 1));
      const browser = await launch(extension, profile);
      const page = await OptionsPage.open(browser);
      expect((await page.view()).detection.version, "as it was").toBe(held);
      const go = hold(/^part/);
      const checked = page.check().catch(() => {});
      await asked(/part/);
      if (step === "stored") {
        go();
        await pause(wait);
      }
      browser.process.kill("SIGKILL");
      await checked;
      await browser.close();
      server.take();
      server.fault = null;

      await inBrowser(
        extension,
        async (again, after) => {
          const { detection, directory, problem } = await after.view();
          expect([held, held + 1], "the former rules or the new ones").toContain(detection.version);
          expect([directory.version, problem]).toEqual([first, ""]);
          expect((await after.check()).detection.version).toBe(held + 1);
          if (step === "part") expect(await knows(again)).toBe(true);
        },
        profile,
      );
      held++;
    }
  });
});

test("packages that are older and newer than what is stored, and one with other keys", async () => {
  const publication = (log: Log) => ({ ...log.current, parts: [...log.parts.values()] });
  const log = new Log(keys).publish(packaged).publish(learned(1));
  const second = build("second", server.url, keyFile(keys), publication(log));
  const fourth = build("fourth", server.url, keyFile(keys), publication(log.publish(learned(2)).publish(learned(3))));
  const others = makeKeys();
  const strangers = build("strangers", server.url, keyFile(others), publication(new Log(others).publish(packaged)));
  await inFolder(async (folder) => {
    // An extension is known by its folder.
    const [profile, current] = [join(folder, "profile"), join(folder, "extension")];
    const install = (from: string): void => cpSync(from, current, { recursive: true, force: true });

    install(second);
    await inBrowser(
      current,
      async (_browser, page) => {
        const fresh = await page.view();
        expect(fresh.detection, "known from the package").toMatchObject({
          version: first + 1,
          keys: ["kestrel"],
          updated: false,
        });
        expect([fresh.head!.size, fresh.head!.note !== "", fresh.check]).toEqual([2, true, null]);
        server.log = new Log(keys).publish(packaged).publish(learned(1)).publish(learned(2));
        expect((await page.check()).detection).toMatchObject({ version: first + 2, updated: true });
      },
      profile,
    );

    cpSync(extension, current, { recursive: true, force: true });
    await inBrowser(
      current,
      async (browser, page) => {
        const older = await page.view();
        expect(older.detection, "the package is older than what is stored").toMatchObject({
          version: first + 2,
          updated: true,
        });
        expect(older.head!.size).toBe(3);
        expect(await knows(browser)).toBe(true);
      },
      profile,
    );

    install(fourth);
    await inBrowser(
      current,
      async (browser, page) => {
        const newer = await page.view();
        expect([newer.detection.version, newer.detection.updated, newer.head!.size], "the package is newer").toEqual([
          first + 3,
          false,
          4,
        ]);
        const { check, detection } = await page.check();
        expect([check!.refusal!.code, detection.version], "a server that is behind the package").toEqual([
          "rollback",
          first + 3,
        ]);
        expect(await knows(browser)).toBe(true);
      },
      profile,
    );

    install(strangers);
    await inBrowser(
      current,
      async (_browser, page) => {
        const view = await page.view();
        expect(
          [view.detection.version, view.detection.updated, view.problem !== ""],
          "signed by keys that are no longer trusted",
        ).toEqual([first, false, true]);
        expect((await page.check()).check!.refusal!.code).toBe("threshold");
      },
      profile,
    );
  });
});

test("in a private window nothing is looked for, and nothing is kept", async () => {
  await inFolder(async (profile) => {
    server.log!.publish(learned());
    let id = "";
    await inBrowser(
      extension,
      async (browser, page) => {
        id = browser.extensionId;
        await page.check();
      },
      profile,
    );
    // What a person allows on the browser's page about extensions.
    const file = join(profile, "Default", "Preferences");
    const preferences = JSON.parse(readFileSync(file, "utf8"));
    preferences.extensions.settings[id].incognito = true;
    writeFileSync(file, JSON.stringify(preferences));

    const browser = await launch(extension, profile);
    try {
      const gates = await browser.inBackground("chrome.storage.local.get()");
      const page = await OptionsPage.openPrivately(browser);
      expect(await page.evaluate("chrome.extension.inIncognitoContext")).toBe(true);
      server.take();
      expect(await page.check()).toMatchObject({
        private: true,
        check: null,
        head: null,
        detection: { version: first, updated: false },
      });
      expect(await page.evaluate("document.getElementById('off').textContent")).toContain("fenêtre privée");
      expect(server.take()).toEqual([]);
      expect(await page.evaluate("indexedDB.databases()")).toEqual([]);
      expect(await page.evaluate("chrome.alarms.getAll()")).toEqual([]);
      expect(await page.evaluate("chrome.storage.local.get()"), "pages read the gates of the newer rules").toEqual(
        gates,
      );
    } finally {
      await browser.close();
    }
  });
});

test("with updates, too, nothing on the disk tells of a report", async () => {
  await inFolder(async (profile) => {
    server.log!.publish(learned());
    await inBrowser(extension, async (_browser, page) => void (await page.check()), profile);
    // The rules themselves are there, in every profile alike.
    await day(profile, extension, undefined, { args });
    const before = await day(profile, extension, undefined, { args });
    const after = await day(profile, extension, report, { args });
    expect(more(before.bytes, after.bytes)).toEqual({});
  });
});
