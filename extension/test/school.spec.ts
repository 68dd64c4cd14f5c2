// A school installs the extension without touching a computer: a policy names it, and the browser fetches it.

import { execFileSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { managedChromium, setPolicies, whyNot } from "./policy";
import { Browser } from "./runner/browser";
import { plainFlow } from "./runner/flow";
import { args } from "./updates-build";
import { expect, patience, root, test, Visit } from "./visit";

const types: Record<string, string> = { ".xml": "text/xml", ".crx": "application/x-chrome-extension" };

let folder: string;
let server: Server;
let address: string;
let id: string;

/** Makes a release of the source tree at a place, and hands it out. */
function release(tree: string): void {
  const more = ["-trial", "-key", join(folder, "key.pem"), "-address", address, "-o", join(folder, "www")];
  const said = execFileSync("go", ["run", "./scripts/release", ...more], { cwd: tree, stdio: "pipe" }).toString();
  id = /id is ([a-p]{32})/.exec(said)![1]!;
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

const start = (profile: string): Promise<Browser> =>
  Browser.launch({ chromium: join(folder, "chromium"), profile: join(folder, profile), args });

const versionIn = (browser: Browser): Promise<string> =>
  browser.inBackground("chrome.runtime.getManifest().version");

if (whyNot) {
  console.warn(`a forced install is not tried: ${whyNot}`);
} else {
  test.beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "bouton3018-school-"));
    managedChromium(folder);
    server = createServer(({ url }, answer) => {
      const name = basename(url!.split("?")[0]!);
      try {
        const content = readFileSync(join(folder, "www", name));
        answer.writeHead(200, { "Content-Type": types[/\.\w+$/.exec(name)![0]]! }).end(content);
      } catch {
        answer.writeHead(404).end();
      }
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    writeFileSync(join(folder, "key.pem"), privateKey.export({ type: "pkcs8", format: "pem" }));
    mkdirSync(join(folder, "www"));
    release(root);
  });

  test.afterAll(() => {
    server?.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  });

  test("a policy installs it, and it stays", async () => {
    setPolicies(folder, {
      ExtensionInstallForcelist: [`${id};${address}updates.xml`],
      IncognitoModeAvailability: 1,
      DeveloperToolsAvailability: 1, // a browser lets nobody look into what a policy installed, this test neither
      "3rdparty": { extensions: { [id]: { country: "FR", sitesOff: ["tiktok"] } } },
    });
    const begun = Date.now();
    let browser = await start("one");
    try {
      expect(browser.extensionId).toBe(id);
      const it = await Visit.open(browser, { ...plainFlow });
      await it.report("card");
      console.log(`from an empty profile to the card on the first report: ${((Date.now() - begun) / 1000).toFixed(1)} s`);

      // What the school set has come; nobody at this computer can take the extension away.
      await expect.poll(() => browser.inBackground("chrome.storage.managed.get()"), { timeout: patience })
        .toEqual({ country: "FR", sitesOff: ["tiktok"] });
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
