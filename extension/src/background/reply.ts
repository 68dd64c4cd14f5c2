// What each message of a content script is answered.

import type { Gate, Gates, Message } from "../shared/messages";
import { decide, hostOf } from "./decide";
import { rulesInUse } from "./in-use";
import { linkOf, openLink } from "./links";
import { isTrial } from "./own-pages";
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
      const host = hostOf(sender);
      return isTried || (await siteOn(host)) ? gateOf(gates, host) : null;
    }
    case "decide":
      return decide(message, sender, tab.id as number);
    case "press": {
      const [what, first, second] = message.value.split(" ");
      if (what === "open") await openLink(linkOf((await rulesInUse()).links, first, second), tab);
      if (what === "lang" && isLanguage(first)) await setLanguage(first);
      if (what === "dismiss" && !isTried) await addDismissal();
      if (what === "only" && !isTried) await setOnlyCard();
    }
  }
  return null;
}

/** A host without rules of its own has the words alone. One that is quiet has its gate as well: it may not be for as
 * long as the page is open. */
const gateOf = ({ words, hosts }: Gates, host: string): Gate => {
  const own = Object.hasOwn(hosts, host) ? hosts[host] : { platform: "", hooks: [], content: [], surfaces: [] };
  return { ...own, words };
};
