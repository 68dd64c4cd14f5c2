// The options page: what it says of updates, for everybody who reads it.

import { mkdirSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Contrast, contrasts } from "./contrast";
import { keyFile, Log, makeKeys } from "./log";
import { OptionsPage } from "./options-page";
import { RulesServer } from "./rules-server";
import type { Browser } from "./runner/browser";
import { build, launch, next, partsOf } from "./updates-build";
import { dist, expect, test } from "./visit";

const folder = resolve(dist, "screenshots");
const keys = makeKeys();
let server: RulesServer;
let browser: Browser;

test.beforeAll(async () => {
  server = await RulesServer.start();
  const extension = build("options", server.url, keyFile(keys));
  const packaged = partsOf(extension);
  server.log = new Log(keys).publish(packaged).publish({ ...packaged, detection: next(packaged.detection) });
  browser = await launch(extension);
});

test.afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** The page with an update, and with a refusal after it. */
async function full(features: { name: string; value: string }[] = [], script = ""): Promise<OptionsPage> {
  const page = await OptionsPage.open(browser, script, features);
  server.fault = null;
  await page.check();
  server.fault = (_, _body, answer) => {
    answer.statusCode = 500;
    return "broken";
  };
  await page.evaluate("document.querySelector('#updates summary').click()");
  await page.until("document.getElementById('check')");
  await page.evaluate("document.getElementById('check').click()");
  // Of a check before there may be a refusal already.
  await page.until("/n’a pas/.test(document.getElementById('status').textContent) && document.getElementById('refusal')");
  return page;
}

async function size(page: OptionsPage, width: number, height: number, zoom = 1): Promise<void> {
  const metrics = { width: width / zoom, height: height / zoom, deviceScaleFactor: zoom, mobile: false };
  await page.session.send("Emulation.setDeviceMetricsOverride", metrics);
  await page.until(`innerWidth === ${width / zoom}`);
}

async function picture(page: OptionsPage, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const { cssContentSize: box } = await page.session.send("Page.getLayoutMetrics");
  const { data } = await page.session.send("Page.captureScreenshot", {
    format: "png",
    captureBeyondViewport: true,
    clip: { x: 0, y: 0, width: box.width, height: box.height, scale: 1 },
  });
  writeFileSync(resolve(folder, `${name}.png`), Buffer.from(data, "base64"));
}

for (const scheme of ["light", "dark"]) {
  test(`readable in ${scheme}, at 320 pixels, at twice the size`, async () => {
    const page = await full([{ name: "prefers-color-scheme", value: scheme }]);
    for (const [name, width, height, zoom] of [
      ["wide", 1280, 900, 1],
      ["narrow", 320, 640, 1],
      ["zoomed", 1280, 900, 2],
    ] as const) {
      await size(page, width, height, zoom);
      expect(
        await page.evaluate("document.documentElement.scrollWidth <= innerWidth"),
        `${name}: nothing to scroll sideways`,
      ).toBe(true);
      await picture(page, `options-${name}-${scheme}`);
    }
    const texts: Contrast[] =
      await page.evaluate(`((root) => ${contrasts})(document.body)`);
    expect(texts.length).toBeGreaterThan(15);
    expect(texts.filter((it) => it.ratio < it.needed || it.italic || it.capitals)).toEqual([]);
    await page.close();
  });
}

test("by keyboard alone, and spoken", async () => {
  const page = await full();
  await size(page, 1280, 900);
  expect(await page.evaluate("document.title")).toBe("Options");
  await page.evaluate("document.querySelector('#updates summary').focus()");
  const stops: string[] = [];
  for (let i = 0; i < 5; i++) {
    await page.session.send("Input.dispatchKeyEvent", {
      type: "rawKeyDown",
      key: "Tab",
      code: "Tab",
      windowsVirtualKeyCode: 9,
    });
    await page.session.send("Input.dispatchKeyEvent", {
      type: "keyUp",
      key: "Tab",
      code: "Tab",
      windowsVirtualKeyCode: 9,
    });
    stops.push(
      await page.evaluate(
        "document.activeElement.id || document.activeElement.value || document.activeElement.localName",
      ),
    );
    if (stops.at(-1) === "check") {
      server.fault = null;
      for (const type of ["rawKeyDown", "keyUp"])
        await page.session.send("Input.dispatchKeyEvent", { type, key: " ", code: "Space", windowsVirtualKeyCode: 32 });
      await page.until("/Rien de nouveau/.test(document.getElementById('status').textContent)");
      expect(await page.evaluate("document.activeElement.id"), "the focus stays").toBe("check");
    }
  }
  expect(stops.slice(0, 4)).toEqual(["check", "day", "head", "button"]);
  const { nodes } = await page.session.send("Accessibility.getFullAXTree");
  const role = (name: string) => nodes.filter((node: any) => !node.ignored && node.role.value === name);
  for (const name of ["button", "radio", "region"])
    for (const node of role(name)) expect(node.name?.value, `name of a ${name}`).toBeTruthy();
  const unnamed = role("group").filter((node: any) => !node.name?.value);
  expect(unnamed.length, "groups without a name are folds").toBe(
    await page.evaluate("document.querySelectorAll('details').length"),
  );
  expect(role("status").length).toBeGreaterThan(0);
  // The tree is given level by level.
  expect(new Set(role("heading").map((node: any) => node.name.value))).toEqual(new Set([
    "Options",
    "Langue et pays",
    "Quand montrer l’aide",
    "Sites",
    "Aussi sur d’autres sites",
    "Âge des infos",
    "Une fenêtre n’a pas été reconnue ?",
    "Copier mes réglages",
    "Mises à jour des règles",
    "Dernier problème",
    "Chercher de nouvelles règles",
    "Le journal public",
  ]));
  await page.close();
});

test("without an address it says so, and keeps nothing", async ({ extension }) => {
  const page = await OptionsPage.open(extension);
  await size(page, 1280, 900);
  expect(await page.evaluate("document.getElementById('off').textContent")).toContain(
    "ne cherche pas de nouvelles règles",
  );
  expect(await page.evaluate("document.getElementById('on')")).toBe(null);
  expect(await page.check()).toMatchObject({ url: "", check: null, head: null, problem: "" });
  expect(await page.evaluate("indexedDB.databases()")).toEqual([]);
  expect(await page.evaluate("chrome.alarms.getAll()")).toEqual([]);
  expect(extension.backgroundRequests).toEqual([]);
  await picture(page, "options-off-light");
  await page.close();
});
