// A school installs the extension without touching a computer: a policy names it, and the browser fetches it.

import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { createHash, generateKeyPairSync } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { cardOfHarassment, obstacle, Policies } from "./policy";
import type { Browser } from "./runner/browser";
import { plainFlow } from "./runner/flow";
import { args } from "./updates-build";
import { expect, figure, patience, root, test, Visit } from "./visit";

/** What the school sets. */
const school = {
  country: "FR",
  sitesOff: ["tiktok"],
  contactRole: "infirmière scolaire",
  contactHours: "Mo-Su 00:00-24:00",
};

let folder: string;
let worker: ChildProcess;
let address: string;
let id: string;

const go = (tree: string, ...args: string[]): string =>
  execFileSync("go", args, { cwd: tree, stdio: "pipe" }).toString();

/** Makes a release of a source tree, and gives it to the worker. */
const release = (tree: string): string =>
  go(tree, "run", "./scripts/release", "-trial", "-o", join(folder, "release"),
    "-key", join(folder, "key.pem"), "-address", `${address}extension/`, "-publish", address);

/** A copy of the source tree with a newer version. */
function newer(version: string): string {
  const tree = join(folder, "newer");
  const others = [".git", "dist", "node_modules"];
  cpSync(root, tree, { recursive: true, filter: (from) => !others.includes(basename(from)) });
  execFileSync("cp", ["-a", join(root, "extension/node_modules"), join(tree, "extension/node_modules")]);
  const manifest = join(tree, "extension/manifest.json");
  writeFileSync(manifest, readFileSync(manifest, "utf8").replace(/"version": "[^"]*"/, `"version": "${version}"`));
  return tree;
}

let policies: Policies;

const start = (profile: string): Promise<Browser> => policies.launch(join(folder, profile), args);

const versionIn = (browser: Browser): Promise<string> =>
  browser.inBackground("chrome.runtime.getManifest().version");

if (obstacle) {
  console.warn(`a forced install is not tried: ${obstacle}`);
} else {
  test.beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "bouton3018-school-"));
    const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    writeFileSync(join(folder, "key.pem"), privateKey.export({ type: "pkcs8", format: "pem" }));
    const hash = createHash("sha256").update(publicKey.export({ type: "spki", format: "der" })).digest("hex");
    id = [...hash.slice(0, 32)].map((digit) => String.fromCharCode(97 + parseInt(digit, 16))).join("");
    go(root, "build", "-o", join(folder, "worker"), "./worker");
    const listening = ["-addr", "127.0.0.1:0", "-extension", id];
    worker = spawn(join(folder, "worker"), listening, { stdio: ["ignore", "pipe", "inherit"] });
    address = await new Promise((resolve) => worker.stdout!.once("data", (line) => resolve(String(line).trim())));
    expect(release(root)).toContain(id);
    const items = Object.entries({ ...school, sitesOff: school.sitesOff.join() }).map((item) => item.join("="));
    go(root, "run", "./scripts/policy", "-id", id, "-updates", `${address}extension/updates.xml`, "-private", "closed",
      ...items, join(folder, "policy"));
    policies = new Policies(undefined, join(folder, "policy/linux/etc/chromium"));
    // A browser lets nobody look into what a policy installed, this test neither.
    policies.write({ DeveloperToolsAvailability: 1 });
  });

  test.afterAll(() => {
    worker?.kill();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  });

  test("a policy installs it, and it stays", async () => {
    const begun = Date.now();
    let browser = await start("one");
    try {
      expect(browser.extensionId).toBe(id);
      const it = await Visit.open(browser, { ...plainFlow });
      await it.report("card");
      const seconds = ((Date.now() - begun) / 1000).toFixed(1);
      figure("from an empty profile under policy to the card on the first report", `${seconds} s`, "≤ 10 s");

      // What the school set has come; nobody at this computer can take the extension away.
      await expect.poll(() => browser.inBackground("chrome.storage.managed.get()"), { timeout: patience })
        .toEqual(school);
      await expect.poll(() => cardOfHarassment(browser), { timeout: patience }).toContain("infirmière scolaire");
      const own = await browser.inBackground("chrome.management.getSelf()");
      expect([own.installType, own.mayDisable, own.enabled]).toEqual(["admin", false, true]);
      await expect(browser.inBackground("chrome.management.uninstallSelf()")).rejects.toThrow();
      await expect(browser.inBackground("chrome.windows.create({ incognito: true })")).rejects.toThrow(/[Ii]ncognito/);

      // A newer version.
      const old = await versionIn(browser);
      release(newer("7.0"));
      // Browsers look every five hours; at once here. What was fetched begins with the next start.
      const arrived = "new Promise((resolve) => chrome.runtime.onUpdateAvailable.addListener((it) => resolve(it.version)))";
      const found = await browser.inBackground(`Promise.all([${arrived}, chrome.runtime.requestUpdateCheck()])`);
      expect(found).toEqual(["7.0", { status: "update_available", version: "7.0" }]);
      expect(old).not.toBe("7.0");
      await browser.close();
      browser = await start("one");
      await expect.poll(() => versionIn(browser), { timeout: patience }).toBe("7.0");
      await browser.close();

      // A profile that was wiped.
      rmSync(join(folder, "one"), { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
      browser = await start("one");
      expect([browser.extensionId, await versionIn(browser)]).toEqual([id, "7.0"]);
      const again = await Visit.open(browser, { ...plainFlow });
      await again.report("card");
    } finally {
      await browser.close();
    }
  });
}
