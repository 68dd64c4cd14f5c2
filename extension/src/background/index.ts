// The background: owns rules, settings, storage and the clock, and asks the core. This is what it listens to; every
// listener is there as soon as the script has run, and each waits for the rules.

import type { Message, PageMessage } from "../shared/messages";
import { welcome } from "./first-run";
import { rulesInUse, updateRules } from "./in-use";
import { askTabsAnew, keepOtherSites } from "./other-sites";
import { isOwnPage, replyToOwnPage } from "./own-pages";
import { renewPolicy } from "./policy";
import { replyToPage } from "./reply";
import { keepGates } from "./rules";
import { isTimeToCheck, planCheck } from "./schedule";

// Whatever woke us asks the rules next.
void rulesInUse().catch(() => {});

const keepSites = () => void keepOtherSites().catch(() => {});

chrome.runtime.onInstalled.addListener(({ reason }) => {
  keepSites();
  if (reason === "install") void welcome().catch(() => {});
});
chrome.runtime.onStartup.addListener(keepSites);

chrome.permissions.onAdded.addListener(keepSites);
chrome.permissions.onRemoved.addListener(() => {
  keepSites();
  void askTabsAnew().catch(() => {});
});

chrome.alarms.onAlarm.addListener((alarm) => {
  if (isTimeToCheck(alarm)) void updateRules().catch(() => {});
});

// Any content script can write there. What it may spoil is a filter, and is put right again.
chrome.storage.local.onChanged.addListener(({ gates }) => {
  if (gates) void rulesInUse().then(keepGates, () => {});
});

chrome.storage.managed.onChanged.addListener(() => void renewPolicy().then(() => planCheck()).catch(() => {}));

chrome.runtime.onMessage.addListener((message: Message | PageMessage, sender, answer) => {
  if (sender.id !== chrome.runtime.id || typeof message?.type !== "string") return false;
  const reply =
    (isOwnPage(sender) ? replyToOwnPage(message as PageMessage, sender.tab) : undefined) ??
    (sender.tab?.id ? replyToPage(message as Message, sender, sender.tab) : undefined);
  if (!reply) return false;
  reply.then(answer, () => answer({ error: { code: "failed" } }));
  return true;
});
