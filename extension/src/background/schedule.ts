// When newer rules are looked for: once a day or week, at a time that differs from browser to browser.

import { readSource } from "./package";
import { readSettings } from "./settings";

const ALARM = "updates";

// Minutes.
const DAY = 24 * 60;
const PERIOD = { day: DAY, week: 7 * DAY };
/** A check that was missed is made up for within so many, and not in the minute in which a school's computers start. */
const SPREAD = 10;

/** Sets the alarm after a check, or where it is missing. One that is farther away than it can be was set while the
 * clock was wrong. */
export async function plan(checked = false): Promise<void> {
  if (chrome.extension.inIncognitoContext || !(await readSource())) return;
  const { interval } = await readSettings();
  if (interval === "off") return void (await chrome.alarms.clear(ALARM));
  const period = PERIOD[interval];
  const alarm = await chrome.alarms.get(ALARM);
  if (!checked && alarm && alarm.scheduledTime < Date.now() + 1.1 * period * 60_000) return;
  await chrome.alarms.create(ALARM, { delayInMinutes: checked ? period * (1 + Math.random() / 10) : period * Math.random() });
}

/** Whether an alarm says that it is time for a check. */
export function isTime({ name, scheduledTime }: chrome.alarms.Alarm): boolean {
  if (name !== ALARM) return false;
  const missed = scheduledTime < Date.now() - SPREAD * 60_000;
  if (missed) void chrome.alarms.create(ALARM, { delayInMinutes: SPREAD * Math.random() });
  return !missed;
}
