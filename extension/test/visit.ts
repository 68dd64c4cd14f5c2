// What the tests share: one browser with the built extension, a page of a site in it, and a report on that page.

import { appendFileSync, existsSync, mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { test as base } from "@playwright/test";
import { act } from "./runner/act";
import { Browser, pause } from "./runner/browser";
import { type Flow, type Step, plainFlow } from "./runner/flow";
import { clock } from "./runner/play";
import { harness } from "./runner/site/page";
import { FlowTab, watcher } from "./runner/tab";
import type { Look } from "./runner/watch";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
export const dist = resolve(root, "dist");
/** The extension with the test hook. */
export const built = resolve(dist, "chromium-test");

/** The browser's program: CHROME_PATH, or what Debian and Ubuntu install. */
export const chromium =
  process.env.CHROME_PATH ??
  ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find((it) => existsSync(it)) ??
  "chromium";

/** The fragments of a plain report, in French. */
export const html = {
  menu: `<div role="dialog" aria-label="Options"><button>Signaler</button><button>Partager</button><button>Annuler</button></div>`,
  reasons: `<div role="dialog" aria-modal="true" aria-label="Signaler"><h1>Signaler</h1><p>Pourquoi signales-tu cette publication ?</p>
    <ul><li><button>Je n’aime pas</button></li><li><button>Intimidation ou contact indésirable</button></li><li><button>Suicide ou automutilation</button></li>
    <li><button>Violence, haine ou exploitation</button></li><li><button>Arnaque, fraude ou contenu indésirable</button></li></ul></div>`,
  sub: `<div role="dialog" aria-modal="true" aria-label="Signaler"><h1>Signaler</h1><p>De quelle façon ?</p>
    <ul><li><button>Menaces</button></li><li><button>Intimidation ou harcèlement</button></li></ul><button>Envoyer le signalement</button></div>`,
  done: `<div role="dialog" aria-modal="true" aria-label="Signaler"><h1>Merci pour ton signalement</h1><p>Nous allons l’examiner.</p><button>Terminé</button></div>`,
  share: `<div role="dialog" aria-modal="true" aria-label="Partager"><h1>Partager</h1><button>Copier le lien</button><button>Annuler</button></div>`,
};

/** A dialog that leaves the overlay no more than a strip. */
export const full = (html: string): string => `<style>
  [role=dialog] { position: fixed; inset: 0; margin: 0; display: flex; flex-direction: column; padding: 24px;
    background: Canvas; color: CanvasText }
  [role=dialog] ul { flex: 1; display: flex; flex-direction: column; gap: 8px; margin: 0; padding: 0; list-style: none }
  [role=dialog] li { flex: 1; display: flex } [role=dialog] button { flex: 1; min-height: 48px; text-align: start }
</style>${html}`;

/** Milliseconds after which what is waited for will not come, on a machine of any speed. */
export const patience = 60_000;

/** An expression that gives the overlay's controls that match and can be seen. */
const shownControls = (selector: string): string =>
  `[...(root?.querySelectorAll(${JSON.stringify(selector)}) ?? [])]` +
  ".filter((el) => el.checkVisibility() && el.getBoundingClientRect().width)";

/** A site's page, the person in front of it, and what they see of the overlay. */
export class Visit {
  #step = 0;
  constructor(readonly tab: FlowTab) {}

  static async open(
    browser: Browser,
    flow: Partial<Flow> = {},
    before?: (tab: FlowTab) => Promise<unknown>,
  ): Promise<Visit> {
    const tab = await FlowTab.open(browser, { ...plainFlow, ...flow }, before);
    await clock(browser, tab.id, tab.flow);
    return new Visit(tab);
  }

  /** One step of a flow; gives the time of the first frame with its change. */
  do(step: Partial<Step>): Promise<number> {
    return act(this.tab, ++this.#step, { delay: 0, how: "insert", wait: 1500, close: false, ...step });
  }

  /** Opens a report as far as a stage, each step by mouse. */
  async report(stage: "early" | "card" | "after"): Promise<void> {
    await this.do({ show: html.menu });
    await this.do({ click: "Signaler", show: html.reasons });
    if (stage === "early") return void (await this.stage("early"));
    await this.do({ click: "Intimidation ou contact indésirable", show: html.sub, how: "swap" });
    if (stage === "card") return void (await this.stage("card"));
    await this.do({ click: "Envoyer le signalement", show: html.done, how: "swap" });
    await this.stage("after");
  }

  look(): Promise<Look> {
    return this.tab.inWorld(`${watcher}.look()`);
  }

  /** Waits for a stage; an error says which one is seen instead. */
  async stage(stage: string): Promise<Look> {
    const look: Look = await this.tab.inWorld(`${watcher}.wait(${JSON.stringify(stage)}, null, null, ${patience})`);
    if (look.stage !== stage) throw new Error(`expected stage ${stage}, seen ${look.stage}`);
    return look;
  }

  /** Waits until nothing more is coming. */
  rest(): Promise<boolean> {
    return this.tab.rest();
  }

  /** What is seen when nothing more is coming: for what must not come. */
  async lookAtRest(): Promise<Look> {
    await this.rest();
    return this.look();
  }

  /** Waits for a stage, and some looks longer: it must still be that. */
  async stays(stage: string): Promise<void> {
    await this.stage(stage);
    await pause(1500);
    await this.stage(stage);
  }

  /** Waits until the page has been painted twice: what a click or a key does at once has been done. */
  painted(): Promise<unknown> {
    return this.tab.inWorld("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
  }

  /** Waits until nothing of the overlay moves. */
  async still(): Promise<void> {
    await this.painted();
    await this.overlay("Promise.all(shadow.getAnimations().map((it) => it.finished)).then(() => true)");
  }

  /** Evaluates with `host`, `root` (of the overlay) and `shadow` (its closed root) in the extension's world. */
  overlay(expression: string): Promise<any> {
    return this.tab.inWorld(`((w) => {
      const host = w.host(), root = w.root(), shadow = host && chrome.dom.openOrClosedShadowRoot(host);
      return ${expression};
    })(${watcher})`);
  }

  /** A trusted click at the centre of the overlay's nth control that matches, as a person does it: on what has stopped
   * moving, and lies uncovered. */
  async clickOurs(selector: string, nth = 0, hold = 0): Promise<void> {
    const find = (): Promise<{ x: number; y: number } | null> => this.overlay(`((el) => {
      if (!el) return null;
      el.scrollIntoView({ block: "nearest" });
      const { left, top, width, height } = el.getBoundingClientRect();
      const at = { x: left + width / 2, y: top + height / 2 };
      return el.contains(shadow.elementFromPoint(at.x, at.y)) ? at : null;
    })(${shownControls(selector)}[${nth}])`);
    const deadline = Date.now() + patience;
    let at = await find();
    for (let before: typeof at = null; !at || at.x !== before?.x || at.y !== before.y; at = await find()) {
      if (Date.now() > deadline) throw new Error(`${selector} of ours does not come to lie still and uncovered`);
      before = at;
      await this.painted();
    }
    await this.tab.click(at.x, at.y, hold);
    await pause(80); // for the site, which may react to what it should not have heard
    await this.painted();
  }

  /** Puts the focus on the first control that the overlay shows. */
  focusOurs(): Promise<void> {
    return this.overlay(`${shownControls("button,summary,a[href]")}[0].focus()`);
  }

  /** Whether the site's dialog is open, and where. */
  dialog(): Promise<{ open: boolean; box: number[] }> {
    return this.tab.inPage(`(({ current }) => {
      if (!current) return { open: false, box: [] };
      const { x, y, width, height } = current.box.getBoundingClientRect();
      return { open: current.box.isConnected && current.box.checkVisibility(), box: [x, y, width, height] };
    })(${harness})`);
  }

  close(): Promise<void> {
    return this.tab.close();
  }
}

export const test = base.extend<
  { visit: (flow?: Partial<Flow>, before?: (tab: FlowTab) => Promise<unknown>) => Promise<Visit> },
  { extension: Browser }
>({
  extension: [
    async ({}, use) => {
      const browser = await Browser.launch({ chromium, extension: built });
      await use(browser);
      await browser.close();
    },
    { scope: "worker" },
  ],
  visit: async ({ extension }, use) => {
    // The browser is shared: what somebody dismissed or chose before is over.
    await extension.inBackground("chrome.storage.session.remove(['dismissed', 'only', 'lang']).then(() => 1)");
    const open: Visit[] = [];
    await use(async (flow, before) => {
      const visit = await Visit.open(extension, flow, before);
      open.push(visit);
      return visit;
    });
    for (const it of open) await it.close();
  },
});

/** Adds one figure to dist/figures.jsonl. */
export function figure(name: string, value: string, goal: string): void {
  mkdirSync(dist, { recursive: true });
  appendFileSync(resolve(dist, "figures.jsonl"), JSON.stringify({ figure: name, value, goal }) + "\n");
}

/** The middle one of the numbers. */
export const median = (all: number[]): number => all.toSorted((a, b) => a - b)[all.length >> 1] ?? 0;

/** The value below which 95 % of the numbers lie. */
export const p95 = (all: number[]): number => all.toSorted((a, b) => a - b)[Math.ceil(all.length * 0.95) - 1] ?? 0;

export { expect } from "@playwright/test";
export { pause };
