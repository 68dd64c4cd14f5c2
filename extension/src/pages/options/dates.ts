// How long ago, and what became of a check, in words for the person who reads the page. The code beside them is for
// maintainers.

import fr from "../words/fr.json";
import { type Key, moment, rest, t } from "../words/words";

export const wordsOf = (code: string): string =>
  t(Object.hasOwn(fr.texts, `refusal.${code}`) ? (`refusal.${code}` as Key) : "refusal.other");

export const shortDateOf = (iso: string): string => moment(Date.parse(`${iso}T12:00`), { dateStyle: "medium" });

export const daysSince = (at: number, now: number): number => Math.floor((now - at) / 86_400_000);

/** "il y a 3 jours", "hier", "il y a 4 mois". */
export function ageOf(at: number, now: number): string {
  const relative = new Intl.RelativeTimeFormat(rest.value.lang, { numeric: "auto" });
  const days = daysSince(at, now);
  if (days < 1) return t("updates.today");
  if (days < 60) return relative.format(-days, "day");
  if (days < 700) return relative.format(-Math.floor(days / 30.4), "month");
  return relative.format(-Math.floor(days / 365.2), "year");
}
