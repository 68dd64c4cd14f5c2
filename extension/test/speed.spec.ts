// How fast the core is where it runs: in the background, in the browser.

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { dist, expect, figure, test } from "./visit";

/** A request of about 2 kB: a report list with a row that was clicked. */
const rows = [
  "Je n’aime pas ce contenu",
  "Intimidation ou contact indésirable",
  "Suicide, automutilation ou troubles alimentaires",
  "Violence, haine ou exploitation",
  "Vente ou promotion d’articles réglementés",
  "Nudité ou activité sexuelle",
  "Arnaque, fraude ou contenu indésirable",
  "Fausses informations",
  "Propriété intellectuelle",
  "Autre chose",
  "Retour",
  "Fermer",
  "Envoyer le signalement",
];
const request = JSON.stringify({
  host: "www.instagram.com",
  now: Date.parse("2026-11-24T18:30:00+01:00"),
  zone: "Europe/Paris",
  country: "",
  lang: "fr",
  touch: false,
  state: "[1,1,2951437190,2166136261]",
  snapshot: {
    event: "chosen",
    surface: "post",
    lang: "fr",
    role: "dialog",
    modal: true,
    name: "Signaler",
    headings: ["Signaler", "Pourquoi signales-tu cette publication ?"],
    texts: [
      "Ton signalement est anonyme. Si quelqu’un est en danger immédiat, appelle les secours sans attendre.",
      "Nous examinons chaque signalement au regard de nos règles et nous te tenons au courant de la décision.",
      "Tu peux aussi bloquer ce compte ou ne plus le suivre : il n’en saura rien.",
      "En savoir plus sur nos règles et sur la façon dont nous les appliquons, publication par publication.",
    ],
    rows: rows.map((t) => ({ t, k: "button" })),
    fields: 0,
    hooks: [],
    opener: "report",
    chosen: 1,
    truncated: false,
  },
});

test("the core starts and decides fast", { tag: "@measures" }, async ({ extension }) => {
  const starts: number[] = await extension.inBackground(
    `(async () => { const all = []; for (let i = 0; i < 20; i++) all.push(await testHook.start()); return all; })()`,
  );
  starts.sort((a, b) => a - b);
  const median = (starts[9] + starts[10]) / 2;
  figure(
    "wake to ready in the background: instantiate and configure (median of 20)",
    `${median.toFixed(1)} ms (slowest ${starts[19].toFixed(1)} ms)`,
    "≤ 60 ms",
  );

  const decided: { mean: number; max: number; builds: number; stage: string; bytes: number } =
    await extension.inBackground(`(async () => {
    const file = async (name) => new Uint8Array(await (await fetch(chrome.runtime.getURL(name))).arrayBuffer());
    const module = await WebAssembly.compile(await file("core.wasm"));
    const parts = [["configure", await file("detection.json")], ["directory", await file("directory.json")]];
    const call = (core, name, bytes) => {
      const input = core.alloc(bytes.length); // may replace the buffer
      new Uint8Array(core.memory.buffer, input, bytes.length).set(bytes);
      const at = core[name](bytes.length) >>> 0;
      return new Uint8Array(core.memory.buffer, at + 4, new DataView(core.memory.buffer).getUint32(at, true));
    };
    let core, builds = 0;
    const build = () => {
      core = new WebAssembly.Instance(module).exports;
      core._initialize();
      for (const [name, bytes] of parts) call(core, name, bytes);
      builds++;
    };
    build();
    const bytes = new TextEncoder().encode(${JSON.stringify(request)});
    for (let i = 0; i < 500; i++) call(core, "decide", bytes);
    let sum = 0, max = 0, answer;
    for (let i = 0; i < 10000; i++) {
      const from = performance.now();
      answer = call(core, "decide", bytes);
      const took = performance.now() - from;
      sum += took;
      max = Math.max(max, took);
      if (core.memory.buffer.byteLength > 8 << 20) build();
    }
    const { stage } = JSON.parse(new TextDecoder().decode(answer));
    return { mean: sum / 10000, max, builds, stage, bytes: bytes.length };
  })()`);
  expect(decided.stage).toBe("card");
  figure(
    "one decision on a 2 kB snapshot, in wasm, mean and max of 10,000",
    `${decided.mean.toFixed(3)} ms, ${decided.max.toFixed(1)} ms (${decided.bytes} bytes, ${decided.builds} instances)`,
    "≤ 0.2 ms, ≤ 5 ms",
  );
});

/** What the Go tests of the core leave for these: a request to verify, a part of many sites and languages. */
const leftByGo = (name: string) => readFileSync(resolve(dist, "test", name));

test("an update and the rules of many sites and languages are taken fast", { tag: "@measures" }, async ({ extension }) => {
  const timed = async (calls: [name: string, bytes: Buffer | string][]): Promise<{ times: number[]; answer: string }> =>
    extension.inBackground(`(async () => {
      const file = async (name) => new Uint8Array(await (await fetch(chrome.runtime.getURL(name))).arrayBuffer());
      const module = await WebAssembly.compile(await file("core.wasm"));
      const calls = [${calls.map(([name, it]) => `["${name}", ${typeof it === "string" ? `await file("${it}")` : `Uint8Array.from(atob("${it.toString("base64")}"), (c) => c.charCodeAt(0))`}]`).join(",")}];
      const times = [];
      let answer;
      for (let i = 0; i < 20; i++) {
        const from = performance.now();
        const core = new WebAssembly.Instance(module).exports;
        core._initialize();
        for (const [name, bytes] of calls) {
          const input = core.alloc(bytes.length);
          new Uint8Array(core.memory.buffer, input, bytes.length).set(bytes);
          const at = core[name](bytes.length) >>> 0;
          answer = JSON.parse(new TextDecoder().decode(new Uint8Array(core.memory.buffer, at + 4, new DataView(core.memory.buffer).getUint32(at, true))));
        }
        times.push(performance.now() - from);
      }
      return { times, answer: JSON.stringify(answer).slice(0, 60) };
    })()`);
  const median = (all: number[]) => all.toSorted((a, b) => a - b)[10].toFixed(1);

  const update = await timed([["verify", leftByGo("verify.json")]]);
  expect(update.answer).toContain('{"ok":true,"changed":["detection","directory"]');
  figure(
    "verification of an update in the core at log size 10,000",
    `${median(update.times)} ms (median of 20; the first ${update.times[0].toFixed(1)} ms)`,
    "≤ 20 ms",
  );

  const many = await timed([
    ["configure", "detection.json"],
    ["configure", leftByGo("synthetic.json")],
    ["directory", "directory.json"],
  ]);
  expect(many.answer).toContain('{"ok":true');
  figure(
    "wake to ready with 25 sites: instantiate and configure",
    `${median(many.times)} ms (median of 20; the first ${many.times[0].toFixed(1)} ms)`,
    "≤ 60 ms",
  );

  const sizes = JSON.parse(leftByGo("synthetic-sizes.json").toString());
  const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
  figure(
    "changed detection part, compressed (brotli)",
    `${kB(sizes.packaged)}; ${kB(sizes.synthetic)} with 25 sites and ${sizes.phrases} phrases`,
    "≤ 120 kB, with 25 sites too",
  );
});
