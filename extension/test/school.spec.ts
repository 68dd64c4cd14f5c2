// A school installs the extension without touching a computer: a policy names it, and the browser fetches it.

import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { createHash, generateKeyPairSync } from "node:crypto";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { hashOf, keyFile, Log, makeKeys } from "./log";
import { OptionsPage } from "./options-page";
import { controlWith } from "./own-page";
import { cardOfHarassment, obstacle, Policies } from "./policy";
import { type Browser, evaluate } from "./runner/browser";
import { plainFlow } from "./runner/flow";
import { SecureServer } from "./secure-server";
import { args, next, partsOf } from "./updates-build";
import { knows, learn } from "./updates-server";
import { built, expect, figure, patience, root, test, Visit } from "./visit";

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
    "-key", join(folder, "key.pem"), "-address", `${address}extension/`, "-publish", address,
    "-rules-url", address, "-keys", join(folder, "keys.txt"));

/** Writes the policy files of an administrator, and says in which folder Chromium's are. */
function policyFiles(name: string, items: Record<string, string>): string {
  const set = Object.entries(items).map((item) => item.join("="));
  go(root, "run", "./scripts/policy", "-id", id, "-updates", `${address}extension/updates.xml`, "-private", "closed",
    ...set, join(folder, name));
  return join(folder, name, "linux/etc/chromium");
}

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

/** Of whoever signs rules. */
const keys = makeKeys();

/** Publishes the packaged rules and then newer ones at the worker, and returns the newer part. */
async function publishRules(): Promise<string> {
  const packaged = partsOf(built);
  const detection = next(packaged.detection, learn);
  const log = new Log(keys);
  for (const parts of [packaged, { ...packaged, detection }]) {
    const body = JSON.stringify({ ...log.publish(parts).current, parts: Object.values(parts) });
    const answer = await fetch(`${address}v1/publish`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body,
    });
    if (!answer.ok) throw new Error(await answer.text());
  }
  return detection;
}

/** A page for administrators, on which somebody presses the buttons of these sites; what is said of each. */
async function tryHosts(browser: Browser, hosts: string[]): Promise<string[]> {
  const { session, ...tab } = await browser.open();
  await session.send("Page.navigate", { url: `chrome-extension://${browser.extensionId}/check.html` });
  const button = (host: string) => controlWith("#sites button", host);
  const said = (host: string) =>
    evaluate(session, `${button(host)}?.parentElement.querySelector("span").textContent ?? "none"`).catch(() => "none");
  for (const host of hosts) {
    await expect.poll(() => said(host), { timeout: patience }).toBe("");
    await evaluate(session, `${button(host)}.click()`);
  }
  const isTold = (text: string) => !["", "en cours…", "none"].includes(text);
  await expect.poll(async () => (await Promise.all(hosts.map(said))).every(isTold), { timeout: patience }).toBe(true);
  const all = await Promise.all(hosts.map(said));
  await browser.shut({ session, ...tab });
  return all;
}

const start = (profile: string): Promise<Browser> => policies.launch(join(folder, profile), args);

const versionIn = (browser: Browser): Promise<string> =>
  browser.inBackground("chrome.runtime.getManifest().version");

if (obstacle) {
  console.warn(`a forced install is not tried: ${obstacle}`);
} else {
  test.beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "bouton3018-school-"));
    const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    writeFileSync(join(folder, "key.pem"), privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600 });
    const hash = createHash("sha256").update(publicKey.export({ type: "spki", format: "der" })).digest("hex");
    id = [...hash.slice(0, 32)].map((digit) => String.fromCharCode(97 + parseInt(digit, 16))).join("");
    go(root, "build", "-o", join(folder, "worker"), "./worker");
    writeFileSync(join(folder, "keys.txt"), keyFile(keys));
    const listening = ["-addr", "127.0.0.1:0", "-extension", id, "-keys", join(folder, "keys.txt")];
    worker = spawn(join(folder, "worker"), listening, { stdio: ["ignore", "pipe", "inherit"] });
    address = await new Promise((resolve) => worker.stdout!.once("data", (line) => resolve(String(line).trim())));
    expect(release(root)).toContain(id);
    policies = new Policies(undefined, policyFiles("policy", { ...school, sitesOff: school.sitesOff.join() }));
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

  test("newer rules come from the school's own mirror alone; hosts where scripting is blocked are named", async () => {
    const newer = await publishRules();
    const files = join(folder, "mirror");
    go(root, "run", "./worker", "export", "-from", address, files);
    const blocked = "www.snapchat.com";
    const reached = "www.instagram.com";
    const page = { type: "text/html", body: "<!doctype html><title>site</title>" };
    const mirror = await SecureServer.start(folder, [blocked, reached], (path) => {
      if (path === "/") return page;
      const file = join(files, path.replace(/^\/regles/, ""));
      return path.startsWith("/regles/v1/") && existsSync(file)
        ? { type: "application/json", body: readFileSync(file) }
        : undefined;
    });
    const managed = policyFiles("policy-mirror", { rulesAddress: `${mirror.url}/regles` });
    const other = new Policies(undefined, managed);
    other.write({ DeveloperToolsAvailability: 1 });
    const [name] = readdirSync(join(managed, "policies/managed")).filter((it) => it !== "of-the-test.json");
    const file = join(managed, "policies/managed", name!);
    const policy = JSON.parse(readFileSync(file, "utf8"));
    policy.ExtensionSettings[id].runtime_blocked_hosts = [`*://${blocked}`];
    writeFileSync(file, JSON.stringify(policy));
    const browser = await other.launch(join(folder, "mirrored"), mirror.args);
    try {
      await expect.poll(() => browser.inBackground("chrome.storage.managed.get().then((it) => it.rulesAddress)"), {
        timeout: patience,
      }).toBe(`${mirror.url}/regles`);
      expect(await knows(browser), "before").toBe(false);
      const options = await OptionsPage.open(browser);
      const { check, detection } = await options.check();
      expect([check?.refusal, detection.version]).toEqual([null, JSON.parse(newer).version]);
      expect(await knows(browser), "after").toBe(true);
      const asked = ["head", "proof/0/2", `part/${hashOf(newer)}`].map((it) => `${mirror.url}/regles/v1/${it}`);
      expect(browser.backgroundRequests).toEqual(asked);
      expect(mirror.seen).toEqual(asked);
      await options.close();

      // What a policy blocks, a busy browser may come to know a moment after it has started.
      await expect(async () => {
        const [at, notAt] = await tryHosts(browser, [reached, blocked]);
        expect(at).toBe("l’extension y est");
        expect(notAt).toContain("runtime_blocked_hosts");
      }).toPass({ timeout: 2 * patience });
      expect(browser.backgroundRequests).toEqual(asked);
    } finally {
      await browser.close();
      await mirror.close();
    }
  });
}
