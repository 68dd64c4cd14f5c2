// One page of a site that is measured: what it costs its own process, in time of its thread and in memory.

import { type Browser, evaluate, pause, within } from "../runner/browser";
import type { Json, Session } from "../runner/cdp";

/** Milliseconds of the page's thread since the page was opened: of everything, and of scripts alone, the layout that
 * they ask for left out. Bytes of the heap that scripts use. */
export interface Metrics {
  task: number;
  script: number;
  heap: number;
}

const url = "https://www.instagram.com/p/C0ffee/";

export class Page {
  private constructor(
    readonly browser: Browser,
    readonly session: Session,
    readonly id: number,
    readonly close: () => Promise<void>,
  ) {}

  /** Opens a page with this body in a window of its own. */
  static async open(browser: Browser, body: string): Promise<Page> {
    const tab = await browser.open();
    const { session } = tab;
    const head = `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>feed</title></head>`;
    const html = `${head}<body>${body}</body></html>`;
    session.on("Fetch.requestPaused", ({ requestId, resourceType }: Json) => {
      const answer =
        resourceType === "Document"
          ? session.send("Fetch.fulfillRequest", {
              requestId,
              responseCode: 200,
              responseHeaders: [{ name: "Content-Type", value: "text/html; charset=utf-8" }],
              body: Buffer.from(html).toString("base64"),
            })
          : session.send("Fetch.failRequest", { requestId, errorReason: "BlockedByClient" });
      answer.catch(() => {});
    });
    const loaded = new Promise<void>((resolve) => session.on("Page.loadEventFired", () => resolve()));
    const width = 1280;
    await Promise.all([
      session.send("Page.enable"),
      session.send("Fetch.enable", { patterns: [{ urlPattern: "*" }] }),
      session.send("Emulation.setFocusEmulationEnabled", { enabled: true }),
      session.send("Emulation.setDeviceMetricsOverride", { width, height: 800, deviceScaleFactor: 1, mobile: false }),
    ]);
    await session.send("Page.navigate", { url });
    await within(60_000, loaded, "the page does not load");
    // Processor time of the thread: what else the machine does is not counted.
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    const page = new Page(browser, session, tab.id, () => browser.shut(tab));
    await pause(700);
    await page.collect();
    return page;
  }

  evaluate(expression: string): Promise<any> {
    return evaluate(this.session, expression);
  }

  /** Leaves nothing for the collector to do meanwhile. */
  async collect(): Promise<void> {
    await this.session.send("HeapProfiler.collectGarbage");
    await pause(100);
  }

  async metrics(): Promise<Metrics> {
    const { metrics } = await this.session.send("Performance.getMetrics");
    const value = (name: string): number => metrics.find((it: Json) => it.name === name).value;
    const [task, script] = [1000 * value("TaskDuration"), 1000 * value("ScriptDuration")];
    return { task, script, heap: value("JSHeapUsedSize") };
  }

  /** What the page's thread does while something happens and until `after` milliseconds later. */
  async costOf(happens: () => Promise<unknown>, after: number): Promise<Metrics> {
    const before = await this.metrics();
    await happens();
    await pause(after);
    const { task, script, heap } = await this.metrics();
    return { task: task - before.task, script: script - before.script, heap };
  }

  /** A trusted click. */
  async click(x: number, y: number): Promise<void> {
    const mouse = (type: string, more: Json = {}) =>
      this.session.send("Input.dispatchMouseEvent", { type, x, y, ...more });
    await mouse("mousePressed", { button: "left", buttons: 1, clickCount: 1 });
    await mouse("mouseReleased", { button: "left", clickCount: 1 });
  }
}
