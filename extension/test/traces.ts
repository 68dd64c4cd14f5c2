// What the browser's files tell of a day with it.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Browser } from "./runner/browser";
import type { Flow } from "./runner/flow";
import { Visit, chromium, html, pause } from "./visit";

const needles = [
  "3018",
  "3114",
  "helpline",
  "fr-119",
  "fr-pnav",
  "e-enfance",
  "enfance",
  "harassment",
  "harcel",
  "harcèl",
  "intimidation",
  "self_harm",
  "intimate_images",
  "minor_safety",
  "impersonation",
  "sextor",
  "signalement",
  "data-stage",
  "data-harm",
  '"only":true',
  "fr-x-facile",
];
const forms = needles.flatMap((it) => [Buffer.from(it, "utf8"), Buffer.from(it, "utf16le")]);

/** Digits inside a longer number or a hash are no trace: browsers write many time stamps. */
const part = (bytes: Buffer, at: number, form: Buffer): boolean => {
  if (!/^\d/.test(form.toString("latin1"))) return false;
  const step = form.length > 4 ? 2 : 1;
  return [bytes[at - step], bytes[at + form.length]].some(
    (it) => it !== undefined && /[0-9a-z]/.test(String.fromCharCode(it)),
  );
};

/** How many bytes of each needle stand in the files below a folder. */
export function search(folder: string): Map<string, number> {
  const found = new Map<string, number>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = Buffer.from(
      readFileSync(join(entry.parentPath ?? entry.path, entry.name))
        .toString("latin1")
        .toLowerCase(),
      "latin1",
    );
    for (const [i, form] of forms.entries()) {
      for (let at = bytes.indexOf(form); at >= 0; at = bytes.indexOf(form, at + 1)) {
        if (part(bytes, at, form)) continue;
        const key = needles[i >> 1]!;
        found.set(key, (found.get(key) ?? 0) + form.length);
      }
    }
  }
  return found;
}

/** A report from its beginning to after it was sent, with what a person presses in between. */
export async function report(it: Visit): Promise<void> {
  await it.report("early");
  await it.clickOurs("button,summary");
  await it.do({ close: true });
  await it.stage("none");
  await it.report("card");
  for (let i = 0; i < 3; i++)
    if (await it.overlay(`root.querySelectorAll("summary")[${i}]?.checkVisibility() ?? false`))
      await it.clickOurs("summary", i);
  await it.clickOurs("[value=dismiss]");
  await it.stage("none");
  await it.do({ close: true });
  await it.report("after");
  await it.do({ close: true });
  // What the button of the card only, on a pill that was sent away sends.
  await it.tab.inWorld(`chrome.runtime.sendMessage({ type: "press", value: "only" }).then(() => true)`);
}

interface Day {
  /** How many bytes of each needle are on the disk afterwards. */
  bytes: Map<string, number>;
  /** What was asked of the network by us, or by the site's page and not by the site. */
  requests: string[];
}

/** One day with the browser in a profile: the site, a share dialog, and what somebody does there if so wished. */
export async function day(
  profile: string,
  extension: string,
  act: (it: Visit) => Promise<void> = () => pause(3000),
  { args = [], flow = {} }: { args?: string[]; flow?: Partial<Flow> } = {},
): Promise<Day> {
  const browser = await Browser.launch({ chromium, extension, profile, args });
  const requests = browser.backgroundRequests;
  try {
    const it = await Visit.open(browser, flow);
    await it.do({ show: html.share });
    await pause(500);
    await it.do({ click: "Annuler", close: true });
    await act(it);
    requests.push(...it.tab.requests);
    await it.close();
    await pause(1500);
  } finally {
    await browser.close();
  }
  return { bytes: search(profile), requests };
}

/** What the second day left on the disk beyond the first. */
export const more = (before: Map<string, number>, after: Map<string, number>): Record<string, number> =>
  Object.fromEntries(
    [...after].map(([it, bytes]) => [it, bytes - (before.get(it) ?? 0)] as const).filter(([, bytes]) => bytes > 0),
  );
