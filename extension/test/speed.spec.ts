// How fast the core is where it runs: in the background, in the browser.

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { dist, expect, figure, median, test } from "./visit";

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

/** What the background needs to call the core by hand: files, functions, and an instance with its first calls. */
const byHand = `
  const file = async (name) => new Uint8Array(await (await fetch(chrome.runtime.getURL(name))).arrayBuffer());
  const module = await WebAssembly.compile(await file("core.wasm"));
  const call = (core, name, bytes) => {
    const input = core.alloc(bytes.length); // may replace the buffer
    new Uint8Array(core.memory.buffer, input, bytes.length).set(bytes);
    const at = core[name](bytes.length) >>> 0;
    const answer = new Uint8Array(core.memory.buffer, at + 4, new DataView(core.memory.buffer).getUint32(at, true));
    return new TextDecoder().decode(answer);
  };
  const start = (calls) => {
    const core = new WebAssembly.Instance(module).exports;
    core._initialize();
    const answers = calls.map(([name, bytes]) => call(core, name, bytes));
    return { core, answer: answers.at(-1) };
  };
  const asked = new TextEncoder().encode(${JSON.stringify(request)});
  const timed = (act) => {
    const from = performance.now();
    act();
    return performance.now() - from;
  };
`;

test("the core starts and decides fast", { tag: "@measures" }, async ({ extension }) => {
  const starts: number[] = await extension.inBackground(
    `(async () => { const all = []; for (let i = 0; i < 20; i++) all.push(await testHook.start()); return all; })()`,
  );
  figure(
    "wake to ready in the background: instantiate and configure (median of 20)",
    `${median(starts).toFixed(1)} ms (slowest ${Math.max(...starts).toFixed(1)} ms)`,
    "≤ 60 ms",
  );

  const decided: { mean: number; max: number; builds: number; stage: string; bytes: number } =
    await extension.inBackground(`(async () => {
    ${byHand}
    const parts = [["configure", await file("detection.json")], ["directory", await file("directory.json")]];
    let builds = 0, sum = 0, max = 0, answer;
    const build = () => (builds++, start(parts).core);
    let core = build();
    for (let i = 0; i < 500; i++) call(core, "decide", asked);
    for (let i = 0; i < 10000; i++) {
      const took = timed(() => (answer = call(core, "decide", asked)));
      sum += took;
      max = Math.max(max, took);
      if (core.memory.buffer.byteLength > 8 << 20) core = build();
    }
    return { mean: sum / 10000, max, builds, stage: JSON.parse(answer).stage, bytes: asked.length };
  })()`);
  expect(decided.stage).toBe("card");
  figure(
    "one decision on a 2 kB snapshot, in wasm, mean and max of 10,000",
    `${decided.mean.toFixed(3)} ms, ${decided.max.toFixed(1)} ms (${decided.bytes} bytes, ${decided.builds} instances)`,
    "≤ 0.2 ms, ≤ 5 ms",
  );
});

test("a decision takes as long with 41 languages as with two", { tag: "@measures" }, async ({ extension }) => {
  const found: { all: number[]; two: number[]; memory: number; answers: string[] } =
    await extension.inBackground(`(async () => {
    ${byHand}
    const directory = ["directory", await file("directory.json")];
    const part = JSON.parse(new TextDecoder().decode(await file("detection.json")));
    const of = (lexicon) => [["configure", new TextEncoder().encode(JSON.stringify({ ...part, lexicon }))], directory];
    const sides = {
      all: of(part.lexicon),
      two: of(part.lexicon.filter(({ lang }) => lang === "fr" || lang === "en")),
    };
    const found = { all: [], two: [], memory: 0, answers: [] };
    for (let round = 0; round < 20; round++) {
      for (const [side, parts] of Object.entries(sides)) {
        const { core } = start(parts);
        if (side === "all") found.memory = core.memory.buffer.byteLength;
        let answer;
        for (let i = 0; i < 30; i++) answer = call(core, "decide", asked); // until it is compiled
        found[side].push(timed(() => { for (let i = 0; i < 60; i++) call(core, "decide", asked); }) / 60);
        if (!round) found.answers.push(answer);
      }
    }
    return found;
  })()`);
  expect(found.answers[0]).toBe(found.answers[1]);
  expect(found.memory, "bytes of the core's memory with all of it").toBeLessThanOrEqual(10e6);
  figure(
    "one decision with all languages, over one with French and English alone (medians of 20, taken in turn)",
    `${(median(found.all) / median(found.two)).toFixed(2)} × (${median(found.all).toFixed(3)} ms)`,
    "≤ 1.5 ×",
  );
  figure("the core's memory with all of it", `${(found.memory / 1e6).toFixed(1)} MB`, "≤ 10 MB");
});

/** What the Go tests of the core leave for these: a request to verify, a part of many sites and languages. */
const leftByGo = (name: string) => readFileSync(resolve(dist, "test", name));

test("an update and the rules of many sites are taken fast", { tag: "@measures" }, async ({ extension }) => {
  const taken = async (calls: [name: string, bytes: Buffer | string][]) => {
    const bytes = (it: Buffer | string) =>
      typeof it === "string"
        ? `await file("${it}")`
        : `Uint8Array.from(atob("${it.toString("base64")}"), (c) => c.charCodeAt(0))`;
    const found: { times: number[]; answer: string } = await extension.inBackground(`(async () => {
      ${byHand}
      const calls = [${calls.map(([name, it]) => `["${name}", ${bytes(it)}]`).join(",")}];
      const times = [];
      let answer;
      for (let i = 0; i < 20; i++) times.push(timed(() => ({ answer } = start(calls))));
      return { times, answer: answer.slice(0, 60) };
    })()`);
    return found;
  };

  const update = await taken([["verify", leftByGo("verify.json")]]);
  expect(update.answer).toContain('{"ok":true,"changed":["detection","directory"]');
  figure(
    "verification of an update in the core at log size 10,000",
    `${median(update.times).toFixed(1)} ms (median of 20; the first ${update.times[0].toFixed(1)} ms)`,
    "≤ 20 ms",
  );

  const many = await taken([
    ["configure", "detection.json"],
    ["configure", leftByGo("synthetic.json")],
    ["directory", "directory.json"],
  ]);
  expect(many.answer).toContain('{"ok":true');
  figure(
    "wake to ready with 25 sites: instantiate and configure",
    `${median(many.times).toFixed(1)} ms (median of 20; the first ${many.times[0].toFixed(1)} ms)`,
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
