// The window of the toolbar's button: help in two presses, and what the extension does on the site behind it.

import { EVENING, OwnPage } from "./own-page";
import type { Browser } from "./runner/browser";
import { expect, figure, html, median, p95, pause, patience, test } from "./visit";

/** Runs before the popup's scripts: the tab in front is this one. */
const before = (tab: object) => `chrome.tabs.query = async () => [${JSON.stringify(tab)}]`;

const open = (browser: Browser, more: Parameters<typeof OwnPage.open>[2] = {}) =>
  OwnPage.open(browser, "popup", { ready: ".first .go", ...more });

/** The text of the first element that matches, once there is one. */
async function textOf(page: OwnPage, selector: string): Promise<string> {
  await page.until(`document.querySelector(${JSON.stringify(selector)})?.textContent.trim()`);
  return page.evaluate(`document.querySelector(${JSON.stringify(selector)}).textContent`);
}

/** Whether a page of this address was opened. */
async function isOpened(browser: Browser, start: string): Promise<boolean> {
  for (const end = Date.now() + patience; Date.now() < end; await pause(50)) {
    const { targetInfos } = await browser.root.send("Target.getTargets");
    if (targetInfos.some((it: any) => it.type === "page" && it.url.startsWith(start))) return true;
  }
  return false;
}

test("by keyboard, a chat is two presses away, and a number one", async ({ extension }) => {
  const page = await open(extension);
  await page.until("document.activeElement.id === 'call'");
  await page.key("Enter");
  await page.until("document.querySelector('.unfolded .code')");
  await page.key("Enter");
  await page.until("!document.querySelector('.unfolded')");
  const keys = ["Tab", "Enter"];
  for (const key of keys) await page.key(key);
  expect(await isOpened(extension, "https://3018.fr"), "the chat's page").toBe(true);
  figure("popup: keys to an open chat page", String(keys.length), "≤ 3");
  expect(page.requests).toEqual([]);
  await page.close();
});

test("it says what the line is and until when it is open, by day and by night", async ({ extension }) => {
  const day = await open(extension);
  expect(await textOf(day, ".first h2")).toBe("3018");
  expect(await textOf(day, ".first .status")).toMatch(/^Ouvert jusqu’à 23\sh$/);
  await day.close();
  const night = await OwnPage.open(extension, "popup", { ready: ".first .status", now: EVENING + 6 * 3_600_000 });
  await night.until("/3018[^0-9]*Rouvre à 9\\sh/.test(document.querySelector('.first').textContent)");
  await night.close();
});

test("one that stays open says so when the line closes", async ({ extension }) => {
  const closing = Date.parse("2026-03-24T23:00:00+01:00");
  const page = await open(extension, { now: closing - 4000 });
  await page.until("/jusqu’à/.test(document.querySelector('.first .status').textContent)");
  await extension.inBackground(`setTest(${page.tab.id}, ${JSON.stringify({ now: closing })}).then(() => 1)`);
  await page.until("/Rouvre/.test(document.querySelector('.first').textContent)");
  await page.close();
});

test("where no line is known it says so, and shows no French number", async ({ extension }) => {
  const page = await OwnPage.open(extension, "popup", { ready: ".notice, .first", country: "pe" });
  await page.until("document.querySelector('main .notice')");
  expect(await page.evaluate("document.body.innerText")).not.toMatch(/3018|119|3114/);
  await page.close();
});

/** Runs before the popup's scripts: the page's own clock says evening, and no message is sent before `answer()`. */
const held = `Date.now = () => ${EVENING};
  const gone = new Promise((answer) => Object.assign(globalThis, { answer }));
  const { sendMessage } = chrome.runtime;
  chrome.runtime.sendMessage = (message) => gone.then(() => sendMessage.call(chrome.runtime, message));`;

const FIRST = `JSON.stringify([...document.querySelectorAll("header, main > p, .first h2, .first .note, .first .go")]
  .map((el) => [el.textContent, el.getBoundingClientRect()]))`;

test("the line and its ways are drawn before anything is answered, and stay where they are", async ({ extension }) => {
  const page = await open(extension, { before: held });
  const before = await page.evaluate(FIRST);
  expect(await textOf(page, ".first h2")).toBe("3018");
  expect(await page.evaluate("document.querySelectorAll('.first .go').length")).toBe(2);
  expect(await page.evaluate("document.querySelector('.first .status').textContent.trim()")).toBe("");
  await page.until("document.activeElement.id === 'call'");
  await page.key("Enter");
  expect(await textOf(page, ".unfolded")).toContain("Copier");
  await page.key("Enter");
  await page.evaluate("answer(), 1");
  await page.until("document.querySelector('.first .status').textContent.trim() && document.querySelector('footer')");
  expect(await page.evaluate(FIRST)).toBe(before);
  expect(await page.evaluate("document.activeElement.id"), "the focus stays").toBe("call");
  await page.close();
});

test("of a line that has to be waited for, or of another country's, no way is drawn", async ({ extension }) => {
  const night = held.replace(String(EVENING), String(EVENING + 6 * 3_600_000));
  const page = await open(extension, { ready: ".first h2", before: night });
  expect(await textOf(page, ".first")).toContain("3018");
  expect(await page.evaluate("document.querySelectorAll('.go').length")).toBe(0);
  await page.close();
  const abroad = `${held} chrome.storage.local.get = async () => ({ settings: { country: "be" } });`;
  const other = await open(extension, { ready: "[aria-busy]", before: abroad });
  expect(await other.evaluate("document.body.innerText")).not.toContain("3018");
  await other.close();
});

test("a browser that does not tell its policy holds nothing up", async ({ extension }) => {
  // It tells nothing for some seconds after its start. Nothing waits for a while either: no clock rings here.
  const silent = `chrome.storage.managed.get = () => new Promise(() => {});
    const { setTimeout: soon } = globalThis;
    globalThis.setTimeout = (ring, after = 0) => (after ? 0 : soon(ring));`;
  const page = await open(extension, { before: silent });
  expect(await textOf(page, ".first")).toContain("3018");
  await page.close();
});

test("its first content is there at once, also while the background sleeps", { tag: "@measures" }, async ({ extension }) => {
  const times: number[] = [];
  for (let i = 0; i < 20; i++) {
    const asleep = await extension.open();
    if (i % 2) await extension.killBackground(asleep.session);
    await extension.shut(asleep);
    // What is painted first has the line and its ways: nothing is drawn before them.
    const page = await open(extension, { before: `Date.now = () => ${EVENING}` });
    await page.until("performance.getEntriesByName('first-contentful-paint')[0]");
    times.push(await page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"));
    await page.close();
  }
  const [middle, high] = [median(times), p95(times)].map((it) => it.toFixed(0));
  figure("popup: open to first content (median and p95 of 20)", `${middle} ms, ${high} ms`, "≤ 100 ms");
});

test("it says where it is active, and why not", async ({ extension }) => {
  for (const [url, says, isAddable = false] of [
    ["https://www.example.org/", "ce site n’est pas dans la liste", true],
    ["https://www.example.org/regles.pdf", "ce site n’est pas dans la liste", true],
    ["https://chromewebstore.google.com/detail/x", "ce site n’est pas dans la liste"],
    ["http://192.168.1.1/", "ce site n’est pas dans la liste"],
    ["chrome://extensions/", "ce n’est pas un site"],
    ["chrome://newtab/", "ce n’est pas un site"],
    ["view-source:https://www.tiktok.com/", "ce n’est pas un site"],
    ["file:///C:/devoir.html", "ce n’est pas un site"],
    [undefined, "ce n’est pas un site"],
    ["https://www.tiktok.com/", "Recharge la page"],
  ] as const) {
    const page = await open(extension, { before: before({ id: 987654, url }) });
    expect(await textOf(page, ".here .status")).toContain(says);
    expect(await page.evaluate("!!document.getElementById('add')"), url).toBe(isAddable);
    await page.close();
  }
});

test("a pause until tomorrow holds in the site, and ends when told to", async ({ extension, visit }) => {
  const site = await visit();
  const tab = { id: site.tab.id, url: "https://www.instagram.com/p/C0ffee/" };
  const page = await open(extension, { before: before(tab) });
  expect(await textOf(page, ".here .status")).toContain("Active ici");
  await page.press(".here > button");
  await page.until("/En pause/.test(document.querySelector('.here .status').textContent)");
  expect(await textOf(page, ".here .status")).toMatch(/revient \p{L}+ matin\./u);
  const paused = await visit();
  await paused.do({ show: html.menu });
  await paused.do({ click: "Signaler", show: html.reasons });
  expect((await paused.lookAtRest()).stage).toBe("none");

  await page.press(".here > button");
  await page.until("/Active ici/.test(document.querySelector('.here .status').textContent)");
  const again = await visit();
  await again.report("early");
  expect(await extension.inBackground("chrome.storage.local.get('pauses').then((it) => it.pauses)")).toEqual({});
  await page.close();
});

test("a window that was not recognised: what to do, and the help", async ({ extension }) => {
  const page = await open(extension, { before: before({ id: 987654, url: "https://www.tiktok.com/" }) });
  await page.press(".here summary");
  expect(await textOf(page, ".here details ul")).toContain("Rien n’est envoyé");
  await page.press(".here details button");
  expect(await page.evaluate("document.activeElement.id")).toBe("call");
  await page.close();
});

test("in every language there is a way to call, to write, and to French", async ({ extension }) => {
  const page = await open(extension);
  const langs = await page.evaluate("[...document.querySelectorAll('.languages li button')].map((it) => it.lang)");
  for (const lang of langs) {
    await page.speak(lang);
    await page.until("document.querySelectorAll('.first .go').length === 2");
    const direction = await page.evaluate("getComputedStyle(document.documentElement).direction");
    expect(direction).toBe(lang === "ar" ? "rtl" : "ltr");
    if (/^(fr|en)\b/.test(lang)) continue;
    const dangers = await page.evaluate("document.querySelectorAll('main > section .line').length");
    expect(dangers, "danger is seen without unfolding").toBeGreaterThan(0);
    await page.press(".languages > .row button");
    await page.until("document.documentElement.lang === 'fr'");
  }
  await page.close();
});

test("two presses of Escape close a page, and leave nothing of it", async ({ extension }) => {
  const page = await OwnPage.open(extension, "help", { ready: ".first .go" });
  await page.key("Escape");
  await pause(50);
  expect(await page.evaluate("!!document.querySelector('h1')"), "one is not enough").toBe(true);
  for (let i = 0; i < 2; i++) await page.key("Escape").catch(() => {}); // the page goes with the key still down
  const isThere = async () => {
    const { targetInfos } = await extension.root.send("Target.getTargets");
    return targetInfos.some((it: any) => it.targetId === page.tab.targetId);
  };
  await expect.poll(isThere).toBe(false);
});
