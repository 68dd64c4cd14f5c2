// What the pages of the extension are answered. They have addresses that no site has, so that none can pass for one.

import { zoneHere } from "../shared/clock";
import type { Card, CoreDecision, Failure, Help, PageMessage, SettingsStatus, View } from "../shared/messages";
import { readHosts } from "../shared/other-sites";
import type { PolicyStatus, Wrong } from "../shared/policy";
import { isInterval, readExport } from "../shared/settings";
import { handOver } from "./beside";
import { capture } from "./evidence";
import { callsOf, type Directory, factsIn } from "./facts";
import { rulesInUse, updateRules } from "./in-use";
import { showOutline } from "./outline";
import { readSource } from "./package";
import { allows, edition, managedNow, schoolHere } from "./policy";
import { codeOf, qrOf } from "./qr";
import { readDevice } from "./request";
import type { Rules } from "./rules";
import { planCheck } from "./schedule";
import { changeSettings, readSettings, settingsOfNobody, storedSettings } from "./settings";
import { pauseOn, siteOn } from "./site";
import { readStatus } from "./updates-status";

/** The pages with a report of ours, on which the content script runs as on a site. */
export const isTrial = ({ url }: chrome.runtime.MessageSender): boolean =>
  ["try.html", "check.html"].some((page) => url === chrome.runtime.getURL(page));

export const isOwnPage = ({ url }: chrome.runtime.MessageSender): boolean =>
  !!url?.startsWith(chrome.runtime.getURL(""));

/** Undefined where the message is not for this side: pages that try the content script out send its messages too. */
export function replyToOwnPage(
  message: PageMessage,
  tab: chrome.tabs.Tab | undefined,
): Promise<unknown> | undefined {
  switch (message.type) {
    case "help":
      return helpFor(message, tab);
    case "site":
      return siteOn(message.host);
    case "pause":
      return pauseOn(message.host, message.on === true);
    case "policy":
      return policyStatus();
    case "settings":
      return settingsStatus();
    case "change":
      return changeSettings(message.change).then(() => settingsStatus(), settingsStatus);
    case "import":
      return importSettings(message.text);
    case "check":
      return updateRules().then(updatesStatus);
    case "interval":
      return changeInterval(message.interval);
    case "updates":
      return updatesStatus();
    case "capture":
      return capture(message.tab);
    case "outline":
      return showOutline(message.tab);
    case "captured":
    case "outlined":
      return handOver(tab?.id);
  }
}

/** What the browser took, and what of it only the core or the package can judge. */
async function policyStatus(): Promise<PolicyStatus> {
  const [{ isManaged, policy, wrong }, school, rules, source] = await Promise.all([
    managedNow(), schoolHere(), rulesInUse(), readSource(),
  ]);
  const question = { general: true, host: "own", now: Date.now(), ...school };
  const { ignored: judged = [] } = rules.decide(question) as { ignored?: Wrong[] };
  // Without an address the package has no keys either, and believes nobody.
  if (policy.rulesAddress && !source) judged.push({ item: "rulesAddress", why: "edition" });
  const known = platformsIn(rules);
  const unknownSites = (policy.sitesOff ?? []).filter((site) => !known.includes(site));
  return { edition: edition(), isManaged, policy, wrong: [...wrong, ...judged], unknownSites, hosts: readHosts() };
}

/** The sites that the package may run on, by the ids of their rules. */
function platformsIn({ gates }: Rules): string[] {
  const hosts = readHosts();
  const all = Object.entries(gates.hosts).flatMap(([host, { platform }]) => (hosts.includes(host) ? [platform] : []));
  return [...new Set(all)].sort();
}

const updatesStatus = async () => readStatus(await rulesInUse());

async function helpFor(
  message: PageMessage & { type: "help" },
  tab: chrome.tabs.Tab | undefined,
): Promise<Help | Failure> {
  const [core, settings, school, test] = await Promise.all([
    rulesInUse(),
    readSettings(),
    schoolHere(),
    tab?.id === undefined ? undefined : globalThis.testHook?.of(tab.id),
  ]);
  const { zone, region, lang, touch } = readDevice(message);
  const country = test?.country ?? settings.country;
  const place = { zone, region, country };
  const question = { general: true, host: "own", now: test?.now ?? Date.now(), ...place, lang, touch, ...school };
  const decision = core.decide(question) as CoreDecision | Failure;
  if ("error" in decision) return decision;
  const { view } = decision;
  if (view) addAddresses(view.card, core.links);
  const qr = touch || !view ? undefined : qrOf(view);
  const main = view && mainOf(view, callsOf(directoryOf(core)));
  const noProof = !(await allows("evidence"));
  return { view, ...(qr && { qr }), ...(main && { main }), ...(noProof && { noProof }) };
}

/** A page of ours opens addresses by itself. */
function addAddresses({ lines, danger, needs }: Card, links: Record<string, string>): void {
  const folded = needs?.items.flatMap((need) => need.lines) ?? [];
  for (const line of [...lines, ...(danger?.lines ?? []), ...folded])
    for (const way of line.ways) way.href ??= links[`${line.id}/${way.id}`];
}

const directoryOf = ({ used }: Rules): Directory => JSON.parse(new TextDecoder().decode(used.directory.bytes));

function mainOf({ card }: View, calls: Map<string, string>): Help["main"] {
  const line = card.lines.find(({ id }) => calls.has(id));
  return line && { id: line.id, name: line.name, note: line.note, qr: codeOf(calls.get(line.id) as string) };
}

async function settingsStatus(): Promise<SettingsStatus> {
  const rules = await rulesInUse();
  const stored = await storedSettings().catch(() => null);
  const settings = stored ?? (await settingsOfNobody());
  return {
    settings,
    isStored: !!stored,
    refused: "",
    platforms: platformsIn(rules),
    ...factsIn(directoryOf(rules), { country: settings.country, zone: zoneHere() }, Date.now()),
  };
}

async function importSettings(text: string): Promise<SettingsStatus> {
  const read = readExport(text);
  if (typeof read === "string") return { ...(await settingsStatus()), refused: read };
  await changeSettings(read).catch(() => {});
  await planCheck();
  return settingsStatus();
}

async function changeInterval(interval: unknown) {
  if (isInterval(interval)) {
    await changeSettings({ interval });
    await planCheck();
  }
  return updatesStatus();
}
