// On which sites does the extension stay quiet, and until when?

import type { Settings, Site } from "../shared/messages";
import { isSite } from "../shared/settings";

/** Ends of pauses, in milliseconds since 1970, by the id of a platform or site. */
export type Pauses = Record<string, number>;

/** The hour of the morning, on this computer's clock, at which a pause ends. */
const MORNING = 6;
const HOUR = 3_600_000;
/** A pause begun shortly before that hour lasts until the next day's. */
const SHORTEST = 3 * HOUR;
/** Nothing but a broken clock or a foreign hand ends later: such a pause is none. */
const LONGEST = 32 * HOUR;

/** The morning until which a pause lasts that begins now. */
export function endOfPause(now: number): number {
  const end = new Date(now);
  end.setHours(MORNING, 0, 0, 0);
  while (end.getTime() - now < SHORTEST) end.setDate(end.getDate() + 1);
  return end.getTime();
}

/** The pauses in what is stored that have not ended. */
export function pausesIn(stored: unknown, now: number): Pauses {
  const isRunning = ([id, end]: [string, unknown]) =>
    isSite(id) && typeof end === "number" && end > now && end - now <= LONGEST;
  return Object.fromEntries(Object.entries((stored ?? {}) as Pauses).filter(isRunning));
}

export const siteOf = (platform: string, { off }: Pick<Settings, "off">, pauses: Pauses): Site => ({
  platform,
  isOff: off.includes(platform),
  pausedUntil: Object.hasOwn(pauses, platform) ? pauses[platform] : 0,
});

export const isQuiet = ({ isOff, pausedUntil }: Site): boolean => isOff || pausedUntil > 0;

/** In a private window pauses are kept in memory: nothing of it may be left on the disk. */
const area = () => (chrome.extension.inIncognitoContext ? chrome.storage.session : chrome.storage.local);

/** None where storage refuses. */
export async function readPauses(now: number): Promise<Pauses> {
  try {
    return pausesIn((await area().get("pauses")).pauses, now);
  } catch {
    return {};
  }
}

/** Forgets the pauses of sites that are gone. */
export async function dropPauses(isGone: (id: string) => boolean, now: number): Promise<void> {
  const pauses = Object.entries(await readPauses(now));
  const kept = pauses.filter(([id]) => !isGone(id));
  if (kept.length < pauses.length) await area().set({ pauses: Object.fromEntries(kept) });
}

export async function setPause(platform: string, on: boolean, now: number): Promise<void> {
  const { [platform]: _, ...others } = await readPauses(now);
  await area().set({ pauses: on ? { ...others, [platform]: endOfPause(now) } : others });
}
