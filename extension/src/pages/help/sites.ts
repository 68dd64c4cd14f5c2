// What is known of each site, from a source with a date. What no source says is left out.

import { sites as networks } from "../../../../rules/packaged/optional.json";
import { readable } from "../../shared/readable";
import sites from "./sites.json";

export interface Fact {
  do: "report" | "block" | "mute";
  /** Where on the site the way begins. */
  at: "post" | "story" | "profile" | "chat" | "name" | "video" | "anywhere";
  /** The labels to press, one after the other, as the site shows them in `lang`. */
  path: string[];
  lang: string;
  /** Known of the telephone's application only. */
  app?: true;
  note?: "mute" | "whatsapp" | "roblox";
  source: string;
  /** When the source was written, as far as it says so. */
  date?: string;
  /** When it was read, where it does not. */
  seen?: string;
}

export interface KnownSite {
  /** Platform id, as in the rules. */
  id: string;
  name: string;
  facts: Fact[];
}

export const SITES = sites as KnownSite[];

/** The name of a platform, its id where it has none here. */
export const nameOf = (id: string): string => SITES.find((site) => site.id === id)?.name ?? id;

declare const EDITION: string | undefined;

/** Some are for adults: a school's edition does not name them. */
const known = typeof EDITION === "string" && EDITION === "school" ? [] : networks;

/** The name of a site that somebody added, as people write it, with what network it is of where that is known. */
export const nameOfOther = (host: string): string => {
  const network = known.find(({ hosts }) => hosts.includes(host));
  return network ? `${readable(host)} (${network.name})` : readable(host);
};
