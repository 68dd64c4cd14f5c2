// On the sites that somebody added, our content script runs as it does on those of the package. Which they are, the
// browser knows: what is registered is made of its permissions, however often this is asked for.

import { patternsOf, readOtherHosts, siteOfHost } from "../shared/other-sites";
import type { TabMessage } from "../shared/messages";
import { dropPauses } from "./pause";
import { changeSettings, storedSettings } from "./settings";

type Script = chrome.scripting.RegisteredContentScript;

const ID = "others";

/** As the manifest has it for the sites of the package. */
const scriptOn = (hosts: readonly string[]): Script => ({
  id: ID,
  matches: patternsOf(hosts),
  js: ["content.js"],
  runAt: "document_start",
  allFrames: true,
  matchOriginAsFallback: true,
});

/** What has to be done so that the script is registered for these hosts and no others. */
export function changeFor(
  hosts: readonly string[],
  registered: readonly Pick<Script, "id" | "matches">[],
): { what: "register" | "update"; script: Script } | { what: "unregister" } | null {
  const former = registered.find(({ id }) => id === ID);
  if (!hosts.length) return former ? { what: "unregister" } : null;
  const script = scriptOn(hosts);
  if (!former) return { what: "register", script };
  const isSame = [...(former.matches ?? [])].sort().join() === [...(script.matches ?? [])].sort().join();
  return isSame ? null : { what: "update", script };
}

/** One after the other: each begins with what the former one left. */
let last: Promise<void> = Promise.resolve();

export const keepOtherSites = (): Promise<void> => (last = last.then(keep, keep));

async function keep(): Promise<void> {
  // Private windows share what is registered and set with the others.
  if (chrome.extension.inIncognitoContext) return;
  const hosts = await readOtherHosts();
  const change = changeFor(hosts, await chrome.scripting.getRegisteredContentScripts());
  if (change?.what === "register") await chrome.scripting.registerContentScripts([change.script]);
  if (change?.what === "update") await chrome.scripting.updateContentScripts([change.script]);
  if (change?.what === "unregister") await chrome.scripting.unregisterContentScripts({ ids: [ID] });
  await forget(hosts.map(siteOfHost));
}

/** Nothing that was set for a site outlives it. */
async function forget(sites: string[]): Promise<void> {
  const isGone = (id: string) => id.includes(".") && !sites.includes(id);
  const { off } = await storedSettings();
  if (off.some(isGone)) await changeSettings({ off: off.filter((id) => !isGone(id)) });
  await dropPauses(isGone, Date.now());
}

/** A script that runs already asks again whether it may. */
export async function askTabsAnew(): Promise<void> {
  for (const { id } of await chrome.tabs.query({}))
    if (id) chrome.tabs.sendMessage<TabMessage>(id, { type: "anew" }).catch(() => {});
}
