// The runner that `go run ./scripts/rules eval` starts: flows on standard input, judged steps on standard output.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { Browser } from "./browser";
import type { Finished, Flow, Judged, Run } from "./flow";
import { play } from "./play";

const write = (line: Judged | Finished): void => void process.stdout.write(JSON.stringify(line) + "\n");

let browser: Browser | undefined;
const quit = async (): Promise<never> => {
  await browser?.close();
  process.exit(1);
};
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, quit);
// The parent may be killed without a word.
const parent = process.ppid;
setInterval(() => process.ppid !== parent && quit(), 1000).unref();

const run: Run = JSON.parse(await text(process.stdin));
const launch = (): Promise<Browser> => Browser.launch({ chromium: run.chromium, extension: run.extension });
const queue = [...run.flows];
let failures = 0;
let starting: Promise<Browser> | undefined;

/** The browser, started again if it has crashed. */
async function running(): Promise<Browser> {
  if (browser && !browser.root.gone) return browser;
  if (browser && ++failures > 3) throw new Error(browser.root.gone);
  starting ??= (async () => {
    await browser?.close();
    browser = await launch();
    starting = undefined;
    return browser;
  })();
  return starting;
}

async function work(): Promise<void> {
  for (let flow: Flow | undefined; (flow = queue.shift()); ) {
    const begun = Date.now();
    const id = flow.id;
    const picture = (step: number, png: Buffer): void =>
      writeFileSync(join(run.screenshots, `${id.replaceAll("/", "__")}-${step}.png`), png);
    await play(await running(), flow, { record: run.record, ...(run.screenshots && { picture }) }, write);
    write({ flow: id, finished: true, ms: Date.now() - begun });
  }
}

if (run.screenshots) mkdirSync(run.screenshots, { recursive: true });
try {
  await running();
  await Promise.all(Array.from({ length: Math.min(run.pages, run.flows.length) }, work));
  await browser?.close();
  process.exit(0);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  await browser?.close();
  process.exit(2);
}
