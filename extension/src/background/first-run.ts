// Is somebody welcomed after the installation? A family is. In a school nobody is: profiles there may be new each day.

import { isPutHere, isSet } from "../shared/policy";
import { PATIENCE, readLive } from "./policy";

export async function welcome(): Promise<void> {
  if (globalThis.testHook?.isQuiet || (await isManaged())) return;
  await chrome.tabs.create({ url: chrome.runtime.getURL("welcome.html") });
}

/** Whether a policy put the extension here or sets anything for it. What a policy sets comes late or not at all at the
 * first start, but how the extension came is known at once. */
async function isManaged(): Promise<boolean> {
  if ((await isPutHere()) || isSet(await readLive())) return true;
  await new Promise((done) => setTimeout(done, PATIENCE));
  return isSet(await readLive());
}
