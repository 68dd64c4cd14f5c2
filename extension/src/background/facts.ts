// What the directory in use says of itself: its countries, and which of its facts are old.

import type { SettingsStatus } from "../shared/messages";

interface Helpline {
  id: string;
  full_name?: string;
  as_of?: string;
  ways?: { href: string }[];
}

export interface Directory {
  countries: { code: string; unknown?: true; helplines: Helpline[]; referral?: { main: string } }[];
}

/** What a telephone dials for the main line of each country where one is known, by id. */
export function callsOf({ countries }: Directory): Map<string, string> {
  const known = countries.filter(({ unknown }) => !unknown);
  const mains = known.map(({ helplines, referral }) => helplines.find(({ id }) => id === referral?.main));
  const calls = mains.map((line) => [line?.id, line?.ways?.find(({ href }) => href.startsWith("tel:"))?.href]);
  return new Map(calls.filter((call): call is [string, string] => call.every(Boolean)));
}

/** The countries, and the lines whose facts are a year old; those of one country where it is given. A date without
 * day or month counts from its beginning, and one that is missing is old. */
export function factsIn(directory: Directory, country: string, now: number): Pick<SettingsStatus, "countries" | "old"> {
  const yearAgo = new Date(now);
  yearAgo.setFullYear(yearAgo.getFullYear() - 1);
  const isOld = (asOf: string) => !(Date.parse(asOf) > yearAgo.getTime());
  const countries = directory.countries.filter(({ unknown }) => !unknown).map(({ code }) => code.toLowerCase());
  const lines = directory.countries.filter(({ code }) => !country || code.toLowerCase() === country);
  const old = lines
    .flatMap(({ helplines }) => helplines)
    .map(({ id, full_name, as_of = "" }) => ({ name: full_name ?? id, asOf: as_of }))
    .filter(({ asOf }) => isOld(asOf));
  return { countries, old };
}
