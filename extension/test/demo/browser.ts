// A Chromium with a window, for a person: the extension as it is shipped, a fresh profile, and nothing from outside.

import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { Connection } from "../runner/cdp";

const switches = [
  "--no-first-run",
  "--no-default-browser-check",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-default-apps",
  "--disable-quic",
  "--disable-search-engine-choice-screen",
  "--password-store=basic",
  "--use-mock-keychain",
  "--disable-features=MediaRouter,OptimizationHints,DialMediaRouteProvider",
  // Nothing leaves the machine, whatever the interception misses.
  "--host-resolver-rules=MAP * ~NOTFOUND",
  "--window-size=1320,900",
];

/** What a fresh profile begins with: the browser does not offer to translate a page, in a bubble that covers it. */
const preferences = { translate: { enabled: false } };

export interface Running {
  connection: Connection;
  /** Resolves when the browser has ended, and its profile is removed. */
  ended: Promise<void>;
  end(): Promise<void>;
}

/** Starts the browser. Where its sandbox cannot be set up, it is started without: it shows local pages only. */
export async function launch(
  chromium: string,
  extension: string,
  zone: string | undefined,
  headless: boolean,
): Promise<Running> {
  const root = process.getuid?.() === 0;
  try {
    return await attempt(chromium, extension, zone, headless, !root);
  } catch (error) {
    if (root || !/sandbox/i.test((error as Error).message)) throw new Error(`Chromium does not start: ${said(error)}`);
  }
  try {
    return await attempt(chromium, extension, zone, headless, false);
  } catch (error) {
    throw new Error(`Chromium does not start: ${said(error)}`);
  }
}

/** The last line of what the browser wrote, which names the reason. */
const said = (error: unknown): string => (error as Error).message.trim().split("\n").at(-1)!.slice(0, 300);

function makeProfile(): string {
  const profile = mkdtempSync(join(tmpdir(), "bouton3018-demo-"));
  mkdirSync(join(profile, "Default"));
  writeFileSync(join(profile, "Default", "Preferences"), JSON.stringify(preferences));
  return profile;
}

async function attempt(
  chromium: string,
  extension: string,
  zone: string | undefined,
  headless: boolean,
  sandbox: boolean,
): Promise<Running> {
  const profile = makeProfile();
  const args = [
    ...switches,
    // With the second switch it does not warn, in a bar that covers the page, about the first.
    ...(sandbox ? [] : ["--no-sandbox", "--test-type"]),
    ...(headless ? ["--headless=new"] : []),
    `--user-data-dir=${profile}`,
    `--load-extension=${extension}`,
    `--disable-extensions-except=${extension}`,
    "--remote-debugging-pipe",
    "about:blank",
  ];
  const env = { ...process.env, ...(zone && { TZ: zone }) };
  const child = spawn(chromium, args, { stdio: ["ignore", "ignore", "pipe", "pipe", "pipe"], env });
  let text = "";
  child.stderr!.on("data", (chunk) => (text = (text + chunk).slice(-4000)));
  const connection = new Connection(child.stdio[3] as Writable, child.stdio[4] as Readable);
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()).once("error", () => resolve()));
  const ended = gone.then(() => remove(profile));
  process.on("exit", () => {
    if (!hasEnded(child)) child.kill("SIGKILL");
    remove(profile);
  });
  const failed = new Promise<never>((_, reject) => {
    child.once("error", (error) => reject(error));
    child.once("exit", (code) => reject(new Error(text || `it ended with code ${code}`)));
  });
  failed.catch(() => {});
  await Promise.race([connection.root.send("Browser.getVersion").catch(() => failed), failed]);
  const end = async (): Promise<void> => {
    connection.root.send("Browser.close").catch(() => {});
    await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 4000))]);
    if (!hasEnded(child)) child.kill("SIGKILL");
    await ended;
  };
  return { connection, ended, end };
}

const hasEnded = (child: ChildProcess): boolean =>
  child.exitCode !== null || child.signalCode !== null || child.pid === undefined;

function remove(profile: string): void {
  try {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  } catch {
    // A last process may still write; the folder is in the system's temporary one.
  }
}
