// What each message of a content script is answered.

import type { Gates, Message } from "../shared/messages";
import { decide, hostOf } from "./decide";
import { rulesInUse } from "./in-use";
import { linkOf, openLink } from "./links";
import { isTrial } from "./own-pages";
import { isQuiet } from "./pause";
import style from "../shared/overlay.css";
import { addDismissal, setLanguage, setOnlyCard } from "./settings";
import { isLanguage } from "../shared/settings";
import { siteOn } from "./site";

type Sender = chrome.runtime.MessageSender;

export async function replyToPage(message: Message, sender: Sender, tab: chrome.tabs.Tab): Promise<unknown> {
  /** The page on which somebody tries it: what is dismissed there was not meant. */
  const isTried = isTrial(sender);
  switch (message.type) {
    case "warm":
      await rulesInUse();
      return null;
    case "style":
      return style;
    case "gate": {
      const { gates } = await rulesInUse();
      if (isTried) return { platform: "", hooks: [], content: [], surfaces: [], words: gates.words };
      return gateOf(gates, hostOf(sender));
    }
    case "decide":
      return decide(message, sender, tab.id as number);
    case "open":
      await openLink(linkOf((await rulesInUse()).links, message.line, message.way), tab);
      return null;
    case "dismissed":
      if (!isTried) await addDismissal();
      return null;
    case "only":
      if (!isTried) await setOnlyCard(message.on === true);
      return null;
    case "lang":
      if (isLanguage(message.lang)) await setLanguage(message.lang);
      return null;
  }
  return null;
}

async function gateOf({ words, hosts }: Gates, host: string) {
  const site = await siteOn(host);
  return site && !isQuiet(site) ? { ...hosts[host], words } : null;
}
