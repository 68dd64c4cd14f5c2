// Every page of the extension in every state that a person meets, for those who see, hear or move differently.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { type Contrast, contrasts } from "./contrast";
import { type Features, OwnPage } from "./own-page";
import { sharedNames } from "./spoken";
import { dist, expect, figure, test } from "./visit";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const folder = resolve(dist, "screenshots", "pages");

interface Looked {
  /** What is waited for. */
  ready: string;
  /** Runs before the page's own scripts. */
  before?: string;
  /** What it can be brought into, one after the other. */
  states: Record<string, (page: OwnPage) => Promise<unknown>>;
}

const pages: Record<string, Looked> = {
  popup: {
    ready: "footer",
    states: {
      opened: async () => {},
      unfolded: async (page) => {
        await page.press("#call");
        await page.evaluate(
          "document.querySelectorAll('details').forEach((it) => { it.name = ''; it.open = true; })",
        );
      },
    },
  },
  help: {
    ready: ".first .go",
    states: {
      doors: async () => {},
      me: (page) => page.press("#me"),
      saw: (page) => page.press("#back").then(() => page.press("#saw")),
      did: (page) => page.press("#back").then(() => page.press("#did")),
      adult: (page) => page.press("#back").then(() => page.press("#adult")),
    },
  },
  welcome: {
    ready: "#next",
    states: {
      what: (page) => page.until("document.querySelectorAll('.box li').length > 6"),
      private: (page) => page.press("#next"),
      try: (page) => page.press("#next"),
    },
  },
  options: {
    ready: "#detection",
    states: {
      opened: (page) => page.until("document.querySelector('#facts')"),
      unfolded: (page) => page.press("#updates summary"),
      refused: async (page) => {
        await page.press("form button");
        await page.until("document.querySelector('[role=alert]').textContent");
      },
    },
  },
  check: {
    ready: "#policy",
    states: { screen: async () => {}, menu: (page) => page.press("#menu") },
  },
  try: {
    ready: "#menu",
    states: { post: async () => {}, menu: (page) => page.press("#menu"), why: (page) => page.press("dialog button") },
  },
};

/** A page in two colours was in front when the toolbar's button was pressed. */
const captured = `const canvas = Object.assign(document.createElement("canvas"), { width: 1200, height: 700 });
  const context = canvas.getContext("2d");
  ["#f00000", "#00f000"].forEach((colour, i) => {
    context.fillStyle = colour;
    context.fillRect(i * 600, 0, 600, 700);
  });
  const capture = { picture: canvas.toDataURL(), why: "", address: "https://www.instagram.com/p/C0ffee/", at: 1774373400000 };
  const { sendMessage } = chrome.runtime;
  chrome.runtime.sendMessage = async (message) =>
    message.type === "captured" ? capture : sendMessage.call(chrome.runtime, message);`;

/** Two boxes stood open when somebody asked for their outlines. */
const outlined = `const box = (title, children) => ({
    format: "bouton3018/dialog/1", host: "www.entraide.example", lang: "fr", mount: "light", cut: true,
    dialog: { tag: "div", attributes: { role: "dialog", "aria-label": title }, block: true, size: 16, children },
  });
  const rows = ["Harcèlement ou intimidation", "Xx xx xxxx xxxxx xx xxxxx", "Spam"];
  const boxes = [
    box("Signaler Xxx Xxxxxx", rows.map((text) => ({ tag: "li", block: true, pointer: true, children: [text] }))),
    box("Xxxxxxx", []),
  ];
  const { sendMessage } = chrome.runtime;
  chrome.runtime.sendMessage = async (message) =>
    message.type === "outlined" ? boxes : sendMessage.call(chrome.runtime, message);`;

pages.capture = {
  ready: "#file",
  before: outlined,
  states: { opened: async () => {}, second: (page) => page.press("label", "2"), saved: (page) => page.press("#save") },
};

/** It has no languages to choose from, nor what stands around the other pages. */
const evidence: Looked = {
  ready: "form",
  before: captured,
  states: {
    picture: async () => {},
    framed: (page) => page.press("#frame"),
    hidden: (page) => page.press("#frame"),
    dropped: (page) => page.press("#drop"),
  },
};

const looks: Record<string, { features: Features; width: number; zoom?: number; lang?: string }> = {
  light: { features: { "prefers-color-scheme": "light" }, width: 1366 },
  dark: { features: { "prefers-color-scheme": "dark" }, width: 1366 },
  "forced-colours": { features: { "forced-colors": "active" }, width: 1366 },
  "right-to-left": { features: { "prefers-color-scheme": "light" }, width: 1366, lang: "ar" },
  "200-percent": { features: { "prefers-color-scheme": "light" }, width: 1366, zoom: 2 },
  "320-pixels": { features: { "prefers-color-scheme": "light" }, width: 320 },
  "320-pixels-dark": { features: { "prefers-color-scheme": "dark" }, width: 320 },
  english: { features: { "prefers-color-scheme": "light" }, width: 1366, lang: "en" },
};

test("every page is looked at", () => {
  const sources = resolve(dist, "../extension/src/pages");
  const all = readdirSync(sources).filter((name) => existsSync(resolve(sources, name, `${name}.html`)));
  expect(Object.keys({ ...pages, evidence }).sort()).toEqual(all.sort());
});

let violations = 0;
let states = 0;

for (const [name, { ready, before, states: steps }] of Object.entries({ ...pages, evidence })) {
  for (const [look, { features, width, zoom, lang }] of Object.entries(looks)) {
    test(`${name}: ${look}`, async ({ extension }) => {
      const page = await OwnPage.open(extension, name, { ready, before, features });
      await page.size(width, 657, zoom);
      if (lang && name !== "evidence") await page.speak(lang);
      else if (lang === "ar") await page.evaluate("document.documentElement.dir = 'rtl'");
      for (const [state, enter] of Object.entries(steps)) {
        await enter(page);
        await page.evaluate(
          "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))).then(() => 1)",
        );
        await page.picture(resolve(folder, `${name}-${state}-${look}.png`));
        await page.evaluate(`${axe}; 1`);
        const found = await page.evaluate(
          `axe.run(document).then(({ violations }) => violations.flatMap((it) =>
             it.nodes.map((node) => it.id + ": " + node.html.slice(0, 200) + " " + node.failureSummary)))`,
        );
        states++;
        violations += found.length;
        expect(found, `${state}: what axe finds`).toEqual([]);
        expect(
          await page.evaluate("document.documentElement.scrollWidth <= innerWidth"),
          `${state}: nothing to scroll sideways`,
        ).toBe(true);
        const small = await page.evaluate(
          `[...document.querySelectorAll("button, summary, select, .go, .small-go, .button, nav a, label:has(input)")]
             .filter((el) => el.checkVisibility()).map((el) => [el.textContent.trim(), el.getBoundingClientRect()])
             .filter(([, box]) => box.width < 24 || box.height < 24).map(([text]) => text)`,
        );
        expect(small, `${state}: targets`).toEqual([]);
        if (look === "light") {
          await page.evaluate(`globalThis.folded = [...document.querySelectorAll("details:not([open])")], 1`);
          await page.evaluate("folded.forEach((it) => Object.assign(it, { open: true, name: '' })), 1");
          const { nodes } = await page.session.send("Accessibility.getFullAXTree");
          expect(await sharedNames(page.session, nodes), `${state}: names that say which, unfolded`).toEqual([]);
          await page.evaluate("folded.forEach((it) => (it.open = false)), 1");
        }
        if (features["forced-colors"] !== "active") {
          const texts: Contrast[] = await page.evaluate(`((root) => ${contrasts})(document.body)`);
          expect(texts.length).toBeGreaterThan(3);
          expect(texts.filter((it) => it.ratio < it.needed || it.italic || it.capitals), state).toEqual([]);
        }
      }
      expect(page.errors).toEqual([]);
      expect(page.requests).toEqual([]);
      await page.close();
    });
  }
}

test.afterAll(() => figure(
  "axe violations over the extension's pages, in every look", `${violations} in ${states} states`, "0",
));

for (const name of Object.keys(pages)) {
  test(`${name} makes sense spoken, and by keyboard alone`, async ({ extension }) => {
    const page = await OwnPage.open(extension, name, pages[name]);
    const { nodes } = await page.session.send("Accessibility.getFullAXTree");
    const shown = nodes.filter((node: any) => !node.ignored);
    const all = (role: string) => shown.filter((node: any) => node.role.value === role);
    const one = shown.filter(({ role, properties = [] }: any) =>
      role.value === "heading" && properties.some(({ name, value }: any) => name === "level" && value.value === 1));
    expect(one.length, "one heading of the first level").toBe(1);
    expect(all("main").length).toBe(1);
    expect(all("banner").length).toBe(1);
    expect(all("contentinfo").length).toBe(1);
    const named = [
      "button", "link", "radio", "checkbox", "combobox", "textbox", "region", "navigation", "DisclosureTriangle",
    ];
    for (const role of named)
      for (const node of all(role)) expect(node.name?.value?.trim(), `name of a ${role}`).toBeTruthy();

    // Each control that can be seen is reached by Tab, in the order of the page, and shows that it is.
    const kinds = "a[href], button, summary, select, input, textarea, [tabindex='0']";
    const controls = `[...document.querySelectorAll(${JSON.stringify(kinds)})]
      .filter((el) => el.checkVisibility() && !el.closest("[aria-hidden=true]"))`;
    await page.evaluate(
      "document.body.tabIndex = -1, document.body.focus(), document.body.removeAttribute('tabindex')",
    );
    const count: number = await page.evaluate(`${controls}.filter((el) => el.type !== "radio" || el.checked).length`);
    const reached: number[] = [];
    for (let i = 0; i < count; i++) {
      await page.key("Tab");
      reached.push(await page.evaluate(`${controls}.indexOf(document.activeElement)`));
      const outline = await page.evaluate("getComputedStyle(document.activeElement).outlineStyle");
      expect(outline, `the focus is seen at stop ${i}`).not.toBe("none");
    }
    expect(reached.filter((index) => index < 0)).toEqual([]);
    expect(reached.toSorted((a, b) => a - b), "in the order of the page").toEqual(reached);
    expect(new Set(reached).size, "each once").toBe(count);
    await page.close();
  });
}
