// What the content script does, counted: in a copy of the extension whose content script begins with a few lines that
// count. Numbers are the same on every machine; times are not.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Browser } from "./runner/browser";
import { type Visit, built, chromium, test as plain } from "./visit";

export interface Counted {
  /** Timers and frames that are awaited, and observers of a whole tree. */
  timers: number;
  frames: number;
  trees: number;
  /** Since the page was opened: messages sent, and calls of ours by timers and observers. */
  messages: number;
  callbacks: number;
  /** Questions to the page's nodes, and the most of them without the page coming to its turn; to how many nodes these
   * were at most. */
  reads: number;
  longest: number;
  nodes: number;
}

/** Runs in front of the content script, in its world. */
function count(): void {
  const scope = globalThis as any;
  const timers = new Set<unknown>();
  const frames = new Set<number>();
  const trees = new Set<unknown>();
  const counted = { messages: 0, callbacks: 0, reads: 0, longest: 0, nodes: 0 };

  /** Questions since the page last had its turn. */
  let stretch = 0;
  let asked = new Set<unknown>();
  const end = (): void => {
    stretch = 0;
    asked = new Set();
  };
  const begin = (): void => {
    end();
    counted.callbacks++;
  };
  // A message to ourselves arrives when the page has had its turn, whatever began the stretch.
  const turn = new MessageChannel();
  turn.port1.onmessage = end;
  const read = (node: unknown): void => {
    if (!stretch) turn.port2.postMessage(null);
    counted.reads++;
    counted.longest = Math.max(counted.longest, ++stretch);
    counted.nodes = Math.max(counted.nodes, asked.add(node).size);
  };

  const timer = (set: string, clear: string, repeats: boolean): void => {
    const [start, stop] = [scope[set], scope[clear]];
    scope[set] = (callback: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) => {
      const id = start(() => {
        if (!repeats) timers.delete(id);
        begin();
        callback(...args);
      }, ms);
      timers.add(id);
      return id;
    };
    scope[clear] = (id: unknown) => {
      timers.delete(id);
      stop(id);
    };
  };
  timer("setTimeout", "clearTimeout", false);
  timer("setInterval", "clearInterval", true);

  const [frame, cancel] = [scope.requestAnimationFrame, scope.cancelAnimationFrame];
  scope.requestAnimationFrame = (callback: FrameRequestCallback) => {
    const id = frame((now: number) => {
      frames.delete(id);
      end();
      callback(now);
    });
    frames.add(id);
    return id;
  };
  scope.cancelAnimationFrame = (id: number) => {
    frames.delete(id);
    cancel(id);
  };

  scope.MutationObserver = class extends MutationObserver {
    constructor(callback: MutationCallback) {
      super((records, self) => {
        begin();
        callback(records, self);
      });
    }
    override observe(target: Node, options: MutationObserverInit): void {
      if (options.subtree) trees.add(this);
      super.observe(target, options);
    }
    override disconnect(): void {
      trees.delete(this);
      super.disconnect();
    }
  };

  const send = chrome.runtime.sendMessage.bind(chrome.runtime) as (...args: unknown[]) => unknown;
  (chrome.runtime as any).sendMessage = (...args: unknown[]) => {
    counted.messages++;
    return send(...args);
  };

  const countCalls = (of: any, name: string): void => {
    const { value, get } = Object.getOwnPropertyDescriptor(of, name)!;
    const original = value ?? get;
    const counting = function (this: unknown, ...args: unknown[]): unknown {
      read(of === scope ? args[0] : this);
      return original.apply(this, args);
    };
    Object.defineProperty(of, name, { configurable: true, ...(value ? { value: counting } : { get: counting }) });
  };
  countCalls(scope, "getComputedStyle");
  for (const name of [
    "getBoundingClientRect",
    "getClientRects",
    "checkVisibility",
    "children",
    "matches",
    "getAttribute",
    "querySelectorAll",
  ]) {
    countCalls(Element.prototype, name);
  }
  for (const name of ["childNodes", "textContent"]) countCalls(Node.prototype, name);

  scope.counted = () => ({ ...counted, timers: timers.size, frames: frames.size, trees: trees.size });
  /** Forgets the longest stretch. */
  scope.countAnew = () => void (counted.longest = counted.nodes = 0);
}

/** A test in a browser whose content script counts. */
export const test = plain.extend<object, { extension: Browser }>({
  extension: [
    async ({}, use) => {
      const copy = mkdtempSync(join(tmpdir(), "bouton3018-counted-"));
      cpSync(built, copy, { recursive: true });
      writeFileSync(join(copy, "content.js"), `(${count})();\n${readFileSync(join(built, "content.js"), "utf8")}`);
      const browser = await Browser.launch({ chromium, extension: copy });
      await use(browser);
      await browser.close();
      rmSync(copy, { recursive: true, force: true });
    },
    { scope: "worker" },
  ],
});

export const counted = (it: Visit): Promise<Counted> => it.tab.inWorld("counted()");

/** What happened meanwhile: messages, calls and questions, and the longest stretch of questions and of nodes. */
export async function countedWhile(it: Visit, happens: () => Promise<unknown>): Promise<Counted> {
  await it.tab.inWorld("countAnew()");
  const before = await counted(it);
  await happens();
  const after = await counted(it);
  return {
    ...after,
    messages: after.messages - before.messages,
    callbacks: after.callbacks - before.callbacks,
    reads: after.reads - before.reads,
  };
}
