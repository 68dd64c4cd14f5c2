// The worker's pages as people see and print them: the real server, a real browser.

import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { type Contrast, contrasts } from "./contrast";
import type { Features } from "./own-page";
import { Browser, evaluate, pause, type Tab } from "./runner/browser";
import type { Session } from "./runner/cdp";
import { args } from "./updates-build";
import { built, chromium, dist, expect, figure, patience, root, test } from "./visit";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const folder = resolve(dist, "screenshots", "worker");
const program = resolve(dist, process.platform === "win32" ? "worker.exe" : "worker-program");

interface Server { url: string; process: ChildProcess }

async function serve(...args: string[]): Promise<Server> {
  const process = spawn(program, ["-addr", "127.0.0.1:0", ...args], { stdio: ["ignore", "pipe", "inherit"] });
  const url = await new Promise<string>((done, fail) => {
    let said = "";
    process.stdout!.on("data", (chunk) => {
      said += chunk;
      const found = /(http:\S+?)\/\n/.exec(said);
      if (found) done(found[1]!);
    });
    process.on("exit", () => fail(new Error(`the server ends: ${said}`)));
  });
  return { url, process };
}

let browser: Browser;
let plain: Server;
let inStores: Server;

test.beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  execFileSync("go", ["build", "-o", program, "./worker"], { cwd: root, stdio: "pipe" });
  browser = await Browser.launch({ chromium, extension: built, args }); // which reaches this machine, and nothing else
  plain = await serve();
  inStores = await serve(
    "-publisher", "Association Exemple", "-legal", "1 rue de l’Exemple, 75000 Paris\nHébergeur : Exemple",
    "-source", "https://code.example/bouton3018",
    "-stores", "https://chromewebstore.google.com/detail/x https://microsoftedge.microsoft.com/addons/detail/x",
  );
});

test.afterAll(async () => {
  [plain, inStores].forEach((it) => it?.process.kill("SIGTERM"));
  await browser?.close();
});

/** A page of the server in a tab, with all that it asks for. */
class Shown {
  readonly requests: string[] = [];
  readonly errors: string[] = [];
  private constructor(readonly tab: Tab) {}

  get session(): Session {
    return this.tab.session;
  }

  static async open(url: string): Promise<Shown> {
    const it = new Shown(await browser.open());
    it.session.on("Network.requestWillBeSent", ({ request }) => it.requests.push(request.url));
    it.session.on("Log.entryAdded", ({ entry }) => it.errors.push(`${entry.text} ${entry.url ?? ""}`));
    for (const domain of ["Page", "Network", "Runtime", "Log"]) await it.session.send(`${domain}.enable`);
    await it.session.send("Page.navigate", { url });
    for (const end = Date.now() + patience; !(await it.loaded()); await pause(20))
      if (Date.now() > end) throw new Error(`${url} does not load`);
    return it;
  }

  /** With its pictures: what is looked at next is whole. */
  private loaded(): Promise<boolean> {
    const whole = "document.readyState === 'complete' && !!document.querySelector('h1')";
    return this.evaluate(`${whole} && [...document.images].every((it) => it.complete)`).catch(() => false);
  }

  evaluate(expression: string): Promise<any> {
    return evaluate(this.session, expression);
  }

  async look(width: number, features: Features): Promise<void> {
    const list = Object.entries(features).map(([name, value]) => ({ name, value }));
    await this.session.send("Emulation.setEmulatedMedia", { features: list });
    const metrics = { width, height: 768, deviceScaleFactor: 1, mobile: false };
    await this.session.send("Emulation.setDeviceMetricsOverride", metrics);
    await this.evaluate(
      "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))).then(() => 1)",
    );
  }

  async picture(file: string): Promise<void> {
    const { cssContentSize: box } = await this.session.send("Page.getLayoutMetrics");
    const clip = { x: 0, y: 0, width: box.width, height: box.height, scale: 1 };
    const { data } = await this.session.send("Page.captureScreenshot", { captureBeyondViewport: true, clip });
    writeFileSync(file, Buffer.from(data, "base64"));
  }

  close(): Promise<void> {
    return browser.shut(this.tab);
  }
}

const light: Features = { "prefers-color-scheme": "light" };
const dark: Features = { "prefers-color-scheme": "dark" };
const looks: [string, number, Features][] = [
  ["1366", 1366, light], ["1366-dark", 1366, dark], ["768", 768, light], ["768-dark", 768, dark],
  ["320", 320, light], ["320-dark", 320, dark], ["forced-colours", 1366, { "forced-colors": "active" }],
];
const paths = ["/", "/install", "/guides", "/policy", "/data", "/legal", "/poster", "/letter", "/v1/log", "/nothing"];

let violations = 0;
let states = 0;

for (const [server, path] of [
  ...paths.map((it) => ["plain", it] as const), ["in-stores", "/install"] as const, ["in-stores", "/legal"] as const,
]) {
  test(`${path} ${server === "plain" ? "" : server} in every look`, async () => {
    const { url } = server === "plain" ? plain : inStores;
    const page = await Shown.open(url + path);
    const wrong: unknown[] = []; // told at the end, when all pictures are there
    for (const [look, width, features] of looks) {
      await page.look(width, features);
      await page.picture(resolve(folder, `${server}${path.replaceAll("/", "-")}-${look}.png`));
      await page.evaluate(`${axe}; 1`);
      const found: string[] = await page.evaluate(
        `axe.run(document).then(({ violations }) => violations.flatMap((it) =>
           it.nodes.map((node) => it.id + ": " + node.html.slice(0, 200) + " " + node.failureSummary)))`,
      );
      states++;
      violations += found.length;
      wrong.push(...found.map((it) => `${look}: ${it}`));
      if (!(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"))) wrong.push(`${look}: sideways`);
      const small: string[] = await page.evaluate(
        `[...document.querySelectorAll("button, summary, select, input, textarea, header a, .button")]
           .filter((el) => el.checkVisibility()).map((el) => [el.outerHTML, el.getBoundingClientRect()])
           .filter(([, box]) => box.width < 24 || box.height < 24).map(([text]) => text.slice(0, 80))`,
      );
      wrong.push(...small.map((it) => `${look}: small: ${it}`));
      if (features["forced-colors"]) continue;
      const texts: Contrast[] = await page.evaluate(`((root) => ${contrasts})(document.body)`);
      expect(texts.length).toBeGreaterThan(3);
      wrong.push(...texts.filter((it) => it.ratio < it.needed || it.italic || it.capitals));
    }
    wrong.push(...page.requests.filter((it) => !it.startsWith(url + "/"))); // from elsewhere
    // The browser complains of no more than that there is no such page, and no icon where pictures are allowed.
    wrong.push(...page.errors.filter((it) => !/\/(nothing|favicon\.ico)$/.test(it)));
    expect(wrong).toEqual([]);
    await page.close();
  });
}

test.afterAll(() => figure(
  "axe violations over the worker's pages, in every look", `${violations} in ${states} states`, "0",
));

test("the picture of the card comes in light and dark, as large as the page says", async () => {
  const page = await Shown.open(`${plain.url}/`);
  for (const [features, file] of [[light, "card.webp"], [dark, "card-dark.webp"]] as const) {
    await page.look(1366, features);
    const card = "document.querySelector('img.card')";
    await page.evaluate(`${card}.decode().then(() => 1)`);
    expect(await page.evaluate(`${card}.currentSrc`)).toBe(`${plain.url}/${file}`);
    const [width, height, ...said] = await page.evaluate(
      `((it) => [it.naturalWidth, it.naturalHeight, it.width, it.height, ...["width", "height"].map((name) =>
         Number(it.getAttribute(name)))])(${card})`,
    );
    expect(width / height).toBeCloseTo(said[2] / said[3], 3);
    expect(width / height).toBeCloseTo(said[0] / said[1], 1);
    expect(width, "sharp on a fine screen").toBeGreaterThanOrEqual(2 * said[2]);
  }
  await page.close();
});

for (const path of ["/poster", "/letter"]) {
  test(`${path} prints on one A4 page, from a dark screen too`, async () => {
    const page = await Shown.open(plain.url + path);
    for (const features of [light, dark]) {
      await page.look(1366, features);
      const { data } = await page.session.send("Page.printToPDF", { preferCSSPageSize: true, printBackground: false });
      const pdf = Buffer.from(data, "base64");
      writeFileSync(resolve(folder, `${path.slice(1)}-${features["prefers-color-scheme"]}.pdf`), pdf);
      const text = pdf.toString("latin1");
      expect(text.match(/\/Type\s*\/Page\b/g)?.length, "one page").toBe(1);
      const [, width, height] = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(text) ?? [];
      expect([Math.round(Number(width)), Math.round(Number(height))], "A4").toEqual([595, 842]);
    }
    await page.session.send("Emulation.setEmulatedMedia", { media: "print" });
    const printed = await page.evaluate(
      `[...document.querySelectorAll("body > *, main > *")].filter((it) => it.checkVisibility())
         .map((it) => it.className || it.localName)`,
    );
    expect(printed, "the sheet alone").toEqual(["main", expect.stringMatching(/^sheet /)]);
    expect(await page.evaluate("document.querySelector('.sheet').innerText")).toMatch(/3018/);
    await page.close();
  });
}
