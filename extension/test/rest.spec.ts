// At rest nothing of ours runs: no timer, no message, no observer of a whole tree. Counted in a copy of the extension
// whose content script begins with a few lines that count.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Browser } from "./runner/browser";
import { Visit, built, chromium, expect, figure, pause, test } from "./visit";

interface Counted {
  timers: number;
  frames: number;
  trees: number;
  messages: number;
  callbacks: number;
}

/** Runs in front of the content script, in its world. */
function count(): void {
  const timers = new Set<unknown>(), frames = new Set<number>(), trees = new Map<MutationObserver, number>();
  const counted = { messages: 0, callbacks: 0 };
  const scope = globalThis as any;
  for (const [set, clear, repeats] of [["setTimeout", "clearTimeout", false], ["setInterval", "clearInterval", true]] as const) {
    const start = scope[set], stop = scope[clear];
    scope[set] = (callback: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) => {
      const id = start(() => {
        if (!repeats) timers.delete(id);
        counted.callbacks++;
        callback(...args);
      }, ms);
      timers.add(id);
      return id;
    };
    scope[clear] = (id: unknown) => (timers.delete(id), stop(id));
  }
  const frame = scope.requestAnimationFrame.bind(scope), cancel = scope.cancelAnimationFrame.bind(scope);
  scope.requestAnimationFrame = (callback: FrameRequestCallback) => {
    const id = frame((now: number) => (frames.delete(id), callback(now)));
    frames.add(id);
    return id;
  };
  scope.cancelAnimationFrame = (id: number) => (frames.delete(id), cancel(id));
  const Original = scope.MutationObserver;
  scope.MutationObserver = class extends Original {
    constructor(callback: MutationCallback) {
      super((records: MutationRecord[], self: MutationObserver) => (counted.callbacks++, callback(records, self)));
    }
    observe(target: Node, options: MutationObserverInit): void {
      if (options.subtree) trees.set(this as unknown as MutationObserver, (trees.get(this as unknown as MutationObserver) ?? 0) + 1);
      super.observe(target, options);
    }
    disconnect(): void {
      trees.delete(this as unknown as MutationObserver);
      super.disconnect();
    }
  };
  const send = chrome.runtime.sendMessage.bind(chrome.runtime);
  (chrome.runtime as any).sendMessage = (...args: unknown[]) => (counted.messages++, (send as any)(...args));
  scope.counted = () => ({ ...counted, timers: timers.size, frames: frames.size, trees: trees.size });
}

test("at rest: no timer, no message, no observer of a tree", async ({}) => {
  const copy = mkdtempSync(join(tmpdir(), "bouton3018-counted-"));
  cpSync(built, copy, { recursive: true });
  writeFileSync(join(copy, "content.js"), `(${count})();\n${readFileSync(join(built, "content.js"), "utf8")}`);
  const browser = await Browser.launch({ chromium, extension: copy });
  try {
    const it = await Visit.open(browser);
    const counted = (): Promise<Counted> => it.tab.inWorld("counted()");
    const churn = `(async () => { for (let i = 0; i < 50; i++) { const p = document.createElement("p"); p.textContent = "Signaler un harcèlement " + i; document.querySelector("article").append(p); p.className = "x" + i; await new Promise((r) => setTimeout(r, 40)); } })()`;

    const idle = async (what: string): Promise<void> => {
      await pause(11_000);
      const before = await counted();
      await it.tab.inPage(churn);
      await pause(1000);
      const after = await counted();
      expect({ ...after, messages: after.messages - before.messages, callbacks: after.callbacks - before.callbacks }, what).toEqual({ timers: 0, frames: 0, trees: 0, messages: 0, callbacks: 0 });
    };
    const { x, y } = { x: 640, y: 500 };
    await it.tab.click(x, y);
    expect((await counted()).timers, "the count counts").toBeGreaterThan(0);
    await idle("after a click in a feed");

    await it.report("card");
    expect((await counted()).messages, "the count counts").toBeGreaterThan(0);
    await it.do({ close: true });
    await idle("after a report");
    figure("at rest, no dialog open: timers, messages, observers with subtree", "0", "0");
  } finally {
    await browser.close();
    rmSync(copy, { recursive: true, force: true });
  }
});
