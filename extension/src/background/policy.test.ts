import assert from "node:assert/strict";
import { test } from "node:test";

/** The background of a browser that tells this policy, with the extension come like that. */
async function begun(stored: object | Error, installType: string, edition = "school") {
  const told = { stored };
  const get = async () => {
    if (told.stored instanceof Error) throw told.stored;
    return told.stored;
  };
  Object.assign(globalThis, {
    EDITION: edition,
    chrome: { storage: { managed: { get } }, management: { getSelf: async () => ({ installType }) } },
  });
  const module = await import("./policy");
  await module.renewPolicy();
  return { ...module, told };
}

test("nobody waits for a browser that does not tell", async () => {
  Object.assign(globalThis, {
    EDITION: "family",
    chrome: {
      storage: { managed: { get: () => new Promise(() => {}) } },
      management: { getSelf: async () => ({ installType: "normal" }) },
    },
  });
  const { managedNow } = await import("./policy");
  assert.deepEqual((await managedNow()).policy, {});
});
test("in a browser that nobody manages nothing is set, and the core is told of no school", async () => {
  for (const stored of [{}, new Error("no managed storage")]) {
    const { managedNow, schoolHere, allows } = await begun(stored, "normal", "family");
    assert.deepEqual(await managedNow(), { isManaged: false, policy: {}, wrong: [] });
    assert.deepEqual(await schoolHere(), {});
    assert.deepEqual([await allows("evidence"), await allows("capture")], [true, true]);
  }
});
test("who installed it is enough to be managed", async () => {
  const { managedNow, schoolHere } = await begun({}, "admin");
  assert.equal((await managedNow()).isManaged, true);
  assert.equal((await schoolHere() as { managed: boolean }).managed, true);
});
test("what is set reaches the core and whoever asks, live, and is gone once it is taken back", async () => {
  const set = {
    contactRole: "CPE", contactHours: "24/7", contactPhone: 5, evidence: true,
    localLines: [{ name: "A", phone: "0123456" }],
  };
  const { told, renewPolicy, managedNow, schoolHere, allows } = await begun(set, "normal");
  assert.deepEqual((await managedNow()).wrong, [{ item: "contactPhone", why: "type" }]);
  assert.deepEqual(await schoolHere(), {
    managed: true,
    contact: { role: "CPE", office: undefined, phone: undefined, email: undefined, hours: "24/7" },
    localLines: set.localLines,
  });
  assert.deepEqual([await allows("evidence"), await allows("capture")], [true, false]);
  told.stored = { evidence: false };
  await renewPolicy();
  assert.equal(await allows("evidence"), false);
  told.stored = {};
  await renewPolicy();
  assert.deepEqual([await managedNow(), await schoolHere()], [{ isManaged: false, policy: {}, wrong: [] }, {}]);
});
