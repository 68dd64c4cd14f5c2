// What does the extension do on this host?

import type { Site } from "../shared/messages";
import { readHosts, readOtherHosts, siteOfHost } from "../shared/other-sites";
import { rulesInUse } from "./in-use";
import { readPauses, setPause, siteOf } from "./pause";
import { readSettings } from "./settings";

/** Null for a host that is neither of this package nor added by somebody. */
export async function siteOn(host: string): Promise<Site | null> {
  const [id, settings, pauses] = await Promise.all([idOf(host), readSettings(), readPauses(Date.now())]);
  return id ? siteOf(id, settings, pauses) : null;
}

async function idOf(host: string): Promise<string> {
  const { hosts } = (await rulesInUse()).gates;
  if (Object.hasOwn(hosts, host) && readHosts().includes(host)) return hosts[host].platform;
  return (await readOtherHosts()).includes(host) ? siteOfHost(host) : "";
}

/** Stays quiet on the host's site until tomorrow, or no longer does. */
export async function pauseOn(host: string, on: boolean): Promise<Site | null> {
  const site = await siteOn(host);
  if (!site) return null;
  await setPause(site.platform, on, Date.now());
  return siteOn(host);
}
