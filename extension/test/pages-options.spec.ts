// What a family sets holds at once and after, in all that reads it; what is not ours changes nothing.

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { OwnPage } from "./own-page";
import { expect, html, test } from "./visit";

const stored = "chrome.storage.local.get('settings').then((it) => it.settings)";

const open = (...[extension, more = {}]: [any, object?]) =>
  OwnPage.open(extension, "options", { ready: "#facts", ...more });

/** Chooses in a list as a person does. */
const choose = (id: string, value: string) =>
  `document.getElementById("${id}").value = "${value}",
   document.getElementById("${id}").dispatchEvent(new Event("change", { bubbles: true }))`;

async function says(page: OwnPage, text: string): Promise<void> {
  await page.until(`document.querySelector(".said").textContent.includes(${JSON.stringify(text)})`);
}

/** Gives the page a file as the browser's dialog would. */
async function give(page: OwnPage, folder: string, text: string): Promise<void> {
  const file = join(folder, "given.json");
  writeFileSync(file, text);
  const { root } = await page.session.send("DOM.getDocument");
  const { nodeId } = await page.session.send("DOM.querySelector", { nodeId: root.nodeId, selector: "#file" });
  await page.session.send("DOM.setFileInputFiles", { nodeId, files: [file] });
}

test.afterEach(({ extension }) => extension.inBackground("chrome.storage.local.remove('settings').then(() => 1)"));

test("language, size and sites hold, here and on the next page", async ({ extension }) => {
  const page = await open(extension);
  await page.evaluate(choose("lang", "en"));
  await page.until("document.documentElement.lang === 'en'");
  await page.evaluate("document.querySelector('[name=size][value=largest]').click()");
  await page.until("document.documentElement.dataset.size === 'largest'");
  await page.evaluate("document.querySelector('[name=site][value=tiktok]').click()");
  await says(page, "Noted");
  await page.close();
  const next = await OwnPage.open(extension, "help", { ready: ".first .go" });
  const shown = await next.evaluate("(({ lang, dataset }) => [lang, dataset.size])(document.documentElement)");
  expect(shown).toEqual(["en", "largest"]);
  await next.close();
  expect(await extension.inBackground(stored)).toMatchObject({ lang: "en", size: "largest", off: ["tiktok"] });
});

test("a site that is off shows nothing there, and the others do", async ({ extension, visit }) => {
  const page = await open(extension);
  await page.evaluate("document.querySelector('[name=site][value=instagram]').click()");
  await says(page, "noté");
  const off = await visit();
  await off.do({ show: html.menu });
  await off.do({ click: "Signaler", show: html.reasons });
  expect((await off.lookAtRest()).stage).toBe("none");
  await page.evaluate("document.querySelector('[name=site][value=instagram]').click()");
  await expect.poll(() => extension.inBackground(stored)).toMatchObject({ off: [] });
  await (await visit()).report("early");
  await page.close();
});

test("only on a serious reason, and back", async ({ extension, visit }) => {
  const page = await open(extension);
  await page.evaluate("document.querySelector('[name=when][value=only]').click()");
  await says(page, "noté");
  const it = await visit();
  await it.do({ show: html.menu });
  await it.do({ click: "Signaler", show: html.reasons });
  expect((await it.lookAtRest()).view).toBe("");
  await page.evaluate("document.querySelector('[name=when][value=early]').click()");
  await expect.poll(() => extension.inBackground(stored)).toMatchObject({ only: false });
  await page.close();
});

test("settings go into a file and come back; what is not ours, newer or cut is refused", async ({ extension }) => {
  const folder = mkdtempSync(join(tmpdir(), "bouton3018-settings-"));
  try {
    const page = await open(extension);
    await page.evaluate("document.querySelector('[name=size][value=large]').click()");
    await says(page, "noté");
    await extension.root.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: folder });
    await page.press("button", "Enregistrer");
    const saved = join(folder, "options.json");
    await expect.poll(() => existsSync(saved)).toBe(true);
    const file = readFileSync(saved, "utf8");
    for (const [text, words] of [
      ["hello", "n’est pas le nôtre"],
      ["{}", "n’est pas le nôtre"],
      [file.replace('"version": 1', '"version": 9'), "plus récente"],
      [file + " ".repeat(70 << 20), "n’est pas le nôtre"],
      [file.slice(0, -20), "abîmé"],
      [file.replace('"large"', '"huge"'), "abîmé"],
    ] as const) {
      await give(page, folder, text);
      await says(page, words);
      expect(await extension.inBackground(stored)).toMatchObject({ size: "large" });
    }
    await page.press("#reset");
    expect(await extension.inBackground(stored), "one press is not enough").toMatchObject({ size: "large" });
    await page.press("#reset");
    await says(page, "comme au début");
    expect(await extension.inBackground(stored)).toEqual({});
    await give(page, folder, file);
    await says(page, "repris");
    expect(await extension.inBackground(stored)).toMatchObject({ size: "large" });
    expect(page.requests).toEqual([]);
    await page.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("where storage refuses, the defaults serve and a line says so", async ({ extension }) => {
  const local = "chrome.storage.local";
  await extension.inBackground(
    `${local}.real = [${local}.get, ${local}.set]; ${local}.get = ${local}.set = () => Promise.reject(new Error("IO error")); 1`,
  );
  try {
    const page = await open(extension);
    expect(await page.evaluate("document.getElementById('broken').textContent")).toContain("n’arrive pas à garder");
    await page.evaluate("document.querySelector('[name=size][value=large]').click()");
    await page.until("document.querySelector('[name=size][value=normal]').checked");
    expect(await page.evaluate("document.querySelector('.said').textContent")).toBe("");
    await page.close();
    const popup = await OwnPage.open(extension, "popup", { ready: ".first .go" });
    await popup.close();
  } finally {
    await extension.inBackground(`[${local}.get, ${local}.set] = ${local}.real; 1`);
  }
});

test("a background that was stopped under way is asked once more, and the page goes on", async ({ extension }) => {
  const page = await open(extension);
  await page.evaluate(`{
    const { runtime } = chrome;
    const send = runtime.sendMessage.bind(runtime);
    // The message arrives, and its answer is lost.
    runtime.sendMessage = (message) => send(message).then((answer) =>
      /^(change|interval)$/.test(message.type) ? Promise.reject(new Error("gone")) : answer);
  }`);
  await page.evaluate("document.querySelector('[name=size][value=large]').click()");
  await page.until("document.documentElement.dataset.size === 'large'");
  await page.evaluate("document.querySelector('[name=size][value=normal]').click()");
  await page.until("document.documentElement.dataset.size === 'normal'");
  expect(await page.evaluate("document.querySelectorAll('.warn').length")).toBe(0);
  await page.close();
});

test("it names the facts that nobody confirmed for a year", async ({ extension }) => {
  const page = await open(extension);
  const told = await page.evaluate("document.getElementById('facts').parentElement.innerText");
  expect(told).toMatch(/vérifiée en|depuis un an/);
  await page.close();
});
