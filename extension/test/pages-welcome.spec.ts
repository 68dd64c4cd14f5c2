// A family is welcomed once; a school is not.

import { resolve } from "node:path";
import { OwnPage } from "./own-page";
import { Browser, pause } from "./runner/browser";
import { chromium, dist, expect, patience, test } from "./visit";

const shipped = resolve(dist, "chromium");

const welcomes = async (browser: Browser): Promise<number> => {
  const { targetInfos } = await browser.root.send("Target.getTargets");
  return targetInfos.filter((it: any) => it.type === "page" && it.url.endsWith("/welcome.html")).length;
};

test("it opens once after the installation, and not at the next start", async () => {
  const browser = await Browser.launch({ chromium, extension: shipped });
  try {
    for (const end = Date.now() + patience; !(await welcomes(browser)) && Date.now() < end; ) await pause(100);
    expect(await welcomes(browser)).toBe(1);
  } finally {
    await browser.close();
  }
});

test("three screens, to the trial and out", async ({ extension }) => {
  const page = await OwnPage.open(extension, "welcome", { ready: "#next" });
  await page.until("document.body.innerText.includes('Instagram')");
  const screen = () => page.evaluate("document.querySelector('main').innerText");
  expect(await screen()).toContain("applis du téléphone");
  expect(await screen()).toContain("e-Enfance ne l’a pas faite");
  await page.press("#next");
  await page.until("document.querySelector('#back')");
  expect(await screen()).toContain("Autoriser en mode navigation privée");
  await page.press("#next");
  await page.until("document.querySelector('a[href=\"try.html\"]')");
  await page.press("#back");
  await page.until("document.querySelector('#next')");
  expect(page.requests).toEqual([]);
  await page.close();
});
