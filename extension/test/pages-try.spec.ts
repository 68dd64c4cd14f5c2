// The trial: the content script as it is, on a page of ours, from the pill to the words after the report.

import { resolve } from "node:path";
import { OwnPage } from "./own-page";
import { press, stage } from "./trial";
import { dist, expect, pause, test } from "./visit";

for (const lang of ["fr", "en"]) {
  test(`the whole way can be played (${lang})`, async ({ extension }) => {
    const page = await OwnPage.open(extension, "try", { ready: "#menu" });
    await page.speak(lang);
    const words = lang === "fr" ? ["Signaler", "harcèlement", "Envoyer"] : ["Report", "harassment", "Submit"];
    await press(page, "#menu");
    await press(page, "dialog button", words[0]);
    await stage(page, "early");
    await press(page, "dialog button", words[1]);
    expect((await stage(page, "card")).harm).toBe("harassment");
    await pause(300);
    await page.picture(resolve(dist, "screenshots", "pages", `try-card-${lang}.png`));
    await press(page, "dialog button", words[2]);
    await stage(page, "after");
    expect(page.requests).toEqual([]);
    expect(page.errors).toEqual([]);
    await page.close();
  });
}

test("what is dismissed or set there was not meant", async ({ extension }) => {
  const page = await OwnPage.open(extension, "try", { ready: "#menu" });
  for (const message of ["dismiss", "only"].map((value) => ({ type: "press", value })))
    await page.evaluate(`chrome.runtime.sendMessage(${JSON.stringify(message)})`);
  expect(await extension.inBackground("chrome.storage.session.get('dismissed')")).toEqual({});
  expect((await extension.inBackground("chrome.storage.local.get('settings')")).settings?.only ?? false).toBe(false);
  await page.close();
});
