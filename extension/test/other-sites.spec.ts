// A site that a family adds to those of the package. Everything here is what people have: the shipped manifest, the
// buttons of our pages, the browser's permissions. Only one thing is stood in for: nobody can press "Allow" in the
// browser's own window from here. `allow` does what that press does before it gives the permission: the browser's page
// of extensions notes the site as one that the person allows. Asked for it by a press in our page, the browser then
// gives it without a window.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { OptionsPage } from "./options-page";
import { OwnPage } from "./own-page";
import { Browser } from "./runner/browser";
import { inFolder } from "./updates-build";
import { built, chromium, expect, html, patience, pause, test as base, Visit } from "./visit";

const url = "https://www.forum.example/sujet/12";
const patterns = ["https://forum.example/*", "https://www.forum.example/*"];
const frame = `<iframe srcdoc="<p>Une réponse</p>"></iframe>`;

/** Starts the browser again, each time with the profile that it had. */
const test = base.extend<{ start: () => Promise<Browser> }>({
  start: async ({}, use) => {
    await inFolder(async (profile) => {
      let browser: Browser | undefined;
      await use(async () => {
        await browser?.close();
        return (browser = await Browser.launch({ chromium, extension: built, profile }));
      });
      await browser?.close();
    });
  },
});

async function allow(browser: Browser): Promise<void> {
  const tab = await browser.open();
  const { session } = tab;
  await session.send("Page.enable");
  const loaded = new Promise<void>((done) => session.on("Page.loadEventFired", () => done()));
  await session.send("Page.navigate", { url: "chrome://extensions" });
  await loaded;
  for (const pattern of patterns) {
    const expression = `chrome.developerPrivate.addHostPermission("${browser.extensionId}", "${pattern}")`;
    const asked = { expression, awaitPromise: true, userGesture: true };
    const { exceptionDetails } = await session.send("Runtime.evaluate", asked);
    if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails));
  }
  await browser.shut(tab);
}

const permitted = (browser: Browser): Promise<string[]> =>
  browser.inBackground("chrome.permissions.getAll().then(({ origins }) => origins.filter((it) => /forum/.test(it)))");
const registered = (browser: Browser): Promise<string[]> =>
  browser.inBackground("chrome.scripting.getRegisteredContentScripts().then((all) => all.flatMap((it) => it.matches))");

async function until(is: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + patience; !(await is()); await pause(50))
    if (Date.now() > end) throw new Error("never came");
}

/** A press that the browser takes for a person's. */
async function press(page: OwnPage, selector: string): Promise<void> {
  await page.until(`document.querySelector(${JSON.stringify(selector)})`);
  const [x, y] = await page.evaluate(`(({ left, top, width, height }) => [left + width / 2, top + height / 2])(
    (document.querySelector(${JSON.stringify(selector)}).scrollIntoView({ block: "center" }),
    document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect()))`);
  for (const type of ["mousePressed", "mouseReleased"])
    await page.session.send("Input.dispatchMouseEvent", { type, x, y, button: "left", clickCount: 1 });
}

const said = (page: OwnPage, words: RegExp) =>
  page.until(`${words}.test(document.querySelector(".said").textContent)`);

/** Adds what is typed, on the options page. */
async function add(page: OwnPage, address: string): Promise<void> {
  await page.until("document.getElementById('address')");
  await page.evaluate(`document.getElementById("address").value = ${JSON.stringify(address)}`);
  await press(page, "form button");
}

const options = (browser: Browser) => OwnPage.open(browser, "options", { ready: "#others" });
const added = (page: OwnPage): Promise<string[]> =>
  page.evaluate("[...document.querySelectorAll('#added label')].map((it) => it.textContent)");

test("a report on a site that was added gets pill and card, until it is taken back", async ({ start }) => {
  let browser = await start();
  let visit = await Visit.open(browser, { url }).catch((error) => error);
  expect(visit, "nothing of ours runs there").toBeInstanceOf(Visit);
  expect(visit.tab.world).toBeUndefined();
  await visit.close();
  expect(await permitted(browser)).toEqual([]);
  expect(await registered(browser)).toEqual([]);

  await allow(browser);
  let page = await options(browser);
  expect(await added(page)).toEqual([]);
  await add(page, " http://FORUM.example/sujet?page=2 ");
  await said(page, /Recharge/);
  expect(await added(page)).toEqual(["forum.example"]);
  await until(async () => (await registered(browser)).join() === patterns.join());
  // Of what was added, nothing is kept but by the browser.
  expect(await browser.inBackground("chrome.storage.local.get().then(JSON.stringify)")).not.toContain("forum.example");

  visit = await Visit.open(browser, { url, page: frame });
  await visit.report("after");
  await visit.do({ close: true });
  await visit.stage("none");
  await browser.killBackground(visit.tab.session);
  await visit.report("card");
  await visit.close();

  // The browser is started again: before anybody opens anything of ours.
  browser = await start();
  expect(await permitted(browser)).toEqual(patterns);
  visit = await Visit.open(browser, { url });
  await visit.report("card");

  // Taken back while a card is open: it goes, and the page is left alone.
  page = await options(browser);
  await press(page, "#added button");
  await said(page, /plus active/);
  await visit.stage("none");
  await until(async () => !(await registered(browser)).length);
  expect(await added(page)).toEqual([]);
  await visit.do({ close: true });
  await visit.do({ show: html.menu });
  await visit.do({ click: "Signaler", show: html.reasons });
  expect((await visit.lookAtRest()).stage).toBe("none");
  expect(await visit.tab.inWorld("chrome.runtime.sendMessage({ type: 'gate' })")).toBe(null);
  await visit.close();
  visit = await Visit.open(browser, { url });
  expect(visit.tab.world, "a new page is without us").toBeUndefined();
  await visit.close();
  expect(browser.backgroundErrors).toEqual([]);
  expect(browser.backgroundRequests).toEqual([]);
});

test("there it is switched off, paused and kept to the card as elsewhere, and what was set goes with it", async ({
  start,
}) => {
  const browser = await start();
  await allow(browser);
  const page = await options(browser);
  await add(page, "forum.example");
  await said(page, /Recharge/);
  await until(async () => (await registered(browser)).length > 0);
  const visit = await Visit.open(browser, { url });

  const ask = (message: object) => page.evaluate(`chrome.runtime.sendMessage(${JSON.stringify(message)})`);
  const host = new URL(url).hostname;
  await page.evaluate("document.querySelector('#added input').click()");
  await said(page, /C’est noté/);
  expect(await ask({ type: "site", host })).toMatchObject({ platform: "forum.example", isOff: true });
  const report = async () => {
    await visit.do({ show: html.menu });
    await visit.do({ click: "Signaler", show: html.reasons });
  };
  await report();
  expect((await visit.lookAtRest()).stage).toBe("none");
  await visit.do({ close: true });
  await page.evaluate("document.querySelector('#added input').click()");
  await page.until("document.querySelector('#added input').checked");
  expect(await ask({ type: "pause", host, on: true })).toMatchObject({ isOff: false });
  await report();
  expect((await visit.lookAtRest()).stage).toBe("none");
  await visit.do({ close: true });
  expect(await ask({ type: "pause", host, on: false })).toMatchObject({ pausedUntil: 0 });
  await visit.report("early");
  await visit.do({ close: true });
  await visit.stage("none");
  await ask({ type: "change", change: { only: true } });
  await report();
  expect((await visit.lookAtRest()).view).toBe("");
  await visit.do({ click: "Intimidation ou contact indésirable", show: html.sub, how: "swap" });
  expect((await visit.stage("card")).view).not.toBe("");

  await ask({ type: "change", change: { only: false, off: ["forum.example", "tiktok"] } });
  await ask({ type: "pause", host, on: true });
  await press(page, "#added button");
  await said(page, /plus active/);
  const left = () => browser.inBackground("chrome.storage.local.get(['settings', 'pauses']).then(JSON.stringify)");
  await until(async () => !(await left()).includes("forum"));
  expect(JSON.parse(await left()).settings.off).toEqual(["tiktok"]);
  await visit.close();
});

/** Runs before the scripts of a page of ours: the browser asks, and the person says no. */
const refusing = `globalThis.asked = [];
  chrome.permissions.request = async ({ origins }) => (asked.push(origins.join()), false);`;

test("the browser is asked for one site, and for none that is no site", async ({ extension }) => {
  const page = await OwnPage.open(extension, "options", { ready: "#others", before: refusing });
  for (const [address, says, asked] of [
    ["localhost:8080", "pas l’adresse d’un site", ""],
    ["192.168.1.1", "pas l’adresse d’un site", ""],
    ["file:///home/a.html", "pas l’adresse d’un site", ""],
    ["https://chromewebstore.google.com/", "aucune extension", ""],
    ["tiktok.com", "déjà dans la liste", ""],
    ["https://ent.mon-collège.fr/login?next=1", "", "https://ent.xn--mon-collge-66a.fr/*"],
    ["www.forum.example", "", patterns.join()],
  ] as const) {
    await page.evaluate("asked.length = 0");
    await add(page, address);
    await page.until(`document.getElementById("address-refused").textContent.includes(${JSON.stringify(says)})`);
    if (asked) await said(page, /Rien n’a changé/);
    expect(await page.evaluate("asked.join()"), address).toBe(asked);
  }
  expect(await added(page)).toEqual([]);
  await page.close();
});

test("on a site that is in no list the toolbar's window offers it, and nowhere else", async ({ extension }) => {
  for (const [tab, asks] of [
    ["https://ent.college.example/notes", "https://ent.college.example/*"],
    ["https://www.forum.example/sujet/12", patterns.join()],
    ["http://www.forum.example/", null],
    ["https://www.tiktok.com/", null],
    ["https://tiktok.com/", null],
    ["https://addons.mozilla.org/", null],
    ["chrome://extensions/", null],
    ["https://192.168.1.1/", null],
  ] as const) {
    const before = `${refusing} chrome.tabs.query = async () => [{ id: 987654, url: ${JSON.stringify(tab)} }];`;
    const page = await OwnPage.open(extension, "popup", { ready: ".here .status", before });
    expect(await page.evaluate("asked.length"), "nothing asks by itself").toBe(0);
    expect(await page.evaluate("!!document.getElementById('add')"), tab).toBe(!!asks);
    if (asks) {
      await press(page, "#add");
      await page.until("asked.length");
      expect(await page.evaluate("asked.join()")).toBe(asks);
    }
    await page.close();
  }
});

test("in a private window added sites count, and can be taken back, but none is added", async () => {
  await inFolder(async (profile) => {
    const launch = () => Browser.launch({ chromium, extension: built, profile });
    let browser = await launch();
    await allow(browser);
    const page = await options(browser);
    await add(page, "forum.example");
    await said(page, /Recharge/);
    await browser.close();
    // What a person allows on the browser's page about extensions.
    const file = join(profile, "Default", "Preferences");
    const preferences = JSON.parse(readFileSync(file, "utf8"));
    preferences.extensions.settings[browser.extensionId].incognito = true;
    writeFileSync(file, JSON.stringify(preferences));

    browser = await launch();
    try {
      const own = await OptionsPage.openPrivately(browser);
      await own.until("document.querySelector('#added label')");
      expect(await own.evaluate("chrome.extension.inIncognitoContext")).toBe(true);
      expect(await own.evaluate("document.querySelector('form')")).toBe(null);
      const site = `chrome.runtime.sendMessage({ type: "site", host: "www.forum.example" })`;
      expect(await own.evaluate(site)).toMatchObject({ platform: "forum.example" });
      const scripts = "chrome.scripting.getRegisteredContentScripts().then((all) => all.flatMap((it) => it.matches))";
      expect(await own.evaluate(scripts)).toEqual(patterns);
      await own.evaluate("document.querySelector('#added button').click()");
      await own.until(`${scripts}.then((all) => !all.length)`);
      expect(await own.evaluate(site)).toBe(null);
    } finally {
      await browser.close();
    }
  });
});

test("nor does the toolbar's window offer it there", async ({ extension }) => {
  const before = `${refusing} Object.defineProperty(chrome.extension, "inIncognitoContext", { value: true });
    chrome.tabs.query = async () => [{ id: 987654, url: ${JSON.stringify(url)} }];`;
  const popup = await OwnPage.open(extension, "popup", { ready: ".here .status", before });
  expect(await popup.evaluate("document.getElementById('add')")).toBe(null);
  await popup.close();
});
