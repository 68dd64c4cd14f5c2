// The page that keeps a proof, or that shows the outline of a dialog, as it comes up for a tab whose toolbar button was
// pressed.

import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Contrast, contrasts } from "./contrast";
import { Browser, evaluate, pause, within } from "./runner/browser";
import type { Json, Session } from "./runner/cdp";
import { built, chromium, dist, expect, patience } from "./visit";

/** The tested extension with a toolbar button that opens nothing: a press grants what a press grants. */
function pressable(): string {
  const folder = resolve(dist, "pressable");
  cpSync(built, folder, { recursive: true });
  const file = join(folder, "manifest.json");
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, "utf8")), action: {} }));
  return folder;
}

export const launch = (profile?: string): Promise<Browser> =>
  Browser.launch({ chromium, extension: pressable(), profile, args: ["--enable-unsafe-extension-debugging"] });

/** A press on the toolbar button in the tab that shows this address. */
export async function pressButton(browser: Browser, address: string): Promise<void> {
  const { targetInfos } = await browser.root.send("Target.getTargets", { filter: [{ type: "tab" }] });
  const tab = targetInfos.find((it: Json) => it.url === address);
  await browser.root.send("Extensions.triggerAction", { id: browser.extensionId, targetId: tab.targetId });
}

const KEYS: Record<string, number> = {
  Tab: 9, Enter: 13, Escape: 27, " ": 32, ArrowLeft: 37, ArrowUp: 38, ArrowRight: 39, ArrowDown: 40, Backspace: 8,
};

export class EvidencePage {
  private constructor(
    readonly browser: Browser,
    readonly targetId: string,
    readonly session: Session,
    /** Requests that the page made, other than for files of the package. */
    readonly requests: string[],
  ) {}

  /** Waits for the page that opens, one that was not there before, and attaches to it. */
  static async opened(browser: Browser, before: string[], name = "evidence", ready = "form"): Promise<EvidencePage> {
    for (const end = Date.now() + patience; Date.now() < end; await pause(20)) {
      const found = (await EvidencePage.all(browser, name)).find((it) => !before.includes(it));
      if (!found) continue;
      const { sessionId } = await browser.root.send("Target.attachToTarget", { targetId: found, flatten: true });
      const session = browser.connection.session(sessionId);
      const requests: string[] = [];
      session.on("Network.requestWillBeSent", ({ request }) => requests.push(request.url));
      await session.send("Network.enable");
      const page = new EvidencePage(browser, found, session, requests);
      await page.until(`document.querySelector('${ready}, #gone')`);
      return page;
    }
    throw new Error("no page opened");
  }

  /** The pages of this kind that are open. */
  static async all(browser: Browser, name = "evidence"): Promise<string[]> {
    const { targetInfos } = await browser.root.send("Target.getTargets");
    const own = `chrome-extension://${browser.extensionId}/${name}.html`;
    return targetInfos.filter((it: Json) => it.type === "page" && it.url === own).map((it: Json) => it.targetId);
  }

  evaluate(expression: string): Promise<any> {
    return evaluate(this.session, expression);
  }

  async until(expression: string): Promise<void> {
    for (const end = Date.now() + patience; !(await this.evaluate(expression).catch(() => false)); await pause(20)) {
      if (Date.now() > end) throw new Error(`never came: ${expression}`);
    }
  }

  text(selector: string): Promise<string> {
    return this.evaluate(`document.querySelector(${JSON.stringify(selector)})?.textContent ?? ""`);
  }

  async press(key: string, shift = false): Promise<void> {
    const text = key === "Enter" ? "\r" : key.length === 1 ? key : "";
    const event = { key, code: key === " " ? "Space" : key, windowsVirtualKeyCode: KEYS[key], modifiers: shift ? 8 : 0 };
    const type = text ? "keyDown" : "rawKeyDown";
    await this.session.send("Input.dispatchKeyEvent", { type, ...event, ...(text && { text }) });
    // The press may have closed the page.
    await this.session.send("Input.dispatchKeyEvent", { type: "keyUp", ...event }).catch(() => {});
  }

  /** Presses Tab until the focus is on the element with this id. */
  async tabTo(id: string): Promise<void> {
    for (let i = 0; i < 20; i++) {
      if ((await this.evaluate("document.activeElement.id")) === id) return;
      await this.press("Tab");
    }
    throw new Error(`no Tab leads to ${id}`);
  }

  type(text: string): Promise<unknown> {
    return this.session.send("Input.insertText", { text });
  }

  /** Drags over the picture; in parts of its width and height. */
  async drag(from: [number, number], to: [number, number]): Promise<void> {
    await this.evaluate("document.querySelector('#picture').scrollIntoView({ block: 'center' })");
    const box = await this.evaluate(
      "(({ x, y, width, height }) => ({ x, y, width, height }))(document.querySelector('canvas').getBoundingClientRect())",
    );
    const at = ([x, y]: [number, number]) => ({ x: box.x + x * box.width, y: box.y + y * box.height });
    const mouse = (type: string, point: [number, number], buttons: number) =>
      this.session.send("Input.dispatchMouseEvent", { type, ...at(point), button: "left", buttons, clickCount: 1 });
    await mouse("mousePressed", from, 1);
    await mouse("mouseMoved", to, 1);
    await mouse("mouseReleased", to, 0);
  }

  /** Saves by the page's button, and gives the path of the file. */
  async save(button = "button.main"): Promise<string> {
    const folder = mkdtempSync(join(tmpdir(), "saved-"));
    // The page's, because the browser's does not know private windows.
    await this.session.send("Page.setDownloadBehavior", { behavior: "allow", downloadPath: folder });
    await this.evaluate(`document.querySelector('${button}').click()`);
    await this.until("document.querySelector('#outcome').textContent");
    for (const end = Date.now() + patience; Date.now() < end; await pause(20)) {
      // The browser makes the file before it has written it.
      const done = readdirSync(folder).find((name) => /\.(zip|json)$/.test(name) && statSync(join(folder, name)).size);
      if (done) return join(folder, done);
    }
    throw new Error(`nothing was saved: ${await this.text("#outcome")}`);
  }

  /** Resolves once the page is no more. */
  async gone(): Promise<void> {
    for (const end = Date.now() + patience; (await EvidencePage.all(this.browser)).includes(this.targetId); ) {
      if (Date.now() > end) throw new Error("the page stays");
      await pause(20);
    }
  }

  async close(): Promise<void> {
    await within(5000, this.browser.root.send("Target.closeTarget", { targetId: this.targetId }), "").catch(() => {});
  }
}

/** Writes a picture of the whole page into dist/screenshots, to be looked at. */
export async function picture(page: EvidencePage, name: string): Promise<void> {
  const folder = resolve(dist, "screenshots");
  mkdirSync(folder, { recursive: true });
  const { cssContentSize: box } = await page.session.send("Page.getLayoutMetrics");
  const clip = { x: 0, y: 0, width: box.width, height: box.height, scale: 1 };
  const shot = { format: "png", captureBeyondViewport: true, clip };
  const { data } = await page.session.send("Page.captureScreenshot", shot);
  writeFileSync(join(folder, `${name}.png`), Buffer.from(data, "base64"));
}

/** Looks at the page at two widths, with a picture of each named after the page, and asserts that nothing is cut and that
 * all text, `least` or more of it, can be read. */
export async function looksGood(page: EvidencePage, name: string, scheme: string, least: number): Promise<void> {
  for (const width of [320, 1366]) {
    const metrics = { width, height: 657, deviceScaleFactor: 1, mobile: false };
    await page.session.send("Emulation.setDeviceMetricsOverride", metrics);
    await page.until(`innerWidth === ${width}`);
    expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
    await picture(page, `${name}-${scheme}-${width}`);
  }
  const texts: Contrast[] = await page.evaluate(`((root) => ${contrasts})(document.body)`);
  expect(texts.length).toBeGreaterThan(least);
  expect(texts.filter((it) => it.ratio < it.needed || it.italic || it.capitals)).toEqual([]);
}

/** Shows the page in a colour scheme. */
export async function inScheme(page: EvidencePage, scheme: string): Promise<void> {
  const features = [{ name: "prefers-color-scheme", value: scheme }];
  await page.session.send("Emulation.setEmulatedMedia", { features });
}
