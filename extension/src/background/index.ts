// The background: owns rules, settings, storage and the clock, and asks the core. This is what it listens to; every
// listener is there as soon as the script has run, and each waits for the rules.

import type { Message, OptionsMessage } from "../shared/messages";
import { rulesInUse, updateRules } from "./in-use";
import { replyToOptions, replyToPage } from "./reply";
import { keepGates } from "./rules";
import { isTimeToCheck } from "./schedule";

const OPTIONS = chrome.runtime.getURL("options.html");

const startRules = () => void rulesInUse().catch(() => {});

chrome.runtime.onInstalled.addListener(startRules);
chrome.runtime.onStartup.addListener(startRules);

chrome.alarms.onAlarm.addListener((alarm) => {
  if (isTimeToCheck(alarm)) void updateRules().catch(() => {});
});

// Any content script can write there. What it may spoil is a filter, and is put right again.
chrome.storage.local.onChanged.addListener(({ gates }) => {
  if (gates) void rulesInUse().then(keepGates, () => {});
});

chrome.runtime.onMessage.addListener((message: Message | OptionsMessage, sender, answer) => {
  if (sender.id !== chrome.runtime.id || !sender.tab?.id || typeof message?.type !== "string") return false;
  const reply =
    sender.url === OPTIONS
      ? replyToOptions(message as OptionsMessage)
      : replyToPage(message as Message, sender, sender.tab);
  reply.then(answer, () => answer({ error: { code: "failed" } }));
  return true;
});
