// Someone who looks through the browser's files afterwards must not find out that there was a report.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Flow } from "./runner/flow";
import { day, more, report } from "./traces";
import { inFolder } from "./updates-build";
import { built, dist, expect, figure, html, root, test, type Visit } from "./visit";

test("nothing on the disk tells of a report", async () => {
  await inFolder(async (profile) => {
    // Twice without: the browser writes some of its own files at the second start only.
    await day(profile, built);
    const before = await day(profile, built);
    const after = await day(profile, built, report);
    expect(more(before.bytes, after.bytes)).toEqual({});
    figure(
      "bytes that name the 3018, a helpline or a harm in the browser profile after trigger and dismissal",
      "0",
      "0",
    );
  });
});

/** Presses controls of the overlay one after the other, opening the folds that they are in. */
const press = (...selectors: string[]) => async (it: Visit) => {
  for (const selector of selectors) {
    const control = `root.querySelector(${JSON.stringify(selector)})`;
    await it.overlay(`${control}?.parentNode.closest("details")?.setAttribute("open", "")`);
    await it.clickOurs(selector);
  }
};

const on = (stage: "early" | "card" | "after", ...selectors: string[]) => async (it: Visit) => {
  await it.report(stage);
  await press(...selectors)(it);
};

/** A pill that was sent away twice is a dot, and offers not to come again. */
async function neverAgain(it: Visit): Promise<void> {
  for (let i = 0; i < 2; i++) {
    await on("early", "[value=dismiss]")(it);
    await it.do({ close: true });
  }
  await on("early", "[value=grow]", "[value=only]")(it);
}

async function threatened(it: Visit): Promise<void> {
  await it.report("early");
  await it.do({ click: "Intimidation ou contact indésirable", show: html.sub, how: "swap" });
  await it.do({ click: "Menaces", how: "swap", show: html.sub });
  await it.stage("card");
}

async function selfHarm(it: Visit): Promise<void> {
  await it.report("early");
  await it.do({ click: "Suicide ou automutilation", show: html.sub, how: "swap" });
  await it.stage("card");
}

interface Press {
  what: string;
  act: (it: Visit) => Promise<void>;
  flow?: Partial<Flow>;
  /** What browser or device keep of it, as of any page or call. */
  kept?: string;
  /** What of it is found in the browser's files. */
  left?: string[];
}

const PRESSES: Press[] = [
  { what: "the pill, and the card's cross", act: on("early", "[value=grow]", "[value=fold]") },
  { what: "the pill's cross", act: on("early", "[value=dismiss]") },
  { what: "“Montrer seulement si je choisis un motif grave”", act: neverAgain },
  { what: "“Appeler”, on a computer", act: on("card", "[value=call]") },
  { what: "“Copier”", act: on("card", "[value=call]", "[value='copy 3018']") },
  {
    what: "“Appeler”, by touch",
    act: on("card", "a[href='tel:3018']"),
    flow: { touch: true },
    kept: "0; the device lists its calls",
  },
  { what: "what one may fear", act: on("card", "details:nth-of-type(1) > summary") },
  { what: "another need", act: on("card", "details:nth-of-type(2) > summary") },
  { what: "a number of another need", act: on("card", "details [value='copy 119']") },
  { what: "another language", act: on("card", "[value='lang en']") },
  { what: "a card about threats", act: threatened },
  { what: "a card about self-harm", act: selfHarm },
  { what: "“Continuer mon signalement”", act: on("card", "[value=continue]") },
  { what: "“Pas maintenant”", act: on("card", "[value=dismiss]") },
  { what: "“Fermer”, once the report is sent", act: on("after", "[value=dismiss]") },
  // The last one: the browser writes more of a page that was opened on the days after.
  {
    what: "“Écrire”",
    act: on("card", "[value^='open fr-3018']"),
    kept: "the browser's history has the page that opens",
    left: ["3018"],
  },
];

test("after each button there are no requests and no traces, as the table in the README says", async () => {
  test.setTimeout(1_800_000);
  const rows = ["| pressed | requests of ours | bytes that tell of a report |", "| --- | --- | --- |"];
  await inFolder(async (profile) => {
    await day(profile, built);
    let { bytes } = await day(profile, built);
    for (const { what, act, flow, kept = "0", left = [] } of PRESSES) {
      const after = await day(profile, built, act, { flow });
      expect(Object.keys(more(bytes, after.bytes)), what).toEqual(left);
      rows.push(`| ${what} | ${after.requests.length} | ${kept} |`);
      expect(after.requests, what).toEqual([]);
      bytes = after.bytes;
    }
  });
  mkdirSync(dist, { recursive: true });
  writeFileSync(resolve(dist, "traces.md"), rows.join("\n") + "\n");
  expect(readFileSync(resolve(root, "extension/README.md"), "utf8"), "copy dist/traces.md there").toContain(rows.join("\n"));
  figure("buttons of the card after which a request of ours or a trace was found", `0 of ${PRESSES.length}`, "0");
});
