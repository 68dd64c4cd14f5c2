// The script that `go run ./scripts/demo` starts: it opens the browser, answers what it asks for, and ends with it.

import { text } from "node:stream/consumers";
import { launch, type Running } from "./browser";
import type { Input } from "./input";
import { answerEverything } from "./session";

let running: Running | undefined;
let ending = false;
const quit = async (): Promise<void> => {
  if (ending) return;
  ending = true;
  await running?.end();
  process.exit(0);
};
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, quit);
// The parent may be killed without a word.
const parent = process.ppid;
setInterval(() => process.ppid !== parent && quit(), 1000).unref();

try {
  const input: Input = JSON.parse(await text(process.stdin));
  const device = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zone = input.zones.includes(device) ? undefined : input.zones[0];
  running = await launch(input.chromium, input.extension, zone, input.headless === true);
  if (ending) await running.end();
  await answerEverything(running.connection, input);
  process.stdout.write(JSON.stringify({ zone: zone ?? device, ...(zone && { device }) }) + "\n");
  await running.ended;
  process.exit(0);
} catch (error) {
  if (!ending) {
    process.stderr.write(`${(error as Error).message.split("\n")[0]}\n`);
    await running?.end();
    process.exit(2);
  }
}
