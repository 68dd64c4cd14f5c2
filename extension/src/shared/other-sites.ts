// Which sites has somebody added to those of the package, and what address did somebody type? The browser's own list of
// permissions is the only list of added sites: none is kept by us.

/** The hosts of the package, which are final when it is installed. */
export const readHosts = (): string[] =>
  (chrome.runtime.getManifest().content_scripts ?? []).flatMap(({ matches = [] }) =>
    matches.map((pattern) => new URL(pattern).hostname),
  );

/** Whether somebody may add sites: a school's edition asks for none. */
export const mayAdd = (): boolean => !!chrome.runtime.getManifest().optional_host_permissions;

/** The hosts among the patterns of the browser's permissions that are not of the package. A wider pattern, which only
 * somebody who manages the browser can give, names no site. */
export const otherHosts = (patterns: readonly string[] = [], packaged: readonly string[]): string[] =>
  [...new Set(patterns.map((pattern) => /^https:\/\/([^/*]+)\/\*$/.exec(pattern)?.[1] ?? ""))]
    .filter((host) => host && !packaged.includes(host))
    .sort();

export const readOtherHosts = async (): Promise<string[]> =>
  otherHosts((await chrome.permissions.getAll()).origins, readHosts());

/** By what a site is known to people and to our settings: most leave "www." out. It has a dot, so that it is no id of a
 * platform. */
export const siteOfHost = (host: string): string => host.replace(/^www\./, "");

/** The hosts of a site: one of "forum.fr" and "www.forum.fr" mostly leads to the other. */
export const hostsOf = (host: string): string[] => {
  const name = siteOfHost(host);
  return name.split(".").length === 2 ? [name, `www.${name}`] : [host];
};

export const patternsOf = (hosts: readonly string[]): string[] => hosts.map((host) => `https://${host}/*`);

/** Asks the person, in a window of the browser's; what they pressed must have led here. */
export const askFor = (host: string): Promise<boolean> =>
  chrome.permissions.request({ origins: patternsOf(hostsOf(host)) }).catch(() => false);

/** Browsers let no extension in there. */
const STORES = [
  "chromewebstore.google.com", "chrome.google.com", "microsoftedge.microsoft.com", "addons.opera.com",
  "addons.mozilla.org",
];

/** No address of a site; a store of extensions; a site that is in a list already. */
export type NoSite = "none" | "store" | "known";

/** The host that somebody means, or why there is none to add. What may stand around an address is left out; what is
 * none is not guessed at. */
export function readAddress(
  text: string,
  packaged: readonly string[],
  added: readonly string[],
): { host: string } | { refused: NoSite } {
  const typed = text
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, "")
    .replace(/^[\s<«"“'(]+|[\s>»"”'),;]+$/g, "")
    .replace(/\s*([./:])\s*/g, "$1");
  const address = /^[a-z][a-z+-]*:(?!\d)/i.test(typed) ? typed : `https://${typed.replace(/^\/+/, "")}`;
  const url = URL.canParse(address) ? new URL(address) : null;
  const host = url?.hostname.replace(/\.$/, "") ?? "";
  if (!url || !/^https?:$/.test(url.protocol) || url.username || !isPublic(host)) return { refused: "none" };
  if (STORES.includes(host)) return { refused: "store" };
  const hosts = hostsOf(host);
  const isKnown = hosts.some((each) => packaged.includes(each)) || hosts.every((each) => added.includes(each));
  return isKnown ? { refused: "known" } : { host };
}

/** Whether it is a name with a domain, and no number of a computer. */
const isPublic = (host: string): boolean =>
  host.length <= 253 && /^([\w-]{1,63}\.)+[a-z][a-z\d-]*$/.test(host) && !host.endsWith(".localhost");
