// Builds of the extension that look for newer rules at a server of the test, and browsers with them.

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Part, Parts } from "./log";
import { OptionsPage } from "./options-page";
import { Browser } from "./runner/browser";
import { chromium, dist, expect, root } from "./visit";

/** Files of tests run side by side, each in a process with a number, and each builds its own. */
export const folder = resolve(dist, "updates", process.env["TEST_PARALLEL_INDEX"] ?? "");

/** Only this computer is reached. */
export const args = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--accept-lang=fr-FR,fr"];

/** Builds the extension for a server and returns its folder. */
export function build(name: string, url: string, keys: string, publication?: unknown): string {
  const out = join(folder, name);
  mkdirSync(out, { recursive: true });
  const file = (name: string, content: string): string => {
    writeFileSync(join(out, name), content);
    return join(out, name);
  };
  const more = publication ? ["-publication", file("publication.json", JSON.stringify(publication))] : [];
  execFileSync(
    "go",
    ["run", "./scripts/build", "-o", out, "-rules-url", url, "-keys", file("keys.txt", keys), ...more],
    { cwd: root, stdio: "pipe" },
  );
  return join(out, "chromium-test");
}

/** The parts that a built extension carries. */
export function partsOf(extension: string): Parts {
  const read = (part: Part) => readFileSync(join(extension, `${part}.json`), "utf8");
  return { detection: read("detection"), directory: read("directory") };
}

/** A part with a higher version number and a change. */
export function next(text: string, change: (part: any) => void = () => {}, steps = 1): string {
  const part = JSON.parse(text);
  part.version += steps;
  change(part);
  return JSON.stringify(part);
}

export const launch = (extension: string, profile?: string, more: string[] = []): Promise<Browser> =>
  Browser.launch({ chromium, extension, args: [...args, ...more], profile });

/** A browser with its options page, for as long as `use` takes. */
export async function inBrowser(
  extension: string,
  use: (browser: Browser, page: OptionsPage) => Promise<void>,
  profile?: string,
): Promise<void> {
  const browser = await launch(extension, profile);
  try {
    await use(browser, await OptionsPage.open(browser));
    expect(browser.backgroundErrors).toEqual([]);
  } finally {
    await browser.close();
  }
}

/** A folder for as long as `use` takes. */
export async function inFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const made = mkdtempSync(join(tmpdir(), "bouton3018-updates-"));
  try {
    await use(made);
  } finally {
    rmSync(made, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}
