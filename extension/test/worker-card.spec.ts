// The picture of the card on the worker's first page is the card as it is drawn now. What Chromium draws is left in
// dist/worker, from where it is copied to worker/delivery/page when the card changes.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { evaluate } from "./runner/browser";
import { OwnPage } from "./own-page";
import { press, stage } from "./trial";
import { dist, expect, pause, root, test } from "./visit";

const folder = resolve(dist, "worker");

/** Runs in a page: the part of two pictures that differs, seen from so far that a letter is a grey spot. */
async function difference(...sources: string[]): Promise<number> {
  const [a, b] = await Promise.all(sources.map(async (source) => {
    const image = new Image();
    image.src = source;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: 190, height: 160 });
    const context = canvas.getContext("2d")!;
    context.imageSmoothingQuality = "high";
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return context.getImageData(0, 0, canvas.width, canvas.height).data;
  }));
  return a!.filter((value, i) => Math.abs(value - b![i]!) > 40).length / a!.length;
}

const address = (picture: Buffer): string => `data:image/webp;base64,${picture.toString("base64")}`;

for (const [scheme, name] of [["light", "card.webp"], ["dark", "card-dark.webp"]] as const) {
  test(`the picture of the card is the card (${scheme})`, async ({ extension }) => {
    mkdirSync(folder, { recursive: true });
    const page = await OwnPage.open(extension, "try", { ready: "#menu", features: { "prefers-color-scheme": scheme } });
    await page.size(2560, 1280, 2);
    await press(page, "#menu");
    await press(page, "dialog button", "Signaler");
    await stage(page, "early");
    await press(page, "dialog button", "harcèlement");
    await stage(page, "card");
    await page.session.send("Input.dispatchMouseEvent", { type: "mouseMoved", x: 1, y: 1 });
    await pause(500);
    // Half words behind would catch the eye.
    const behind = "document.querySelectorAll('body > header, main > :not(dialog), body > footer')";
    await page.evaluate(`${behind}.forEach((it) => (it.style.visibility = "hidden"))`);
    // The window and, beside it, the card. The page's style sheet shows the right half of it on a narrow screen.
    const left: number = await page.evaluate("document.querySelector('dialog').getBoundingClientRect().left");
    const clip = { x: left - 20, y: 0, width: 760, height: 640, scale: 1 };
    const { data } = await page.session.send("Page.captureScreenshot", { format: "webp", quality: 60, clip });
    const now = Buffer.from(data, "base64");
    writeFileSync(resolve(folder, name), now);
    await page.close();

    const kept = readFileSync(resolve(root, "worker/delivery/page", name));
    const tab = await extension.open();
    const sources = [kept, now].map((it) => JSON.stringify(address(it))).join();
    const differs = await evaluate(tab.session, `(${difference})(${sources})`);
    await extension.shut(tab);
    const otherwise = "copy dist/worker to worker/delivery/page";
    expect(differs, `part of ${name} that is not the card: ${otherwise}`).toBeLessThan(0.003);
  });
}
