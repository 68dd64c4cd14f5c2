// What the directory in use says of itself: its countries, and which of its facts are old.

import type { SettingsStatus } from "../shared/messages";

interface Directory {
  countries: { code: string; helplines: { name?: string; full_name?: string; id: string; as_of?: string }[] }[];
}

/** The countries, and the lines whose facts are a year old; those of one country where it is given. A date without
 * day or month counts from its beginning, and one that is missing is old. */
export function factsIn(directory: Directory, country: string, now: number): Pick<SettingsStatus, "countries" | "old"> {
  const yearAgo = new Date(now);
  yearAgo.setFullYear(yearAgo.getFullYear() - 1);
  const isOld = (asOf: string) => !(Date.parse(asOf) > yearAgo.getTime());
  const countries = directory.countries.map(({ code }) => code.toLowerCase());
  const lines = directory.countries.filter(({ code }) => !country || code.toLowerCase() === country);
  const old = lines
    .flatMap(({ helplines }) => helplines)
    .map(({ id, full_name, as_of = "" }) => ({ name: full_name ?? id, asOf: as_of }))
    .filter(({ asOf }) => isOld(asOf));
  return { countries, old };
}
