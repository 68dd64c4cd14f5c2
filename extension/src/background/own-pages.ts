// What the pages of the extension are answered. They have addresses that no site has, so that none can pass for one.

import type { CoreDecision, Failure, Help, PageMessage, SettingsStatus } from "../shared/messages";
import { isInterval, readExport, settingsIn } from "../shared/settings";
import { factsIn } from "./facts";
import { rulesInUse, updateRules } from "./in-use";
import { readHosts } from "./package";
import { qrOf } from "./qr";
import { readDevice } from "./request";
import { planCheck } from "./schedule";
import { changeSettings, readSettings, storedSettings } from "./settings";
import { pauseOn, siteOn } from "./site";
import { readStatus } from "./updates-status";

/** The page with a report of ours, on which the content script runs as on a site. */
export const TRY = chrome.runtime.getURL("try.html");

const OWN = chrome.runtime.getURL("");

export const isOwnPage = ({ url }: chrome.runtime.MessageSender): boolean => !!url?.startsWith(OWN);

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
  }
}

const updatesStatus = async () => readStatus(await rulesInUse());

async function helpFor(
  message: PageMessage & { type: "help" },
  tab: chrome.tabs.Tab | undefined,
): Promise<Help | Failure> {
  const [core, settings, test] = await Promise.all([
    rulesInUse(),
    readSettings(),
    tab?.id === undefined ? undefined : globalThis.testHook?.of(tab.id),
  ]);
  const { zone, region, lang, touch } = readDevice(message);
  const country = test?.country ?? settings.country;
  const question = { general: true, host: "own", now: test?.now ?? Date.now(), zone, region, country, lang, touch };
  const decision = core.decide(question) as CoreDecision | Failure;
  if ("error" in decision) return decision;
  const { view } = decision;
  const qr = touch || !view ? undefined : qrOf(view);
  return { view, ...(qr && { qr }) };
}

async function settingsStatus(): Promise<SettingsStatus> {
  const { gates, used } = await rulesInUse();
  const stored = await storedSettings().catch(() => null);
  const settings = stored ?? settingsIn(undefined);
  const hosts = readHosts();
  const platforms = Object.entries(gates.hosts).flatMap(([host, { platform }]) =>
    hosts.includes(host) ? [platform] : [],
  );
  return {
    settings,
    isStored: !!stored,
    refused: "",
    platforms: [...new Set(platforms)].sort(),
    ...factsIn(JSON.parse(new TextDecoder().decode(used.directory.bytes)), settings.country, Date.now()),
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
