// What does the extension do on this host?

import type { Site } from "../shared/messages";
import { rulesInUse } from "./in-use";
import { readHosts } from "./package";
import { readPauses, setPause, siteOf } from "./pause";
import { readSettings } from "./settings";

/** Null for a host that is not of this package. */
export async function siteOn(host: string): Promise<Site | null> {
  const { hosts } = (await rulesInUse()).gates;
  if (!Object.hasOwn(hosts, host) || !readHosts().includes(host)) return null;
  const [settings, pauses] = await Promise.all([readSettings(), readPauses(Date.now())]);
  return siteOf(hosts[host].platform, settings, pauses);
}

/** Stays quiet on the host's site until tomorrow, or no longer does. */
export async function pauseOn(host: string, on: boolean): Promise<Site | null> {
  const site = await siteOn(host);
  if (!site) return null;
  await setPause(site.platform, on, Date.now());
  return siteOn(host);
}
