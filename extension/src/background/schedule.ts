// When newer rules are looked for: once a day or week, at a time that differs from browser to browser.

import type { Interval } from "../shared/messages";
import { readSource } from "./package";
import { readSettings } from "./settings";

const ALARM = "updates";

// Minutes.
const DAY = 24 * 60;
const PERIOD = { day: DAY, week: 7 * DAY };
/** A check that was missed is made up for within so many, and not in the minute in which a school's computers start. */
const SPREAD = 10;

const MINUTE = 60_000;

/** Sets the alarm after a check, or where it is missing. */
export async function planCheck(isChecked = false): Promise<void> {
  if (chrome.extension.inIncognitoContext || !(await readSource())) return;
  const { interval } = await readSettings();
  if (interval === "off") return void (await chrome.alarms.clear(ALARM));
  const alarm = await chrome.alarms.get(ALARM);
  const planned = isChecked ? undefined : alarm?.scheduledTime;
  const delayInMinutes = delayOf({ interval, isChecked, planned, now: Date.now(), chance: Math.random() });
  if (delayInMinutes !== null) await chrome.alarms.create(ALARM, { delayInMinutes });
}

/** Minutes until the next check, null where the one that is planned (milliseconds since 1970) stands. One that is
 * farther away than it can be was set while the clock was wrong; one that was missed may never go off by itself.
 * `chance` is from 0 up to 1. */
export function delayOf({
  interval,
  isChecked,
  planned,
  now,
  chance,
}: {
  interval: Exclude<Interval, "off">;
  isChecked: boolean;
  planned: number | undefined;
  now: number;
  chance: number;
}): number | null {
  const period = PERIOD[interval];
  if (planned !== undefined && isMissed(planned, now)) return SPREAD * chance;
  if (planned !== undefined && planned < now + 1.1 * period * MINUTE) return null;
  return isChecked ? period * (1 + chance / 10) : period * chance;
}

/** Whether an alarm says that it is time for a check. One that was missed is put off instead, and once only: where the
 * clocks disagree every alarm looks missed. A period tells the one that was put off, which stays where it cannot be
 * replaced. */
export function isTimeToCheck({ name, scheduledTime, periodInMinutes }: chrome.alarms.Alarm): boolean {
  if (name !== ALARM || periodInMinutes || !isMissed(scheduledTime, Date.now())) return name === ALARM;
  void chrome.alarms.create(ALARM, { delayInMinutes: SPREAD * Math.random(), periodInMinutes: DAY });
  return false;
}

/** Whether a time, in milliseconds since 1970, is too long ago for now to be it. */
export const isMissed = (scheduled: number, now: number): boolean => scheduled < now - SPREAD * MINUTE;
