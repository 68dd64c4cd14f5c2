// One Chromium with the built extension, its background, and tabs whose ids are known.

import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { Connection, type Json, type Session } from "./cdp";

export interface LaunchOptions {
  /** The browser's program. */
  chromium: string;
  /** Folder of the unpacked extension; without it one must come in another way, such as by a policy. */
  extension?: string;
  /** Profile folder, kept at the end; a fresh one that is removed when left out. */
  profile?: string;
  /** More command line switches. */
  args?: string[];
}

const switches = [
  "--headless=new",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--no-default-browser-check",
  "--disable-component-update",
  "--disable-sync",
  "--disable-default-apps",
  "--disable-search-engine-choice-screen",
  "--password-store=basic",
  "--use-mock-keychain",
  "--hide-scrollbars",
  "--mute-audio",
  "--force-color-profile=srgb",
  "--lang=fr-FR",
  // Several pages are looked at side by side: a page that nobody sees must render and keep time like the front one.
  "--disable-renderer-backgrounding",
  "--disable-background-timer-throttling",
  "--disable-backgrounding-occluded-windows",
  `--disable-features=${[
    // Time zone and language are set for a whole process: pages of the same site must not share one. A spare process
    // would have been started with the wrong ones.
    "ProcessPerSiteUpToMainFrameThreshold",
    // Of every window's address bar, a page that cost more than the page in the window.
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "Translate",
    "MediaRouter",
    "OptimizationHints",
    "DialMediaRouteProvider",
  ]}`,
  // Nothing leaves the machine, whatever the interception misses.
  "--host-resolver-rules=MAP * ~NOTFOUND",
];

/** Milliseconds for what never comes: a machine that is five times slower than usual keeps far below them. */
const limit = 120_000;

export interface Tab {
  /** chrome.tabs id. */
  id: number;
  targetId: string;
  session: Session;
}

/** A running browser. `close` ends it and everything that it started. */
export class Browser {
  readonly root: Session;
  /** Addresses that the background asked for, other than files of its own package. */
  readonly backgroundRequests: string[] = [];
  /** Errors and exceptions that the background printed. */
  readonly backgroundErrors: string[] = [];
  extensionId = "";
  #workers = new Map<string, Session>();
  #ended = false;
  #tabs = 0;

  private constructor(
    readonly process: ChildProcess,
    readonly connection: Connection,
    readonly profile: string,
    readonly temporary: boolean,
  ) {
    this.root = connection.root;
  }

  static async launch(options: LaunchOptions): Promise<Browser> {
    const profile = options.profile ?? mkdtempSync(join(tmpdir(), "bouton3018-profile-"));
    const args = [
      ...switches,
      `--user-data-dir=${profile}`,
      ...(options.extension
        ? [
            `--load-extension=${options.extension}`,
            `--disable-extensions-except=${options.extension}`,
            "--disable-background-networking", // with it no policy installs anything either
          ]
        : []),
      "--remote-debugging-pipe",
      ...(options.args ?? []),
      "about:blank",
    ];
    const child = spawn(options.chromium, args, { stdio: ["ignore", "ignore", "pipe", "pipe", "pipe"] });
    let said = "";
    child.stderr!.on("data", (chunk) => (said = (said + chunk).slice(-4000)));
    const connection = new Connection(child.stdio[3] as Writable, child.stdio[4] as Readable);
    const browser = new Browser(child, connection, profile, !options.profile);
    child.on("exit", (code) => connection.close(`the browser has ended (${code}) ${said.slice(-600)}`));
    child.on("error", (error) => connection.close(`the browser does not start: ${error.message}`));
    process.on("exit", browser.#kill);
    try {
      await browser.#attachToWorkers();
      await within(limit, browser.background(), "the extension's background does not start");
    } catch (error) {
      await browser.close();
      throw error;
    }
    return browser;
  }

  async #attachToWorkers(): Promise<void> {
    this.root.on("Target.attachedToTarget", ({ sessionId, targetInfo }) => {
      if (targetInfo.type !== "service_worker" || !targetInfo.url.startsWith("chrome-extension://")) return;
      const session = this.connection.session(sessionId);
      this.extensionId = new URL(targetInfo.url).host;
      this.#watchWorker(session);
      session.on("gone", () => this.#workers.delete(targetInfo.targetId));
      // Attached to before its first script runs, it has no `chrome` yet.
      ready(session).then(() => {
        this.#workers.set(targetInfo.targetId, session);
        this.#arrived.splice(0).forEach((wake) => wake());
      }, () => {});
    });
    // Only the background is attached to on its own: pages are, one by one, when a flow opens them.
    const filter = [{ type: "service_worker" }, { exclude: true }];
    await this.root.send("Target.setDiscoverTargets", { discover: true, filter: [{}] });
    await this.root.send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: false, flatten: true, filter });
  }

  readonly #arrived: (() => void)[] = [];

  #watchWorker(session: Session): void {
    const own = `chrome-extension://${this.extensionId}/`;
    session.on("Network.requestWillBeSent", ({ request }) => {
      if (!request.url.startsWith(own) && !request.url.startsWith("data:")) this.backgroundRequests.push(request.url);
    });
    session.on("Runtime.exceptionThrown", ({ exceptionDetails: it }) => {
      this.backgroundErrors.push(it.exception?.description ?? it.text);
    });
    session.on("Runtime.consoleAPICalled", ({ type, args }) => {
      if (type === "error" || type === "warning")
        this.backgroundErrors.push(args.map((it: Json) => it.value ?? it.description).join(" "));
    });
    for (const domain of ["Network", "Runtime"]) session.send(`${domain}.enable`).catch(() => {});
  }

  /** The background's session, once it runs. */
  async background(): Promise<Session> {
    for (;;) {
      for (const session of this.#workers.values()) if (!session.gone) return session;
      await new Promise<void>((resolve) => this.#arrived.push(resolve));
    }
  }

  /** Whether the background runs now. */
  get awake(): boolean {
    return this.#workers.size > 0;
  }

  /** Evaluates an expression in the background and returns its JSON value. A background that ends meanwhile is asked
   * again when it is back. */
  async inBackground(expression: string): Promise<any> {
    for (let attempt = 0; ; attempt++) {
      if (!this.awake) await this.#wake();
      const session = await within(limit, this.background(), "the background does not run");
      try {
        return await evaluate(session, expression);
      } catch (error) {
        // The answer to the command may come before the news that the target has gone.
        const ended = session.gone || String(error).includes("Runtime.evaluate:");
        if (!ended || attempt === 3) throw error;
      }
    }
  }

  async #wake(): Promise<void> {
    const { targetInfos } = await this.root.send("Target.getTargets");
    let why: unknown;
    for (const { targetId } of targetInfos.filter((it: Json) => it.type === "page")) {
      try {
        const { sessionId } = await this.root.send("Target.attachToTarget", { targetId, flatten: true });
        const session = this.connection.session(sessionId);
        await session.send("ServiceWorker.enable");
        await session.send("ServiceWorker.startWorker", { scopeURL: `chrome-extension://${this.extensionId}/` });
        await session.send("ServiceWorker.disable");
        await this.root.send("Target.detachFromTarget", { sessionId });
        return;
      } catch (error) {
        why = error; // A page that is closing is still listed, and goes at any moment.
      }
    }
    throw new Error("there is no page to wake the background from", { cause: why });
  }

  /** Opens an empty tab of its own and attaches to it. */
  async open(): Promise<Tab> {
    const url = `about:blank#tab-${++this.#tabs}`;
    const target = within(limit, new Promise<string>((resolve) => {
      const seen = ({ targetInfo }: Json) => {
        if (targetInfo.type !== "page" || targetInfo.url !== url) return;
        stop.forEach((it) => it());
        resolve(targetInfo.targetId);
      };
      const stop = ["Target.targetCreated", "Target.targetInfoChanged"].map((it) => this.root.on(it, seen));
    }), "no new tab");
    target.catch(() => {});
    // A window of its own: a tab behind another one is hidden again, and no longer painted, after a picture of it.
    const id = await this.inBackground(`chrome.windows.create({ url: ${JSON.stringify(url)}, focused: false }).then((it) => it.tabs[0].id)`);
    const targetId = await target;
    const { sessionId } = await this.root.send("Target.attachToTarget", { targetId, flatten: true });
    return { id, targetId, session: this.connection.session(sessionId) };
  }

  async shut(tab: Tab): Promise<void> {
    await this.root.send("Target.closeTarget", { targetId: tab.targetId }).catch(() => {});
  }

  /** Ends the extension's background as the browser does after 30 idle seconds, and waits until it has ended. It is
   * attached to again when something wakes it. `through` is the session of any page. */
  async killBackground(through: Session): Promise<void> {
    const stopped = new Promise<void>((resolve) => {
      through.on("ServiceWorker.workerVersionUpdated", ({ versions }) => {
        const mine = versions.filter((it: Json) => it.scriptURL.includes(this.extensionId));
        if (mine.length && mine.every((it: Json) => it.runningStatus === "stopped")) resolve();
      });
    });
    // A worker that is being debugged is kept, stopped, with its sessions.
    for (const session of this.#workers.values())
      await this.root.send("Target.detachFromTarget", { sessionId: session.id });
    await through.send("ServiceWorker.enable");
    await through.send("ServiceWorker.stopAllWorkers");
    await within(limit, stopped, "the background does not stop");
    await through.send("ServiceWorker.disable");
  }

  async close(): Promise<void> {
    if (this.#ended) return;
    await within(5000, this.root.send("Browser.close"), "").catch(() => {});
    for (let i = 0; this.process.exitCode === null && this.process.signalCode === null && i < 300; i++) await pause(10);
    this.#kill();
  }

  readonly #kill = (): void => {
    if (this.#ended) return;
    this.#ended = true;
    process.off("exit", this.#kill);
    if (this.process.exitCode === null) this.process.kill("SIGKILL");
    this.connection.close("the browser was closed");
    if (!this.temporary) return;
    try {
      rmSync(this.profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    } catch {
      // A last process may still write; the folder is in the system's temporary one.
    }
  };
}

async function ready(worker: Session): Promise<void> {
  while ((await evaluate(worker, "typeof chrome + (self.registration?.active?.state ?? '')")) !== "objectactivated")
    await pause(5);
}

/** Evaluates an expression, awaits it, and returns its JSON value; an exception there is one here. */
export async function evaluate(session: Session, expression: string, contextId?: number): Promise<any> {
  const reply = await session.send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true, ...(contextId && { contextId }) });
  if (reply.exceptionDetails)
    throw new Error(reply.exceptionDetails.exception?.description ?? reply.exceptionDetails.text);
  return reply.result.value;
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The promise, or an error with this message after so many milliseconds. */
export function within<T>(ms: number, promise: Promise<T>, message: string): Promise<T> {
  let timer: NodeJS.Timeout;
  const late =
    new Promise<never>((_, reject) => (timer = setTimeout(() => reject(new Error(`${message} (${ms} ms)`)), ms)));
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
