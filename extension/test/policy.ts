// A browser under policies of its own. Chromium reads them from one folder of the machine; here it sees another one in its
// place, in a mount namespace, so that nothing of the machine changes and no other browser sees them.

import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "./visit";

/** Where Chromium of Debian and of Playwright looks. */
const place = "/etc/chromium";

/** How a namespace is made, and null where this machine lets nobody: then it needs root. */
const unshare = [["unshare", "-m"], ["unshare", "-rm"]].find(([program, ...how]) => {
  try {
    if (!existsSync(place)) mkdirSync(place); // as root only
    execFileSync(program!, [...how, "mount", "--bind", place, place], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
});

export const whyNot = unshare ? "" : `policies need root or user namespaces, and ${place}`;

/** A program that starts Chromium under the policies that lie in a folder. */
export function managedChromium(folder: string): string {
  mkdirSync(join(folder, "policies/managed"), { recursive: true });
  const program = join(folder, "chromium");
  const inside = `mount --bind "$0" ${place} && exec "${chromium}" "$@"`;
  writeFileSync(program, `#!/bin/sh\nexec ${unshare!.join(" ")} sh -c '${inside}' '${folder}' "$@"\n`);
  chmodSync(program, 0o755);
  return program;
}

/** Writes more policies beside those that lie there; a browser that runs sees them within seconds. */
export const setPolicies = (folder: string, policies: object): void =>
  writeFileSync(join(folder, "policies/managed/of-the-test.json"), JSON.stringify(policies));
