// The script that `go run ./scripts/bench` starts: it plays each row in three browsers in turn, one with the extension,
// one without, one with autoconsent, and writes one line of JSON for each time it has played one.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { Browser } from "../runner/browser";
import { type Measured, type Subject, rows } from "./rows";

interface Input {
  /** The browser's program. */
  chromium: string;
  /** Folders of unpacked extensions. */
  ours: string;
  autoconsent: string;
  /** Names of the rows to play. */
  rows: string[];
  /** How often each is played. */
  rounds: number;
}

/** One row, played once with one subject. */
interface Line extends Measured {
  row: string;
  subject: Subject;
}

const input: Input = JSON.parse(await text(process.stdin));
const nothing = mkdtempSync(join(tmpdir(), "bouton3018-without-"));
const browsers = new Map<Subject, Browser>();

const quit = async (code: number): Promise<never> => {
  for (const browser of browsers.values()) await browser.close();
  rmSync(nothing, { recursive: true, force: true });
  process.exit(code);
};
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void quit(1));
// The parent may be killed without a word.
const parent = process.ppid;
setInterval(() => process.ppid !== parent && quit(1), 1000).unref();

try {
  // An extension that is on no page: tabs are opened through one.
  const manifest = {
    manifest_version: 3,
    name: "nothing",
    version: "1",
    background: { service_worker: "background.js" },
  };
  writeFileSync(join(nothing, "manifest.json"), JSON.stringify(manifest));
  writeFileSync(join(nothing, "background.js"), "");
  const extensions: Record<Subject, string> = { ours: input.ours, without: nothing, autoconsent: input.autoconsent };
  const launch = async (subject: Subject): Promise<Browser> => {
    const browser = await Browser.launch({ chromium: input.chromium, extension: extensions[subject] });
    browsers.set(subject, browser);
    return browser;
  };
  for (const name of input.rows) {
    const row = rows.find((each) => each.name === name);
    if (!row) throw new Error(`no row is called ${name}`);
    for (let round = 0; round < input.rounds; round++) {
      for (const subject of row.subjects) {
        if (row.isFresh) {
          for (const browser of browsers.values()) await browser.close();
          browsers.clear();
        }
        const browser = browsers.get(subject) ?? (await launch(subject));
        const line: Line = { row: row.name, subject, ...(await row.play(browser, subject)) };
        process.stdout.write(JSON.stringify(line) + "\n");
      }
    }
  }
  await quit(0);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  await quit(2);
}
