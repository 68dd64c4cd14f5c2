// What each message is answered.

import type { Gates, Message, OptionsMessage } from "../shared/messages";
import { decide, hostOf } from "./decide";
import { rulesInUse, updateRules } from "./in-use";
import { linkOf, openLink } from "./links";
import { planCheck } from "./schedule";
import { addDismissal, changeSettings, isInterval, setOnlyCard } from "./settings";
import { readStatus } from "./updates-status";

type Sender = chrome.runtime.MessageSender;

/** To a content script. */
export async function replyToPage(message: Message, sender: Sender, tab: chrome.tabs.Tab): Promise<unknown> {
  switch (message.type) {
    case "warm":
      await rulesInUse();
      return null;
    case "gate":
      return gateOf((await rulesInUse()).gates, hostOf(sender));
    case "decide":
      return decide(message, sender, tab.id as number);
    case "open":
      await openLink(linkOf((await rulesInUse()).links, message.line, message.way), tab);
      return null;
    case "dismissed":
      await addDismissal();
      return null;
    case "only":
      await setOnlyCard(message.on === true);
      return null;
  }
  return null;
}

const gateOf = ({ words, hosts }: Gates, host: string) =>
  Object.hasOwn(hosts, host) ? { ...hosts[host], words } : null;

/** To the options page. */
export async function replyToOptions(message: OptionsMessage): Promise<unknown> {
  if (message.type === "check") await updateRules();
  if (message.type === "interval" && isInterval(message.interval)) {
    await changeSettings({ interval: message.interval });
    await planCheck();
  }
  return readStatus(await rulesInUse());
}
