// What an administrator set that counts here, now. The browser tells it late, or again only when it changes; until then
// what was valid last time counts.

import {
  type Edition, isAllowed, isPutHere, isSet, type Policy, policyIn, type Wrong,
} from "../shared/policy";
import { keptPolicy, writeRecord } from "../shared/store";

declare const EDITION: Edition;

/** Milliseconds in which a policy that is on its way arrives, and in which what was valid last time is read. */
export const PATIENCE = 1500;

export interface Managed {
  /** A policy put the extension here or sets anything for it. */
  isManaged: boolean;
  policy: Policy;
  wrong: Wrong[];
}

export const edition = (): Edition => EDITION;

/** What the browser tells of a policy now: nothing where there is none, or not yet. */
export async function readLive(): Promise<object> {
  try {
    return await chrome.storage.managed.get();
  } catch {
    return {};
  }
}

let now: Promise<Managed> | undefined;

/** Never rejects. */
export const managedNow = (): Promise<Managed> => (now ??= begin());

/** To be called when the browser says that a policy changed: all that is asked from now on goes by it. */
export async function renewPolicy(): Promise<void> {
  const [live, kept, isHere] = await Promise.all([readLive(), keptPolicy(), isPutHere()]);
  now = Promise.resolve(managedBy(live, isHere));
  // Nothing is kept of a policy that was taken back.
  if (JSON.stringify(kept) !== JSON.stringify(live)) await writeRecord("policy", live).catch(() => {});
}

/** What was valid last time, at once: a browser that has just started takes seconds to tell [4.8 s, Chromium 156], and
 * a child does not wait for that. */
async function begin(): Promise<Managed> {
  const [kept, isHere] = await Promise.all([Promise.race([keptPolicy(), late()]), isPutHere()]);
  void readLive().then((live) => {
    // Nothing is told at first also where a policy is on its way.
    if (isSet(live) || isSet(kept)) setTimeout(renewPolicy, isSet(live) ? 0 : PATIENCE);
  });
  return managedBy(kept, isHere);
}

const late = (): Promise<object> => new Promise((done) => setTimeout(done, PATIENCE, {}));

const managedBy = (stored: object, isHere: boolean): Managed => ({
  isManaged: isHere || isSet(stored),
  ...policyIn(stored, EDITION),
});

/** Whether a picture may be kept of what stands in a tab, or the form of a window that was not recognised. */
export const allows = async (what: "evidence" | "capture"): Promise<boolean> =>
  isAllowed(what, (await managedNow()).policy, EDITION);

/** What the core is told of the school; nothing in a browser that nobody manages. */
export async function schoolHere(): Promise<object> {
  const { isManaged, policy } = await managedNow();
  if (!isManaged) return {};
  const contact = {
    role: policy.contactRole,
    office: policy.contactOffice,
    phone: policy.contactPhone,
    email: policy.contactEmail,
    hours: policy.contactHours,
  };
  return { managed: true, contact, localLines: policy.localLines };
}
