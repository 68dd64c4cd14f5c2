// The help centre's ways: doors, sites, the complaint, the poster.

import { mkdirSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { EVENING, OwnPage } from "./own-page";
import { dist, expect, test } from "./visit";

test("a door opens, and no address tells which", async ({ extension }) => {
  const page = await OwnPage.open(extension, "help", { ready: ".first .go" });
  const address = await page.evaluate("location.href + history.length");
  for (const door of ["me", "saw", "did", "adult"]) {
    await page.press(`#${door}`);
    await page.until("document.querySelector('.steps')");
    expect(await page.evaluate("location.href + history.length + document.title")).toBe(`${address}Infos`);
    await page.press("#back");
    await page.until("document.querySelector('.doors')");
  }
  expect(page.requests).toEqual([]);
  await page.close();
});

test("each site has its ways with sources, and a complaint of its own", async ({ extension }) => {
  const page = await OwnPage.open(extension, "help", { ready: ".first .go" });
  await page.press("#me");
  const ids: string[] = await page.evaluate("[...document.querySelectorAll('[name=by-site]')].map((it) => it.value)");
  expect(ids.length).toBeGreaterThan(5);
  for (const id of ids) {
    await page.evaluate(`document.querySelector("[name=by-site][value=${id}]").click()`);
    await page.until(`document.querySelector("[name=by-site][value=${id}]").checked`);
    const [ways, sources] = await page.evaluate(
      "['.label', 'a[href^=https]'].map((it) => document.querySelectorAll('.ways-of ' + it).length)",
    );
    expect(ways, id).toBeGreaterThan(0);
    expect(sources, id).toBeGreaterThan(0);
  }
  await page.evaluate(
    "document.getElementById('refused-site').value = 'TikTok'," +
      "document.getElementById('refused-site').dispatchEvent(new Event('change', { bubbles: true }))",
  );
  await page.until("/TikTok/.test(document.getElementById('letter').value)");
  const cut = await page.evaluate(
    "(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)(document.getElementById('letter'))",
  );
  expect(cut, "all of the complaint is seen").toBeLessThanOrEqual(2);
  await page.close();
});

test("the poster is one page, with number and code, also at night", async ({ extension }) => {
  const page = await OwnPage.open(extension, "help", { ready: ".first h2", now: EVENING + 6 * 3_600_000 });
  await page.press("#adult");
  for (const lang of ["fr", "en"]) {
    await page.speak(lang);
    const { data } = await page.session.send("Page.printToPDF", { preferCSSPageSize: true, printBackground: false });
    const pdf = Buffer.from(data, "base64");
    mkdirSync(resolve(dist, "screenshots", "pages"), { recursive: true });
    writeFileSync(resolve(dist, "screenshots", "pages", `poster-${lang}.pdf`), pdf);
    expect(pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length, "one page").toBe(1);
    const [, width, height] = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf.toString("latin1")) ?? [];
    expect([Math.round(Number(width)), Math.round(Number(height))], "A4").toEqual([595, 842]);
  }
  await page.session.send("Emulation.setEmulatedMedia", { media: "print" });
  await page.size(680, 1010);
  await page.picture(resolve(dist, "screenshots", "pages", "poster.png"));
  const printed = "[...document.querySelectorAll('body > *')].filter((it) => it.checkVisibility())";
  expect(await page.evaluate(`${printed}.map((it) => it.className)`)).toEqual(["poster"]);
  expect(await page.evaluate("document.querySelector('.poster').innerText")).toMatch(/^\s*You can talk[^]*\n3018\n/);
  expect(await page.evaluate("document.querySelector('.poster .code').checkVisibility()")).toBe(true);
  const beyond = await page.evaluate(`(() => {
    const poster = document.querySelector(".poster");
    const { top, bottom } = poster.getBoundingClientRect();
    const boxes = [...poster.children].map((it) => it.getBoundingClientRect());
    return Math.max(top - Math.min(...boxes.map((it) => it.top)), Math.max(...boxes.map((it) => it.bottom)) - bottom);
  })()`);
  expect(beyond, "pixels that stand out of the page").toBeLessThanOrEqual(0);
  await page.close();
});
