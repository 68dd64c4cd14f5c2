// What the background answers a page's content script: how large it is at most, and that nothing else goes along.

import { clock } from "./runner/play";
import { expect, figure, html, test } from "./visit";

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
const zones = ["Europe/Paris", "Indian/Reunion", "America/Martinique", "Pacific/Noumea"];
const times = ["2026-11-24T18:30:00+01:00", "2026-11-25T03:00:00+01:00"];

interface Answer {
  /** What was asked. */
  of: string;
  bytes: number;
  stage: string;
  harm: string;
  keys: string[];
}

test("a decision is a small message, whatever is shown, when and where", async ({ visit }) => {
  const it = await visit();
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
  let largest = { bytes: 0, of: "" };
  const seen = new Set<string>();
  const keys = new Set<string>();
  for (const now of times) {
    await clock(it.tab.browser, it.tab.id, { ...it.tab.flow, now: Date.parse(now) });
    const answers: Answer[] = await it.tab.inWorld(`(async () => {
      const answers = [];
      const ask = async (t, zone, lang, touch) => {
        const rows = [{ t, k: "button" }, { t: "Autre chose", k: "button" }];
        const snapshot = { ...asked.snapshot, event: "chosen", chosen: 0, rows };
        const answer = await chrome.runtime.sendMessage({ ...asked, snapshot, zone, lang, touch });
        const bytes = new TextEncoder().encode(JSON.stringify(answer)).length;
        const { stage, harm } = answer;
        answers.push({ of: [t, zone, lang, touch].join(), bytes, stage, harm, keys: Object.keys(answer) });
      };
      for (const t of ${JSON.stringify(Object.values(rows))}) {
        for (const zone of ${JSON.stringify(zones)}) {
          for (const lang of ["fr", "en", "ru"]) for (const touch of [false, true]) await ask(t, zone, lang, touch);
        }
      }
      return answers;
    })()`);
    for (const { of, bytes, stage, harm, keys: all } of answers) {
      if (stage !== "none") seen.add(harm);
      for (const key of all) keys.add(key);
      if (bytes > largest.bytes) largest = { bytes, of };
    }
  }
  expect([...seen].sort(), "harms").toEqual(Object.keys(rows).sort());
  expect([...keys].sort()).toEqual(["dot", "harm", "only", "qr", "stage", "state", "view"]);
  expect(largest.bytes, largest.of).toBeLessThanOrEqual(most);
  figure("largest decision message", `${largest.bytes} bytes (${largest.of})`, "≤ 6,000 bytes");
});
