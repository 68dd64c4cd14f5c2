// A page of the extension in a tab of its own, as a person has it open.

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { type Browser, evaluate, pause, type Tab } from "./runner/browser";
import type { Session } from "./runner/cdp";
import { patience } from "./visit";

export interface Features {
  "prefers-color-scheme"?: "light" | "dark";
  "forced-colors"?: "active" | "none";
}

/** A Tuesday evening on which the packaged facts are young. */
export const EVENING = Date.parse("2026-03-24T18:30:00+01:00");

const KEYS: Record<string, { code: string; windowsVirtualKeyCode: number; text?: string }> = {
  Tab: { code: "Tab", windowsVirtualKeyCode: 9 },
  Enter: { code: "Enter", windowsVirtualKeyCode: 13, text: "\r" },
  Escape: { code: "Escape", windowsVirtualKeyCode: 27 },
  " ": { code: "Space", windowsVirtualKeyCode: 32, text: " " },
};

export class OwnPage {
  /** Addresses that the page asked for, other than files of its own package. */
  readonly requests: string[] = [];
  readonly errors: string[] = [];

  private constructor(
    readonly browser: Browser,
    readonly tab: Tab,
    readonly name: string,
  ) {}

  get session(): Session {
    return this.tab.session;
  }

  /** `name` is that of the file, `ready` a selector of what is waited for, `before` a script that runs before those of
   * the page. */
  static async open(
    browser: Browser,
    name: string,
    {
      ready = "h1",
      before = "",
      features = {},
      now = EVENING,
      country,
    }: { ready?: string; before?: string; features?: Features; now?: number; country?: string } = {},
  ): Promise<OwnPage> {
    const page = new OwnPage(browser, await browser.open(), name);
    const { session } = page;
    const own = `chrome-extension://${browser.extensionId}/`;
    await browser.inBackground(`setTest(${page.tab.id}, ${JSON.stringify({ now, country })}).then(() => 1)`);
    session.on("Network.requestWillBeSent", ({ request }) => {
      if (!request.url.startsWith(own) && !/^(data|blob):/.test(request.url)) page.requests.push(request.url);
    });
    session.on("Runtime.exceptionThrown", ({ exceptionDetails: it }) => {
      page.errors.push(it.exception?.description ?? it.text);
    });
    session.on("Log.entryAdded", ({ entry }) => {
      if (entry.level === "error") page.errors.push(entry.text);
    });
    for (const domain of ["Page", "Network", "Runtime", "Log"]) await session.send(`${domain}.enable`);
    await speakFrench(browser, session);
    await session.send("Emulation.setTimezoneOverride", { timezoneId: "Europe/Paris" });
    if (before) await session.send("Page.addScriptToEvaluateOnNewDocument", { source: before });
    await page.show(features);
    await page.size(1366, 657);
    await session.send("Page.navigate", { url: `${own}${name}.html` });
    await page.until(`document.readyState === "complete" && document.querySelector(${JSON.stringify(ready)})`);
    return page;
  }

  evaluate(expression: string): Promise<any> {
    return evaluate(this.session, expression);
  }

  async until(expression: string): Promise<void> {
    for (const end = Date.now() + patience; !(await this.evaluate(expression).catch(() => false)); await pause(20))
      if (Date.now() > end) throw new Error(`never came: ${expression}`);
  }

  async show(features: Features): Promise<void> {
    const list = Object.entries(features).map(([name, value]) => ({ name, value }));
    await this.session.send("Emulation.setEmulatedMedia", { features: list });
  }

  /** In CSS pixels at a zoom of 1. */
  async size(width: number, height: number, zoom = 1): Promise<void> {
    const metrics = {
      width: Math.floor(width / zoom),
      height: Math.floor(height / zoom),
      deviceScaleFactor: zoom,
      mobile: false,
    };
    await this.session.send("Emulation.setDeviceMetricsOverride", metrics);
  }

  /** Presses the first control that matches, with its label where one is given. */
  async press(selector: string, label = ""): Promise<void> {
    const find = controlWith(selector, label);
    await this.until(find);
    await this.evaluate(`${find}.click()`);
  }

  async key(key: string): Promise<void> {
    for (const type of ["keyDown", "keyUp"])
      await this.session.send("Input.dispatchKeyEvent", { type, key, ...KEYS[key] });
  }

  /** The language of the page, chosen as a person does. */
  async speak(lang: string): Promise<void> {
    await this.press(`.languages li button[lang=${lang}]`);
    await this.until(`document.documentElement.lang === ${JSON.stringify(lang)}`);
  }

  /** All of the page, in a file. */
  async picture(file: string): Promise<void> {
    const { cssContentSize: box } = await this.session.send("Page.getLayoutMetrics");
    const { data } = await this.session.send("Page.captureScreenshot", {
      format: "png",
      captureBeyondViewport: true,
      clip: { x: 0, y: 0, width: box.width, height: box.height, scale: 1 },
    });
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, Buffer.from(data, "base64"));
  }

  async close(): Promise<void> {
    await this.browser.shut(this.tab);
  }
}

/** An expression that gives the first control that matches and has this label. */
export const controlWith = (selector: string, label: string): string =>
  `[...document.querySelectorAll(${JSON.stringify(selector)})]` +
  `.find((it) => it.textContent.includes(${JSON.stringify(label)}))`;

/** Numbers that are called in France only, in a text; without those of our name, of dates and of ages. */
export const frenchNumbersIn = (text: string): string[] =>
  text.replace(/Bouton 3018|\d+ \p{L}+ 20\d\d(?!-)|[\d-]{10}|\d\d?(:\d\d)+|\d+\s(ans|years)/gu, "").match(/\b(3018|3020|3114|3919|119|114|1[578])\b/g) ?? [];

/** A headless browser does not take the language of its system. */
export async function speakFrench(browser: Browser, session: Session): Promise<void> {
  const { userAgent } = await browser.root.send("Browser.getVersion");
  await session.send("Network.setUserAgentOverride", { userAgent, acceptLanguage: "fr-FR,fr" });
}
