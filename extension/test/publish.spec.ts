// From a maintainer's command to the page that a child has open: the real commands, the real server, a real browser.

import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { build, folder, inBrowser } from "./updates-build";
import { Visit, expect, figure, html, pause, root, test } from "./visit";

/** A row that only newer rules understand. */
const reasons = html.reasons.replace("<ul>", "<ul><li><button>Braoulement</button></li>");

let source: string;
let program: string;
let server: ChildProcess;
let url: string;
let dir: string;

test.beforeAll(async () => {
  // A source tree of its own: rules are changed there, and nowhere else.
  source = mkdtempSync(join(tmpdir(), "bouton3018-source-"));
  mkdirSync(join(source, "rules"));
  writeFileSync(join(source, "go.mod"), "module bouton3018\n");
  cpSync(join(root, "rules", "packaged"), join(source, "rules", "packaged"), { recursive: true });
  symlinkSync(join(root, "rules", "dialogs"), join(source, "rules", "dialogs"));
  dir = join(source, "serve");
  mkdirSync(folder, { recursive: true });
  program = resolve(folder, process.platform === "win32" ? "rules.exe" : "rules");
  execFileSync("go", ["build", "-o", program, "./scripts/rules"], { cwd: root, stdio: "pipe" });
  server = spawn(program, ["serve", "-dir", dir], { cwd: source, stdio: ["ignore", "pipe", "inherit"] });
  url = await new Promise<string>((done, fail) => {
    let said = "";
    server.stdout!.on("data", (chunk) => {
      said += chunk;
      const found = /serving at (http:\S+?),/.exec(said);
      if (found) done(found[1]!);
    });
    server.on("exit", () => fail(new Error(`the server ends: ${said}`)));
  });
});

test.afterAll(async () => {
  server?.kill("SIGTERM");
  if (server?.exitCode === null) await new Promise((done) => server.on("exit", done));
  rmSync(source, { recursive: true, force: true });
});

/** A command of the maintainer's, to its end. */
const run = (name: string, ...args: string[]): Promise<void> =>
  new Promise((done, fail) => {
    const env = { ...process.env, BOUTON_URL: url, BOUTON_PASSPHRASE_FILE: join(dir, "passphrase.txt") };
    const files = ["-keys", join(dir, "keys.txt"), "-heads", join(dir, "heads.txt"), "-o", join(dir, "release")];
    spawn(program, [name, ...files, ...args], { cwd: source, env, stdio: ["ignore", "ignore", "inherit"] }).on(
      "exit",
      (code) => (code ? fail(new Error(`rules ${name} ends with ${code}`)) : done()),
    );
  });

/** Changes the rules as a maintainer does, in their files. */
function edit(): void {
  const change = (name: string, by: (content: any) => void): void => {
    const path = join(source, "rules", "packaged", name);
    const content = JSON.parse(readFileSync(path, "utf8"));
    by(content);
    writeFileSync(path, JSON.stringify(content));
  };
  change("lexicon/fr.json", ({ concepts }) => concepts.harassment.push("braoul*"));
  change("release.json", (release) => release.detection++);
}

/** The bytes of the server's whole answer, as a connection carries them. */
const bytesOf = (path: string): Promise<number> =>
  new Promise((done, fail) => {
    const { hostname, port, host } = new URL(url);
    let bytes = 0;
    const socket = connect(+port, hostname, () =>
      socket.write(
        `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nOrigin: chrome-extension://x\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n`,
      ),
    );
    socket
      .on("data", (chunk) => (bytes += chunk.length))
      .on("end", () => done(bytes))
      .on("error", fail);
  });

test("from a maintainer's command to an open page", async () => {
  const extension = build("published", url, readFileSync(join(dir, "keys.txt"), "utf8"));
  await inBrowser(extension, async (browser, page) => {
    const it = await Visit.open(browser);
    const choose = async (): Promise<void> => {
      await it.do({ show: html.menu });
      await it.do({ click: "Signaler", show: reasons });
      await it.stage("early");
      await it.do({ click: "Braoulement" });
    };
    await choose();
    expect((await it.lookAtRest()).stage, "not understood before").toBe("early");
    await it.do({ close: true });

    const before = await page.check();
    expect(before.check!.refusal).toBe(null);
    browser.backgroundRequests.splice(0);
    expect((await page.check()).check!.refusal).toBe(null);
    expect(browser.backgroundRequests, "nothing is new").toEqual([`${url}/v1/head`]);
    const bytes = await bytesOf("/v1/head");
    expect(bytes).toBeLessThanOrEqual(1500);
    figure(
      "update check when nothing is new",
      `${browser.backgroundRequests.length} request, ${bytes} bytes of response with its headers`,
      "1 request, ≤ 1.5 kB of response",
    );

    edit();
    await run("sign", "-key", join(dir, "kestrel.key"), "detection");
    const head = async (): Promise<string> => (await fetch(`${url}/v1/head`)).text();
    const old = await head();
    const published = (async () => {
      while ((await head()) === old) await pause(5);
      return Date.now();
    })();
    const command = run("publish", "-yes", "-key", join(dir, "owl.key"));
    const from = await published;
    // A person who presses the button.
    await page.evaluate("document.getElementById('check').click()");
    await page.until("/De nouvelles règles sont là/.test(document.getElementById('status').textContent)");
    const took = Date.now() - from;
    await command;
    const view = await page.view();
    expect(view.detection).toMatchObject({ version: before.detection.version + 1, keys: ["kestrel"], updated: true });

    await choose();
    expect((await it.stage("card")).harm).toBe("harassment");
    figure(
      "publish to active in an open browser that asks",
      `${(took / 1000).toFixed(2)} s past the cache; through it at most 60 s more, which is how long a head is kept`,
      "≤ 2 s past the cache, ≤ 62 s through it",
    );
  });
});
