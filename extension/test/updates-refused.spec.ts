// What must not come into a browser as newer rules, and what is told of it.

import { dayOf, hashOf, type Key, Log, makeKeys, note, statement } from "./log";
import { OptionsPage } from "./options-page";
import { type Fault } from "./rules-server";
import { inBrowser, next } from "./updates-build";
import { extension, first, keys, knows, learn, learned, packaged, server, startRulesServer } from "./updates-server";
import { expect, figure, test } from "./visit";

startRulesServer();

/** What a server, a network or a thief of keys may do, and the code of the refusal. */
interface Attack {
  name: string;
  code: string | RegExp;
  /** Publishes, or breaks, something. */
  do(log: Log): void;
  fault?: Fault;
}

const detection = (log: Log, change: (part: any) => void, by: Key[] = [keys.detection]): void =>
  void log.publish(
    { ...packaged, detection: next(packaged.detection, (part) => (learn(part), change(part)), 2) },
    Date.now(),
    { detection: by, directory: keys.directory.slice(0, 2) },
  );
const good = (log: Log): void => detection(log, () => {});
const instagram = (part: any): any => part.platforms.find((it: any) => it.id === "instagram");
const forPart =
  (change: (body: string) => string): Fault =>
  (name, body) =>
    name.startsWith("part/") ? change(body!) : body;
const forProof =
  (change: (proof: any) => void): Fault =>
  (name, body) => {
    if (!name.startsWith("proof/")) return body;
    const proof = JSON.parse(body!);
    change(proof);
    return JSON.stringify(proof);
  };
const instead =
  (status: number, body: string, headers: Record<string, string>): Fault =>
  (_, _body, answer) => {
    answer.removeHeader("Access-Control-Allow-Origin");
    answer.writeHead(status, headers).end(body);
  };
const cors = { "Access-Control-Allow-Origin": "*" };
const portal = "<!doctype html><title>Wifi gratuit</title><p>Connecte-toi";

const attacks: Attack[] = [
  { name: "wrong key", code: "threshold", do: (log) => detection(log, () => {}, [makeKeys().detection]) },
  {
    name: "wrong log key",
    code: "threshold",
    do: (log) => (good(log), (log.current.head = note(log.current.head.split("\n\n")[0] + "\n", makeKeys().log))),
  },
  {
    name: "a detection key for the directory",
    code: "threshold",
    do: (log) =>
      log.publish({ ...packaged, directory: next(packaged.directory) }, Date.now(), {
        detection: [keys.detection],
        directory: [keys.detection],
      }),
  },
  {
    name: "one signature where two are needed",
    code: "threshold",
    do: (log) =>
      log.publish({ ...packaged, directory: next(packaged.directory) }, Date.now(), {
        detection: [keys.detection],
        directory: [keys.directory[0]!],
      }),
  },
  {
    name: "the same key twice",
    code: "threshold",
    do: (log) =>
      log.publish({ ...packaged, directory: next(packaged.directory) }, Date.now(), {
        detection: [keys.detection],
        directory: [keys.directory[0]!, keys.directory[0]!],
      }),
  },
  {
    name: "a statement of the other part",
    code: /statement|threshold/,
    do: (log) => (good(log), (log.current.detection = log.current.directory)),
  },
  {
    name: "a note with extra text",
    code: "statement",
    do: (log) => (
      good(log),
      (log.current.detection = note(log.current.detection.split("\n\n")[0] + "\nmore\n", keys.detection))
    ),
  },
  {
    name: "a head of another log",
    code: "head",
    do: (log) => (
      good(log),
      (log.current.head = note(log.current.head.split("\n\n")[0]!.replace("bouton3018", "other") + "\n", keys.log))
    ),
  },
  { name: "an older version", code: "older", do: (log) => log.publish(packaged) },
  {
    name: "other content under a known version",
    code: "changed",
    do: (log) => log.publish({ ...packaged, detection: learned().detection.replace("floug", "flong") }),
  },
  { name: "a shorter log", code: "rollback", do: () => (server.log = new Log(keys).publish(learned(2))) },
  {
    name: "a fork of the log",
    code: "fork",
    do: () => (server.log = new Log(keys).publish(learned()).publish(learned(2))),
  },
  {
    name: "a longer fork of the log",
    code: "proof",
    do: () => (server.log = new Log(keys).publish(learned()).publish(packaged).publish(learned(2))),
  },
  { name: "a truncated proof", code: "proof", do: good, fault: forProof((proof) => proof.consistency.pop()) },
  {
    name: "a swapped proof",
    code: "proof",
    do: good,
    fault: (name, body) => (name.startsWith("proof/") ? server.log!.proof(1, 2) : body),
  },
  {
    name: "a proof that says too much",
    code: "proof",
    do: good,
    fault: forProof((proof) => proof.inclusion.push(proof.inclusion[0])),
  },
  {
    name: "statements that the log has not",
    code: "proof",
    do: (log) => {
      const text = learned(3).detection;
      good(log);
      log.parts.set(hashOf(text), text);
      log.current.detection = statement("detection", text, [keys.detection]);
    },
  },
  {
    name: "a part that differs by one byte",
    code: "hash",
    do: good,
    fault: forPart((body) => body.replace("floug", "flout")),
  },
  { name: "a truncated part", code: "size", do: good, fault: forPart((body) => body.slice(0, -1)) },
  { name: "a byte order mark", code: "size", do: good, fault: forPart((body) => `\ufeff${body}`) },
  { name: "a page in a part's place", code: "size", do: good, fault: forPart(() => portal) },
  {
    name: "no such part",
    code: "status",
    do: good,
    fault: (name, body) => (name.startsWith("part/") ? undefined : body),
  },
  {
    name: "deeply nested JSON",
    code: /too_deep|head/,
    do: good,
    fault: () => `${"[".repeat(8000)}${"]".repeat(8000)}`,
  },
  { name: "rules that empty a site", code: "platform", do: (log) => detection(log, (part) => part.platforms.pop()) },
  {
    name: "a host that is gone",
    code: "platform",
    do: (log) => detection(log, (part) => instagram(part).hosts.pop()),
  },
  {
    name: "a selector that no browser reads",
    code: "selector",
    do: (log) =>
      detection(log, (part) =>
        part.platforms.forEach((it: any) => it.hooks?.push({ id: "all", selector: "[data-e2e=report]]", signal: "form" })),
      ),
  },
  {
    name: "a version with nothing above it",
    code: /version|changed/,
    do: (log) => detection(log, (part) => (part.version = Number.MAX_SAFE_INTEGER)),
  },
  {
    name: "ten thousand hooks",
    code: "bad_rules",
    do: (log) =>
      detection(log, (part) => {
        const hook = (n: number) => ({ id: `h${n}`, selector: `#report-${n}`, signal: "form" });
        instagram(part).hooks = Array.from({ length: 10_000 }, (_, n) => hook(n));
      }),
  },
  {
    name: "phrases of a core harm that are gone, under one key",
    code: "add_only",
    do: (log) =>
      detection(log, (part) => (part.lexicon.find((it: any) => it.lang === "fr").concepts.self_harm = ["suicid*"])),
  },
  {
    name: "a label of a core harm that means another, under one key",
    code: /add_only|vectors/,
    do: (log) =>
      detection(log, (part) => instagram(part).labels.push({ text: "Suicide ou automutilation", concept: "spam" })),
  },
  {
    name: "every dialog a report",
    code: /vectors|selector/,
    do: (log) =>
      detection(log, (part) =>
        part.platforms.forEach((it: any) => it.hooks?.push({ id: "all", selector: "[role=dialog]", signal: "form" })),
      ),
  },
  {
    name: "a site switched off for long",
    code: "disabled",
    do: (log) =>
      detection(log, (part) => (part.disabled = [{ platform: "tiktok", until: dayOf(Date.now() + 40 * 86_400_000) }])),
  },
  {
    name: "every site switched off",
    code: "disabled",
    do: (log) =>
      detection(log, (part) => {
        const until = dayOf(Date.now() + 20 * 86_400_000);
        part.disabled = part.platforms.map(({ id }: any) => ({ platform: id, until }));
      }),
  },
  {
    name: "the 3018 withdrawn",
    code: "withdrawn",
    do: (log) => detection(log, (part) => (part.withdrawn = ["fr-3018"])),
  },
  { name: "rules for a newer engine", code: "engine", do: (log) => detection(log, (part) => (part.minEngine = 99)) },
  { name: "rules of the future", code: "future", do: (log) => log.publish(learned(2), Date.now() + 400 * 86_400_000) },
  { name: "500", code: "status", do: good, fault: instead(500, "broken", cors) },
  { name: "a redirect", code: "redirect", do: good, fault: instead(302, "", { ...cors, Location: "/login" }) },
  { name: "a redirect of a portal", code: "unreachable", do: good, fault: instead(302, "", { Location: "/login" }) },
  { name: "HTML", code: "not_json", do: good, fault: instead(200, portal, { ...cors, "Content-Type": "text/html" }) },
  { name: "a captive portal's page", code: "unreachable", do: good, fault: instead(200, portal, {}) },
  {
    name: "an answer cut off",
    code: "unreachable",
    do: good,
    fault: (_, _body, answer) =>
      void (
        answer.writeHead(200, { ...cors, "Content-Length": "900" }).write("{"),
        setTimeout(() => answer.destroy(), 50)
      ),
  },
  {
    name: "a huge head",
    code: "too_large",
    do: good,
    fault: (name, body) => (name === "head" ? `${body}${" ".repeat(17_000)}` : body),
  },
];

test("in every attack the last good rules stay, and the reason is there to read", async () => {
  await inBrowser(extension, async (browser, page) => {
    server.log = new Log(keys).publish(packaged).publish(learned());
    expect((await page.check()).detection.version).toBe(first + 1);
    for (const attack of attacks) {
      await test.step(attack.name, async () => {
        // The same statements give the same tree: it goes on where the browser's is.
        const log = (server.log = new Log(keys).publish(packaged).publish(learned()));
        attack.do(log);
        server.fault = attack.fault ?? null;
        const { check, detection, directory, problem } = await page.check();
        expect(check!.refusal?.at, `${attack.name} is refused`).toBe(check!.at);
        expect(check!.refusal!.code, `${attack.name}: ${check!.refusal!.detail}`).toMatch(
          typeof attack.code === "string" ? new RegExp(`^${attack.code}$`) : attack.code,
        );
        expect([detection.version, detection.updated, directory.version, problem], attack.name).toEqual([
          first + 1,
          true,
          first,
          "",
        ]);
        server.fault = null;
      });
    }
    expect(await knows(browser), "the rules still work").toBe(true);
    expect(await page.evaluate("chrome.storage.local.get().then(Object.keys)")).toEqual(["gates"]);
  });
});

test("a huge part is not read, and a slow server is not waited for", async () => {
  await inBrowser(extension, async (_browser, page) => {
    server.log!.publish(learned());
    const more = Buffer.alloc(64 << 10, 32);
    server.fault = (name, body, answer) => {
      if (!name.startsWith("part/")) return body;
      answer.writeHead(200, cors);
      // At a pace at which little is on its way.
      const timer = setInterval(() => (answer.destroyed ? clearInterval(timer) : answer.write(more)), 25);
    };
    server.take();
    expect((await page.check()).check!.refusal!.code).toBe("too_large");
    const answered = server.take().find(({ path }) => path.includes("part/"))!;
    await expect.poll(() => answered.broken, { message: "the connection is closed" }).toBe(true);
    // A part may have one megabyte; what was on its way beside it depends on the machine.
    expect(answered.sent, "the rest is not read").toBeLessThan(16 << 20);

    // A byte now and then keeps a connection open for ever.
    server.fault = (_, _body, answer) => {
      answer.writeHead(200, cors);
      const timer = setInterval(() => (answer.destroyed ? clearInterval(timer) : answer.write(" ")), 500);
    };
    const from = Date.now();
    expect((await page.check()).check!.refusal!.code).toBe("slow");
    const seconds = Math.round((Date.now() - from) / 1000);
    figure("how long a server that sends a byte now and then is waited for", `${seconds} s`, "≤ 25 s");

    server.fault = null;
    const { check, detection } = await page.check();
    expect(
      [detection.version, check!.refusal!.code, check!.refusal!.at < check!.at],
      "the last refusal is still told",
    ).toEqual([first + 1, "slow", true]);
  });
});

test("no connection at all", async () => {
  await inBrowser(extension, async (browser, page) => {
    const worker = await browser.background();
    await worker.send("Network.emulateNetworkConditions", {
      offline: true,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: -1,
    });
    expect((await page.check()).check!.refusal!.code).toMatch(/offline|unreachable/);
    await worker.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: -1,
    });
    expect((await page.check()).check!.refusal!.at).toBeLessThan((await page.view()).check!.at);
  });
});

test("a frozen head is shown as one", async () => {
  const days = (n: number): string => `Date.now = ((now) => () => now() + ${n * 86_400_000})(Date.now)`;
  await inBrowser(extension, async (browser, page) => {
    await page.check();
    await page.check();
    for (const [ahead, old] of [
      [0, false],
      [59, false],
      [61, true],
      [800, true],
    ] as const) {
      const later = await OptionsPage.open(browser, days(ahead));
      await later.until("document.getElementById('head')?.textContent");
      expect(await later.evaluate("!!document.getElementById('old')"), `${ahead} days later`).toBe(old);
      expect(await later.evaluate("document.getElementById('age').textContent")).toMatch(
        ahead ? /il y a|dernier/ : /aujourd’hui/,
      );
      expect(await later.evaluate("document.getElementById('head').textContent"), "the head as text").toBe(
        server.log!.current.head,
      );
      await later.close();
    }
  });
});

test("a clock that is wrong by years", async () => {
  await inBrowser(extension, async (browser, page) => {
    await page.check();
    server.log!.publish(learned());
    await browser.inBackground(`(globalThis.right = Date.now, Date.now = () => right() - 6 * 365 * 86400000, 1)`);
    const behind = await page.check();
    expect([behind.check!.refusal!.code, behind.detection.version]).toEqual(["future", first]);
    // An alarm that was set in a later year would not come for years.
    await browser.inBackground(
      `(Date.now = right, chrome.alarms.create("updates", { when: right() + 9 * 365 * 86400000 }))`,
    );
    await browser.killBackground(page.session);
    await page.view();
    await page.until(`chrome.alarms.get("updates").then((it) => it.scheduledTime < Date.now() + 86400000)`);

    await browser.inBackground(`(globalThis.right = Date.now, Date.now = () => right() + 6 * 365 * 86400000, 1)`);
    const ahead = await page.check();
    expect([ahead.check!.at > Date.now() + 1e11, ahead.detection.version]).toEqual([true, first + 1]);
    await browser.inBackground("(Date.now = right, 1)");
    const right = await page.check();
    expect(Math.abs(right.check!.at - Date.now())).toBeLessThan(60_000);
    expect(await knows(browser)).toBe(true);
  });
});
