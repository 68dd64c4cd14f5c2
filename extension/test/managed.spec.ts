// What an administrator sets, in a browser that reads it from policy files as on a school's computer.

import { mkdirSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { EVENING, OwnPage } from "./own-page";
import { cardOfHarassment, obstacle, Policies, texts } from "./policy";
import type { Browser } from "./runner/browser";
import { built, dist, expect, full, html, pause, test as base, Visit } from "./visit";

const NOTICE = "Installée par ton établissement. Cette extension ne lui envoie rien.";
const LABEL = "Quelqu’un de ton établissement";

const school = {
  contactRole: "Infirmière scolaire",
  contactOffice: "Bureau 12",
  contactPhone: "01 23 45 67 89",
  contactEmail: "infirmerie@college.example",
  contactHours: "Mo-Fr 08:00-19:00",
};

interface Fixtures {
  policies: Policies;
  managed: Browser;
}

/** Each browser begins with a school's contact. */
const managed = base.extend<{}, Fixtures>({
  policies: [
    async ({}, use) => {
      const policies = new Policies(built);
      await use(policies);
      policies.remove();
    },
    { scope: "worker" },
  ],
  managed: [
    async ({ policies }, use) => {
      policies.set(school);
      const browser = await policies.launch();
      // A browser that has just started is still reading its policies: it answers when it has.
      await browser.inBackground("chrome.storage.managed.get()");
      await pause(500); // and the background takes them
      await use(browser);
      await browser.close();
    },
    { scope: "worker" },
  ],
});

/** A test that is there where a browser can be managed. */
const test: typeof managed = obstacle ? ((() => {}) as unknown as typeof managed) : managed;
if (obstacle) console.log(`no test of policies runs here: ${obstacle}`);

/** Waits until the extension knows of a policy: the browser looks at its files a few seconds after they changed. */
async function set(policies: Policies, browser: Browser, items: object): Promise<void> {
  policies.set(items);
  const told = () => browser.inBackground("chrome.storage.managed.get().then((it) => Object.keys(it).sort().join())");
  await expect.poll(told).toBe(Object.keys(items).sort().join());
  await pause(300); // the background reads it in the same moment
}

/** A report of harassment, and one of self-harm: what their cards say. */
async function cards(browser: Browser): Promise<{ harassment: string[]; selfHarm: string[] }> {
  const harassment = await cardOfHarassment(browser);
  const other = await Visit.open(browser);
  await other.do({ show: html.menu });
  await other.do({ click: "Signaler", show: html.reasons });
  await other.do({ click: "Suicide ou automutilation", show: html.sub, how: "swap" });
  await other.stage("card");
  const selfHarm = await texts(other);
  await other.close();
  return { harassment, selfHarm };
}

test("harassment: the school's contact stands below the 3018; self-harm: never", async ({ managed }) => {
  const { harassment, selfHarm } = await cards(managed);
  const at = (text: string) => harassment.indexOf(text);
  expect(at("3018")).toBeGreaterThanOrEqual(0);
  expect(at("3018")).toBeLessThan(at(LABEL));
  expect(harassment.slice(at(LABEL) + 1, at(LABEL) + 7)).toEqual([
    "Infirmière scolaire", "Bureau 12", "Ouvert jusqu’à 19 h", "infirmerie@college.example", "Copier", "01 23 45 67 89",
  ]);
  expect(harassment, "the written way first").toContain("Écrire");
  expect(at("Écrire")).toBeLessThan(at("Appeler"));
  expect(harassment).toContain(NOTICE);
  expect(selfHarm).toContain("3114");
  expect(selfHarm).toContain(NOTICE);
  expect(selfHarm.join("\n")).not.toMatch(/établissement$|Infirmière|infirmerie|01 23/m);
});

test("the strip begins with the written way too", async ({ managed }) => {
  const it = await Visit.open(managed, { width: 768, height: 1024 });
  await it.do({ show: html.menu });
  await it.do({ click: "Signaler", show: full(html.reasons) });
  await it.stage("early");
  await it.do({ click: "Intimidation ou contact indésirable", show: full(html.sub), how: "swap" });
  await it.stage("card");
  await expect.poll(async () => (await it.look()).view).toBe("strip");
  expect((await texts(it)).filter((text) => /^(Appeler|Écrire)$/.test(text))).toEqual(["Écrire", "Appeler"]);
  await it.still();
  mkdirSync(resolve(dist, "screenshots"), { recursive: true });
  writeFileSync(resolve(dist, "screenshots", "strip-managed-768.png"), await it.tab.screenshot());
  await it.close();
});

test("so does the toolbar's window, before anything is answered and then", async ({ managed }) => {
  const before = `const gone = new Promise((answer) => Object.assign(globalThis, { answer }));
    const { sendMessage } = chrome.runtime;
    Date.now = () => ${EVENING};
    chrome.runtime.sendMessage = (message) => gone.then(() => sendMessage.call(chrome.runtime, message));`;
  const page = await OwnPage.open(managed, "popup", { ready: ".first .go", before });
  const ways = `[...document.querySelectorAll(".first .go")].map((it) => it.textContent).join()`;
  expect(await page.evaluate(ways)).toBe("Écrire,Appeler");
  await page.until("document.activeElement.matches('a.go')");
  await page.evaluate("answer(), 1");
  await page.until("document.querySelector('.first .status').textContent.trim() && document.querySelector('footer')");
  expect(await page.evaluate(ways)).toBe("Écrire,Appeler");
  await page.size(380, 600);
  await page.picture(resolve(dist, "screenshots", "pages", "popup-managed.png"));
  await page.close();
});

test("the page for administrators names each item, and changes with the policy", async ({ managed, policies }) => {
  await set(policies, managed, {
    ...school, language: "français", country: "BE", contactHours: "toujours", sitesOff: [],
    rulesAddress: "https://regles.example",
  });
  const page = await OwnPage.open(managed, "check", { ready: "#policy" });
  const items = "document.getElementById('policy').innerText.replaceAll('\\u00a0', ' ')";
  await page.until(`document.querySelectorAll(".wrong").length === 3`);
  const said: string = await page.evaluate(items);
  for (const text of [
    /language\s+ignorée : pas la forme attendue/, /country\s+BE/, /contactHours\s+ignorée : heures illisibles/,
    /rulesAddress\s+ignorée : impossible/, /sitesOff\s+\[\]/, /capture\s+non définie/,
  ])
    expect(said).toMatch(text);
  for (const [look, width] of [["light", 1280], ["dark", 1280], ["light", 320], ["dark", 320]] as const) {
    await page.show({ "prefers-color-scheme": look });
    await page.size(width, 800);
    expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
    await page.picture(resolve(dist, "screenshots", "pages", `check-managed-${look}-${width}.png`));
  }
  await set(policies, managed, { evidence: false, sitesOff: ["instagran", "tiktok"] });
  await page.until(`/evidence\\s+false/.test(${items}) && /country\\s+non définie/.test(${items})`);
  expect(await page.evaluate(items)).toMatch(/sitesOff\s+\["instagran","tiktok"\], inconnu : instagran/);
  await page.until(`/3018/.test(document.querySelector("#helpline a")?.href)`);
  expect([...page.requests, ...managed.backgroundRequests]).toEqual([]);
  await page.close();
});

test("what is taken back is gone from the next card; a person's choice comes first", async ({ managed, policies }) => {
  await set(policies, managed, { onlyCard: true, language: "en", rulesInterval: "off" });
  const { harassment } = await cards(managed);
  expect(harassment.join("\n")).not.toMatch(/Infirmière|school\?/);
  // In the language that is set.
  expect(harassment).toContain("Installed by your school. This extension sends it nothing.");
  const ask = (message: string) => page.evaluate(`chrome.runtime.sendMessage(${message})`);
  const page = await OwnPage.open(managed, "options", { ready: "#facts" });
  expect((await ask(`{ type: "settings" }`)).settings).toMatchObject({ only: true, lang: "en", interval: "off" });
  await ask(`{ type: "change", change: { only: false, lang: "fr", interval: "day" } }`);
  expect((await ask(`{ type: "settings" }`)).settings).toMatchObject({ only: false, lang: "fr", interval: "off" });
  await page.close();
  const visit = await Visit.open(managed);
  await visit.report("early");
  await visit.close();
  await managed.inBackground("chrome.storage.local.remove('settings').then(() => 1)");
});

test("a background that was stopped goes by the same policy; without one no school is named", async ({ managed, policies }) => {
  await set(policies, managed, school);
  const through = await managed.open();
  await managed.killBackground(through.session);
  await managed.shut(through);
  expect((await cards(managed)).harassment).toContain(LABEL);
  await set(policies, managed, {});
  const { harassment } = await cards(managed);
  expect(harassment).not.toContain(LABEL);
  expect(harassment).not.toContain(NOTICE);
  expect(managed.backgroundErrors).toEqual([]);
});
