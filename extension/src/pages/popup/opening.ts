// What is drawn before the core has answered: the line that help begins with, as the package knows it.

import type { Line, Settings } from "../../shared/messages";
import { clockIn } from "../../shared/clock";
import type { Shown } from "../parts/lines";

/** As scripts/internal/assemble/opening.go makes it of the packaged rules. */
export interface Opening {
  country: string;
  zones: string[];
  /** When the line answers, each day: "09:00" to "23:00" on the clock of a zone; null where that never changes anything. */
  daily: { zone: string; from: string; to: string } | null;
  views: { lang: string; dir: "ltr" | "rtl"; touch: boolean; managed: boolean; line: Line }[];
}

/** Where the zone is of one country alone, and no other one is set; all else only the core knows. Of a line that has to
 * be waited for no way is drawn. */
export function openingIn(
  openings: Opening[],
  { zone, lang, touch, managed, now }: { zone: string; lang: string; touch: boolean; managed: boolean; now: number },
  { country }: Pick<Settings, "country">,
): Shown | undefined {
  const { daily, views } = openings.find((it) => it.zones.includes(zone) && (!country || country === it.country)) ?? {};
  const view = views?.find((it) => it.lang === lang && it.touch === touch && it.managed === managed);
  if (!view) return undefined;
  const time = daily ? clockIn(daily.zone, now) : "";
  const isOpen = !daily || (daily.from <= time && time < daily.to);
  const { dir, line } = view;
  return { lang, dir, card: { lines: [isOpen ? line : { ...line, ways: [] }] } };
}
