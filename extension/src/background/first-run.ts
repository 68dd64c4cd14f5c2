// Is somebody welcomed after the installation? A family is. In a school nobody is: profiles there may be new each day.

/** Milliseconds in which a policy that is on its way arrives. */
const PATIENCE = 1500;

export async function welcome(): Promise<void> {
  if (globalThis.testHook?.isQuiet || (await isManaged())) return;
  await chrome.tabs.create({ url: chrome.runtime.getURL("welcome.html") });
}

/** Whether a policy put the extension here or sets anything for it. What a policy sets comes late or not at all at the
 * first start, but how the extension came is known at once. */
async function isManaged(): Promise<boolean> {
  const { installType } = await chrome.management.getSelf();
  if (installType === "admin") return true;
  const isSet = async () => Object.keys(await chrome.storage.managed.get().catch(() => ({}))).length > 0;
  if (await isSet()) return true;
  await new Promise((done) => setTimeout(done, PATIENCE));
  return isSet();
}
