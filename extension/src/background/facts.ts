// What the directory in use says of itself: its countries, and which of its facts are old.

import type { SettingsStatus } from "../shared/messages";

interface Helpline {
  id: string;
  full_name?: string;
  as_of?: string;
  ways?: { href: string }[];
}

export interface Directory {
  countries: {
    code: string;
    unknown?: true;
    helplines: Helpline[];
    referral?: { main: string };
    zones?: { id: string }[];
  }[];
}

type Country = Directory["countries"][number];

/** What a telephone dials for the main line of each country where one is known, by id. */
export function callsOf({ countries }: Directory): Map<string, string> {
  const known = countries.filter(({ unknown }) => !unknown);
  const mains = known.map(({ helplines, referral }) => helplines.find(({ id }) => id === referral?.main));
  const calls = mains.map((line) => [line?.id, line?.ways?.find(({ href }) => href.startsWith("tel:"))?.href]);
  return new Map(calls.filter((call): call is [string, string] => call.every(Boolean)));
}

/** Where somebody is: the country that they chose, "" for none, and the time zone of their device. */
interface Place {
  country: string;
  zone: string;
}

/** The countries, and the lines whose facts are a year old: those of the country that is chosen, else of the zone's,
 * else of all. A date without day or month counts from its beginning, and one that is missing is old. */
export function factsIn(directory: Directory, place: Place, now: number): Pick<SettingsStatus, "countries" | "old"> {
  const yearAgo = new Date(now);
  yearAgo.setFullYear(yearAgo.getFullYear() - 1);
  const isOld = (asOf: string) => !(Date.parse(asOf) > yearAgo.getTime());
  const countries = directory.countries.filter(({ unknown }) => !unknown).map(({ code }) => code.toLowerCase());
  const isHere = place.country
    ? ({ code }: Country) => code.toLowerCase() === place.country
    : ({ zones = [] }: Country) => zones.some(({ id }) => id === place.zone);
  const here = directory.countries.filter(isHere);
  const old = (here[0] || place.country ? here : directory.countries)
    .flatMap(({ helplines }) => helplines)
    .map(({ id, full_name, as_of = "" }) => ({ name: full_name ?? id, asOf: as_of }))
    .filter(({ asOf }) => isOld(asOf));
  return { countries, old };
}
