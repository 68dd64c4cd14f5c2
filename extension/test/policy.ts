// A browser that an administrator manages: others cover the policy files of this machine, for this browser alone.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Browser } from "./runner/browser";
import { chromium, html, Visit } from "./visit";

/** Where Chromium on Linux reads its policies. */
const POLICIES = "/etc/chromium";

/** Starts a program that sees other files of policies: by root, or by whoever may be it in a namespace of their own. */
const unshare = process.getuid?.() === 0 ? ["-m"] : ["-rm"];

/** Why no browser can be managed here, "" where one can. */
export const obstacle = ((): string => {
  if (!existsSync(POLICIES)) return `${POLICIES} is not there`;
  try {
    execFileSync("unshare", [...unshare, "mount", "--bind", tmpdir(), POLICIES], { stdio: "pipe" });
    return "";
  } catch (error) {
    return `another ${POLICIES} cannot be mounted: ${(error as Error).message.trim().split("\n").pop()}`;
  }
})();

/** The id that Chromium gives to an unpacked extension: the hash of its folder. */
function idOf(folder: string): string {
  const hash = createHash("sha256").update(folder).digest("hex").slice(0, 32);
  return hash.replace(/./g, (digit) => String.fromCharCode(97 + parseInt(digit, 16)));
}

/** The policies of one browser, which has the built extension or gets one by them. */
export class Policies {
  constructor(
    readonly extension?: string,
    readonly folder = mkdtempSync(join(tmpdir(), "bouton3018-policies-")),
  ) {}

  /** What the administrator sets for the built extension, and what they set for the browser. The browser is told at once. */
  set(items: object, ofBrowser: object = {}): void {
    const { extension } = this;
    this.write({ ...(extension && { "3rdparty": { extensions: { [idOf(extension)]: items } } }), ...ofBrowser });
  }

  /** Sets policies beside those of other files in the folder. */
  write(policies: object): void {
    const managed = join(this.folder, "policies", "managed");
    mkdirSync(managed, { recursive: true });
    // Never read half written.
    writeFileSync(join(this.folder, "next"), JSON.stringify(policies));
    renameSync(join(this.folder, "next"), join(managed, "of-the-test.json"));
  }

  launch(profile?: string, args?: string[]): Promise<Browser> {
    const program = join(this.folder, "chromium");
    const inside = `mount --bind '${this.folder}' ${POLICIES} && exec '${chromium}' "$@"`;
    const quoted = inside.replaceAll("'", `'\\''`);
    writeFileSync(program, `#!/bin/sh\nexec unshare ${unshare.join(" ")} sh -c '${quoted}' sh "$@"\n`);
    chmodSync(program, 0o755);
    return Browser.launch({ chromium: program, extension: this.extension, profile, args });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** What is said on the card of a visit. */
export const texts = (visit: Visit): Promise<string[]> =>
  visit.overlay(`[...root.querySelectorAll("[data-text]")].map((it) => it.dataset.text.replaceAll("\\u00a0", " "))`);

/** What the card says once harassment is chosen, without anything that may be another harm. */
export async function cardOfHarassment(browser: Browser): Promise<string[]> {
  const visit = await Visit.open(browser);
  await visit.report("card");
  await visit.do({ click: "Intimidation ou harcèlement", show: html.sub, how: "swap" });
  await visit.rest();
  const said = await texts(visit);
  await visit.close();
  return said;
}
