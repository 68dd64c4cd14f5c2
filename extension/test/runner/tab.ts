// One tab that plays one flow: the device that the flow names, its site's address answered from the flow, everything
// else refused and remembered.

import { type Browser, evaluate, pause, type Tab, within } from "./browser";
import type { Json, Session } from "./cdp";
import type { Flow } from "./flow";
import { harness, page } from "./site/page";
import { watch } from "./watch";

/** In the extension's world of a page, the expression that gives the watch. */
export const watcher = `globalThis[Symbol.for("watch")]`;

/** Resolves once the page's side rests and all of it is drawn: two frames, or a fifth of a second where none are drawn. */
async function rested(owner: { isBusy(): boolean }): Promise<true> {
  const after = (ms: number) => new Promise((done) => setTimeout(done, ms));
  const nextFrame = () => Promise.race([new Promise((done) => requestAnimationFrame(done)), after(100)]);
  for (let quiet = 0; quiet < 2; ) {
    const isBusy = owner.isBusy();
    // Frames are drawn for nobody meanwhile.
    await (isBusy ? after(50) : nextFrame());
    quiet = isBusy ? 0 : quiet + 1;
  }
  return true;
}

export class FlowTab {
  readonly session: Session;
  readonly id: number;
  /** Requests other than for the page itself and what its HTML names. */
  readonly requests: string[] = [];
  /** Uncaught exceptions of the page and of the extension in it. */
  readonly exceptions: string[] = [];
  /** Execution contexts of the extension by frame. */
  readonly #worlds = new Map<string, number>();
  #mouse = { x: 0, y: 0 };

  private constructor(readonly browser: Browser, readonly tab: Tab, readonly flow: Flow) {
    this.session = tab.session;
    this.id = tab.id;
  }

  /** Opens the flow's page in a window of its own; `before` is called before it is asked for. */
  static async open(browser: Browser, flow: Flow, before?: (tab: FlowTab) => Promise<unknown>): Promise<FlowTab> {
    const tab = new FlowTab(browser, await browser.open(), flow);
    try {
      await tab.#prepare(before);
    } catch (error) {
      await tab.close();
      throw error;
    }
    return tab;
  }

  async #prepare(before?: (tab: FlowTab) => Promise<unknown>): Promise<void> {
    const { session, flow } = this;
    const language = flow.locale.split("-")[0];
    session.on("Fetch.requestPaused", (event) => void this.#answer(event).catch(() => {}));
    session.on("Runtime.executionContextCreated", ({ context }) => {
      if (context.origin === `chrome-extension://${this.browser.extensionId}` && context.auxData?.type === "isolated") {
        this.#worlds.set(context.auxData.frameId, context.id);
      }
    });
    session.on("Runtime.executionContextDestroyed", ({ executionContextId }) => {
      for (const [frame, id] of this.#worlds) if (id === executionContextId) this.#worlds.delete(frame);
    });
    session.on("Runtime.executionContextsCleared", () => this.#worlds.clear());
    session.on("Runtime.exceptionThrown", ({ exceptionDetails: it }) => {
      this.exceptions.push(`${it.exception?.description ?? it.text} (${it.url ?? ""}:${it.lineNumber})`);
    });
    const loaded = new Promise<void>((resolve) => session.on("Page.loadEventFired", () => resolve()));
    await Promise.all([
      session.send("Page.enable"),
      session.send("Runtime.enable"),
      session.send("Fetch.enable", { patterns: [{ urlPattern: "*" }] }),
      session.send("Emulation.setFocusEmulationEnabled", { enabled: true }),
      session.send("Emulation.setDeviceMetricsOverride", { width: flow.width, height: flow.height, deviceScaleFactor: 1, mobile: false }),
      session.send("Emulation.setTouchEmulationEnabled", { enabled: flow.touch, ...(flow.touch && { maxTouchPoints: 5 }) }),
      session.send("Emulation.setUserAgentOverride", { userAgent: await userAgent(this.browser), acceptLanguage: `${flow.locale},${language};q=0.9` }),
    ]);
    await before?.(this);
    const { errorText } = await session.send("Page.navigate", { url: flow.url });
    if (errorText) throw new Error(`${flow.url} does not open: ${errorText}`);
    // These two belong to the process, and the process is chosen by the navigation.
    await Promise.all([
      session.send("Emulation.setTimezoneOverride", { timezoneId: flow.timezone }),
      session.send("Emulation.setLocaleOverride", { locale: flow.locale.replace("-", "_") }),
    ]);
    await within(60_000, loaded, "the page does not load");
    if (this.world !== undefined) await this.inWorld(`${watcher} ??= (${watch})()`);
  }

  async #answer({ requestId, request, resourceType, frameId }: Json): Promise<void> {
    const { session, flow } = this;
    if (resourceType === "Document" && request.url === flow.url.split("#")[0] && frameId === this.tab.targetId) {
      const { html, headers } = page(flow);
      const body = Buffer.from(html).toString("base64");
      return void (await session.send("Fetch.fulfillRequest", { requestId, responseCode: 200, responseHeaders: headers, body }));
    }
    const named = [flow.page, ...flow.steps.map((it) => it.show ?? "")].some((it) => it.includes(new URL(request.url).pathname));
    if (!named && !request.url.endsWith("/favicon.ico")) this.requests.push(request.url);
    await session.send("Fetch.failRequest", { requestId, errorReason: "BlockedByClient" });
  }

  /** The extension's context in the top frame, if the extension is on this page. */
  get world(): number | undefined {
    return this.#worlds.get(this.tab.targetId);
  }

  /** Evaluates in the page's own world. */
  inPage(expression: string): Promise<any> {
    return evaluate(this.session, expression);
  }

  /** Evaluates in the world of the extension's content script, where closed roots can be entered. */
  inWorld(expression: string): Promise<any> {
    if (this.world === undefined) throw new Error("the extension is not on this page");
    return evaluate(this.session, expression, this.world);
  }

  /** Waits until no look is pending in the page, no message open and everything drawn. */
  rest(): Promise<boolean> {
    return this.inWorld(`(${rested})(window[Symbol.for("owner")])`);
  }

  /** A handle, in the extension's world, of what an expression gives in the page's world. */
  async handle(expression: string): Promise<string | undefined> {
    const { result } = await this.session.send("Runtime.evaluate", { expression });
    if (!result.objectId) return undefined;
    const { node } = await this.session.send("DOM.describeNode", { objectId: result.objectId });
    const { object } =
      await this.session.send("DOM.resolveNode", { backendNodeId: node.backendNodeId, executionContextId: this.world });
    return object.objectId;
  }

  /** Calls a function of the watch with the dialog's box and returns its JSON value. */
  async ask(method: string, ...args: unknown[]): Promise<any> {
    const box = await this.handle(`${harness}.current?.box`);
    const objectId = box ?? (await this.session.send("Runtime.evaluate", { expression: "document.documentElement", contextId: this.world })).result.objectId;
    const reply = await this.session.send("Runtime.callFunctionOn", {
      objectId,
      functionDeclaration: `function (...args) { return ${watcher}.${method}(${box ? "this" : "null"}, ...args) }`,
      arguments: args.map((value) => ({ value })),
      awaitPromise: true,
      returnByValue: true,
    });
    if (reply.exceptionDetails)
      throw new Error(reply.exceptionDetails.exception?.description ?? reply.exceptionDetails.text);
    return reply.result.value;
  }

  /** A trusted click, pressed for so many milliseconds, or a tap where the flow's device has touch. */
  async click(x: number, y: number, hold = 0): Promise<void> {
    if (this.flow.touch) {
      await this.session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x, y }] });
      await this.session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
      return;
    }
    const mouse = (type: string, more: Json = {}) =>
      this.session.send("Input.dispatchMouseEvent", { type, x, y, ...more });
    this.#mouse = { x, y };
    await mouse("mouseMoved");
    await mouse("mousePressed", { button: "left", buttons: 1, clickCount: 1 });
    if (hold) await pause(hold);
    await mouse("mouseReleased", { button: "left", clickCount: 1 });
  }

  /** Where the mouse was left. */
  get mouse(): { x: number; y: number } {
    return this.#mouse;
  }

  /** A trusted press of a key, named as KeyboardEvent.key does. */
  async press(key: string, shift = false): Promise<void> {
    const known = keys[key] ?? { code: key.length === 1 ? `Key${key.toUpperCase()}` : key, number: key.toUpperCase().charCodeAt(0) };
    const text = key === "Enter" ? "\r" : key === "Space" ? " " : key.length === 1 ? key : "";
    const event = { key: key === "Space" ? " " : key, code: known.code, windowsVirtualKeyCode: known.number, modifiers: shift ? 8 : 0 };
    await this.session.send("Input.dispatchKeyEvent", { type: text ? "keyDown" : "rawKeyDown", ...event, ...(text && { text }) });
    await this.session.send("Input.dispatchKeyEvent", { type: "keyUp", ...event });
  }

  /** Presses Tab and says where the focus is then: "ours" with a number for the control, or "other". */
  async tabKey(shift = false): Promise<string> {
    await this.press("Tab", shift);
    return this.inWorld(`${watcher}.focus()`);
  }

  async screenshot(): Promise<Buffer> {
    const { data } = await this.session.send("Page.captureScreenshot", { format: "png" });
    return Buffer.from(data, "base64");
  }

  async close(): Promise<void> {
    await within(5000, this.browser.shut(this.tab), "").catch(() => {});
  }
}

const keys: Record<string, { code: string; number: number }> = {
  Enter: { code: "Enter", number: 13 },
  " ": { code: "Space", number: 32 },
  Space: { code: "Space", number: 32 },
  Tab: { code: "Tab", number: 9 },
  Escape: { code: "Escape", number: 27 },
  ArrowUp: { code: "ArrowUp", number: 38 },
  ArrowDown: { code: "ArrowDown", number: 40 },
  ArrowLeft: { code: "ArrowLeft", number: 37 },
  ArrowRight: { code: "ArrowRight", number: 39 },
  Home: { code: "Home", number: 36 },
  End: { code: "End", number: 35 },
};

let agent: Promise<string> | undefined;
function userAgent(browser: Browser): Promise<string> {
  // Sites send "HeadlessChrome" other pages; a person's browser does not say it.
  return (agent ??= browser.root.send("Browser.getVersion").then((it) => it.userAgent.replace("Headless", "")));
}
