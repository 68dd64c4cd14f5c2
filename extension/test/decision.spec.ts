// What the background answers a page's content script: how large it is at most, that nothing else goes along, and that
// the card that is drawn of it fits.

import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { Limit } from "../src/content/limits";
import type { Shown, Tree } from "../src/content/draw/pieces";
import { drawCard } from "../src/content/draw/shapes";
import { evaluate } from "./runner/browser";
import { clock } from "./runner/play";
import { type Visit, expect, figure, html, root, test } from "./visit";

/** Bytes of JSON. */
const most = 6000;

/** What rows say, by the harm that they are. */
const rows: Record<string, string> = {
  harassment: "Intimidation ou harcèlement",
  hate: "Discours haineux",
  threats: "Menaces",
  intimate_images: "Partage de mes images intimes",
  minor_safety: "Un adulte parle à un enfant",
  impersonation: "Usurpation d’identité",
  privacy: "Vie privée",
  hacked: "Compte piraté",
  violence: "Violence",
  self_harm: "Suicide ou automutilation",
  scam: "Arnaque ou fraude",
};
/** By day, by night, and when facts have grown older than one year and than three. */
const times = [
  "2026-11-24T18:30:00+01:00",
  "2026-11-25T03:00:00+01:00",
  "2028-03-01T12:00:00+01:00",
  "2031-03-01T12:00:00+01:00",
];

/** What the background answers for every row, with what it was asked. */
async function answers(
  it: Visit,
  { times, zones, langs, touch }: Record<"times" | "zones" | "langs", string[]> & { touch: boolean[] },
): Promise<[of: string, answer: Shown][]> {
  await it.report("early");
  // The message of a real step is kept; it is asked again with other words.
  await it.tab.inWorld(`(() => {
    const send = chrome.runtime.sendMessage;
    chrome.runtime.sendMessage = (message) => {
      if (message.type === "decide") globalThis.asked = message;
      return send(message);
    };
  })()`);
  await it.do({ click: "Intimidation ou contact indésirable", show: html.sub, how: "swap" });
  await it.stage("card");
  await it.rest();
  const all: [string, Shown][] = [];
  for (const [now, timezone] of times.flatMap((now) => zones.map((zone) => [now, zone]))) {
    await clock(it.tab.browser, it.tab.id, { ...it.tab.flow, now: Date.parse(now), timezone });
    const some: typeof all = await it.tab.inWorld(`(async () => {
      const answers = [];
      const ask = async (t, lang, touch) => {
        const rows = [{ t, k: "button" }, { t: "Autre chose", k: "button" }];
        const snapshot = { ...asked.snapshot, event: "chosen", chosen: 0, rows };
        const answer = await chrome.runtime.sendMessage({ ...asked, snapshot, lang, touch });
        answers.push([[t, ${JSON.stringify(`${now},${timezone}`)}, lang, touch].join(), answer]);
      };
      for (const t of ${JSON.stringify(Object.values(rows))}) {
        for (const lang of ${JSON.stringify(langs)}) for (const touch of ${JSON.stringify(touch)}) await ask(t, lang, touch);
      }
      return answers;
    })()`);
    all.push(...some);
  }
  return all;
}

test("a decision is a small message, whatever is shown, when and where", async ({ visit }) => {
  const it = await visit();
  let largest = { bytes: 0, of: "" };
  const seen = new Set<string>();
  const keys = new Set<string>();
  const zones = ["Europe/Paris", "Indian/Reunion", "America/Martinique", "Pacific/Noumea"];
  const some = { times: times.slice(0, 2), zones, langs: ["fr", "en", "ru"], touch: [false, true] };
  for (const [of, answer] of await answers(it, some)) {
    if (answer.stage !== "none") seen.add(answer.harm);
    for (const key in answer) keys.add(key);
    const bytes = Buffer.byteLength(JSON.stringify(answer));
    if (bytes > largest.bytes) largest = { bytes, of };
  }
  expect([...seen].sort(), "harms").toEqual(Object.keys(rows).sort());
  expect([...keys].sort()).toEqual(["dot", "harm", "only", "qr", "stage", "state", "view"]);
  expect(largest.bytes, largest.of).toBeLessThanOrEqual(most);
  figure("largest decision message", `${largest.bytes} bytes (${largest.of})`, "≤ 6,000 bytes");
});

/** What is said of each control of a tree, and what it does. */
function controlsOf(tree: Tree): [said: string, does: string][] {
  if (!Array.isArray(tree)) return [];
  const [tag, attributes, ...inside] = tree;
  const said = attributes["aria-label"] ?? textOf(tree).trim();
  const isControl = /^(button|a|summary)$/.test(tag);
  return [...(isControl ? [[said, attributes.href ?? attributes.value ?? said] as [string, string]] : []),
    ...inside.flatMap(controlsOf)];
}

const textOf = (tree: Tree): string =>
  Array.isArray(tree) ? tree.slice(2).map((it) => textOf(it as Tree)).join(" ") : tree || "";

test("by its name alone each control of a card is known from those that do something else", async ({ visit }) => {
  const it = await visit();
  const langs = readdirSync(resolve(root, "rules/packaged/prompts")).map((file) => file.replace(".json", ""));
  const faults = new Set<string>();
  for (const [of, shown] of await answers(it, { times: times.slice(0, 2), zones: ["Europe/Paris"], langs, touch: [false, true] })) {
    if (shown.stage === "none") continue;
    for (const isCalling of [false, true]) {
      const known = new Map<string, string>();
      for (const [said, does] of controlsOf(drawCard({ ...shown, style: "" }, { isOpened: true, isCalling }))) {
        const before = known.get(said) ?? does;
        // The first line's number is unfolded by one way to call it.
        if (!said || before !== does) faults.add(`${of}: “${said}” is ${before} and ${does}`);
        known.set(said, before);
      }
    }
  }
  expect([...faults].slice(0, 12)).toEqual([]);
});

const markup = (tree: Tree): string => {
  if (!tree || typeof tree === "string") return tree ? `<i data-text="${tree.replaceAll('"', "&quot;")}"></i>` : "";
  const [tag, attributes, ...inside] = tree;
  const said = Object.entries(attributes).map(([name, value]) => ` ${name}="${value.replaceAll('"', "&quot;")}"`);
  return `<${tag}${said.join("")}>${inside.map(markup).join("")}</${tag}>`;
};

for (const touch of [false, true]) {
  test(`every card fits its height and leaves no band of it empty, ${touch ? "touched" : "with a mouse"}`, async ({
    visit,
    extension,
  }) => {
    const it = await visit({ touch });
    const langs = readdirSync(resolve(root, "rules/packaged/prompts")).map((file) => file.replace(".json", ""));
    const all = await answers(it, { times, zones: ["Europe/Paris"], langs, touch: [touch] });
    const style = await it.tab.inWorld("chrome.runtime.sendMessage({ type: 'style' })");
    const cards = all.filter(([, { stage }]) => stage === "card");
    const seen = new Set(cards.map(([, { view }]) => view.lang));
    expect([...seen].sort()).toEqual(langs.sort());
    const drawn = cards.map(([, shown]) => markup(drawCard({ ...shown, style }, { isOpened: false, isCalling: false })));
    const tab = await extension.open();
    await tab.session.send("Emulation.setDeviceMetricsOverride", { width: 1366, height: 657, deviceScaleFactor: 1, mobile: false });
    await tab.session.send("Emulation.setTouchEmulationEnabled", { enabled: touch, ...(touch && { maxTouchPoints: 5 }) });
    const body = `<!doctype html><style>${style} main{width:${Limit.WIDEST}px;display:grid}</style>`;
    const { frameTree } = await tab.session.send("Page.getFrameTree");
    const page = body + drawn.map((card) => `<main>${card}</main>`).join("");
    await tab.session.send("Page.setDocumentContent", { frameId: frameTree.frame.id, html: page });
    const found: { tall: number; moved: number; cut: boolean; empty: number; alone: number; small: number }[] = await evaluate(
      tab.session,
      // All are measured before any is changed: the page is laid out three times, not for each card anew.
      `(() => {
        const places = [...document.querySelectorAll("main")];
        const forms = places.map((place) => place.firstElementChild);
        const heights = forms.map((form) => form.getBoundingClientRect().height);
        for (const place of places) place.style.height = "${Limit.TALLEST}px";
        const closed = forms.map((form, i) => {
          const end = form.querySelector(".end");
          const { bottom } = end.previousElementSibling.getBoundingClientRect();
          const tops = [...form.querySelectorAll(".column > .row:not(:has(> b))")].map((row) =>
            new Set([...row.querySelectorAll(":scope > :is(a, button)")].map((way) => way.offsetTop)).size);
          const pressed = [...form.querySelectorAll("a, button, summary")].filter((each) => each.checkVisibility());
          return {
            tall: heights[i],
            alone: Math.max(0, ...tops) - 1,
            small: Math.min(...pressed.map((each) => each.getBoundingClientRect().height)),
            empty: end.querySelector("button").getBoundingClientRect().top - bottom,
          };
        });
        const last = forms.map((form) => [...form.querySelectorAll("summary")].at(-1));
        const tops = last.map((summary) => summary.offsetTop);
        for (const summary of last) summary.parentElement.open = true;
        return closed.map((it, i) => ({
          ...it, moved: last[i].offsetTop - tops[i], cut: forms[i].scrollWidth > forms[i].clientWidth,
        }));
      })()`,
    );
    await extension.shut(tab);
    const wrong = found.flatMap(({ tall, moved, cut, empty, alone, small }, index) => {
      const faults = [
        tall > Limit.TALLEST && `${tall} pixels tall`,
        cut && "cut",
        empty > Limit.TALLEST / 5 && `${empty} pixels empty`,
        moved !== 0 && `what is unfolded moves by ${moved}`,
        small < (touch ? 40 : 36) && `${small} pixels to press`,
        alone > 0 && "a way alone on its line",
      ];
      return faults.filter(Boolean).map((fault) => `${cards[index][0]}: ${fault}`);
    });
    expect(wrong).toEqual([]);
    const tallest = Math.max(...found.map(({ tall }) => tall));
    figure(`tallest card, ${touch ? "touch" : "mouse"}`, `${Math.ceil(tallest)} pixels of ${cards.length} cards`, `≤ ${Limit.TALLEST}`);
  });
}

test("a card that stays open says so when the line closes", async ({ visit }) => {
  const it = await visit({ now: Date.parse("2026-11-24T22:59:50+01:00") });
  await it.report("card");
  const says = () => it.overlay(`[...root.querySelectorAll("[data-text]")].map((el) => el.dataset.text).join("|")`);
  expect(await says()).toMatch(/Ouvert jusqu’à 23\sh/);
  await clock(it.tab.browser, it.tab.id, { ...it.tab.flow, now: Date.parse("2026-11-24T23:00:00+01:00") });
  await expect.poll(says, { timeout: 60_000 }).toMatch(/Rouvre à 9\sh/);
  expect((await it.look()).stage).toBe("card");
});
