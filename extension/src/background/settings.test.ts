import assert from "node:assert/strict";
import { test } from "node:test";
import { changeSettings, countDismissals, readSettings, setLanguage, setOnlyCard } from "./settings";
import { settingsIn } from "../shared/settings";

Object.assign(globalThis, { EDITION: "family" }); // which a build says

test("storage that refuses holds nothing up, and nothing is written over", async () => {
  const set: unknown[] = [];
  const refuse = async () => {
    throw new Error("IO error");
  };
  const storage = { local: { get: refuse, set: async (value: unknown) => set.push(value) }, session: { get: refuse } };
  Object.assign(globalThis, { chrome: { storage } });
  for (const get of [refuse, () => assert.fail("at once"), async () => undefined]) {
    storage.session.get = get as typeof refuse;
    storage.local.get = get as typeof refuse;
    assert.deepEqual(await readSettings(), settingsIn(undefined));
    assert.equal(await countDismissals(), 0);
  }
  storage.local.get = refuse;
  await assert.rejects(changeSettings({ only: true }));
  assert.deepEqual(set, []);
});
test("the card only, chosen beside a report, lives in the session and goes with it", async () => {
  const session: Record<string, unknown> = {};
  const storage = {
    local: { get: async () => ({}) },
    session: { get: async () => session, set: async (value: object) => Object.assign(session, value) },
  };
  Object.assign(globalThis, { chrome: { storage } });
  await setOnlyCard();
  assert.equal((await readSettings()).only, true);
  delete session.only;
  assert.equal((await readSettings()).only, false);
});

test("the language of the card, chosen in it, lives in the session until options set one", async () => {
  const session: Record<string, unknown> = {};
  const local: Record<string, unknown> = { settings: settingsIn({ lang: "en" }) };
  const area = (kept: Record<string, unknown>) => ({
    get: async () => kept,
    set: async (value: object) => void Object.assign(kept, value),
    remove: async (key: string) => void delete kept[key],
  });
  Object.assign(globalThis, { chrome: { storage: { local: area(local), session: area(session) } } });
  await setLanguage("uk");
  assert.equal((await readSettings()).lang, "uk");
  assert.equal(settingsIn(local.settings).lang, "en");
  await changeSettings({ size: "large" });
  assert.equal((await readSettings()).lang, "uk");
  await changeSettings({ lang: "fr-x-facile" });
  assert.deepEqual([(await readSettings()).lang, session], ["fr-x-facile", {}]);
  await setLanguage("uk");
  await changeSettings(null);
  assert.equal((await readSettings()).lang, "");
  session.lang = "<b>";
  assert.equal((await readSettings()).lang, "");
});
