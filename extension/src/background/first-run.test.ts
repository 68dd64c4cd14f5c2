import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { welcome } from "./first-run";
import { PATIENCE } from "./policy";

mock.timers.enable({ apis: ["setTimeout"] });

/** Ends once it has been waited for a policy. */
async function welcomed(): Promise<void> {
  let isOver = false;
  void welcome().finally(() => (isOver = true));
  while (!isOver) {
    await setImmediate();
    mock.timers.tick(PATIENCE);
  }
}

/** How many pages open where the extension came so and a policy's settings are there after so many looks. */
async function pagesOpened(installType: string, policy: object, looks: number): Promise<number> {
  let [opened, asked] = [0, 0];
  const managed = { get: async () => (asked++ < looks ? {} : policy) };
  const chrome = {
    management: { getSelf: async () => ({ installType }) },
    storage: { managed },
    runtime: { getURL: (name: string) => name },
    tabs: { create: async () => opened++ },
  };
  Object.assign(globalThis, { chrome });
  await welcomed();
  return opened;
}

test("a family is welcomed", async () => assert.equal(await pagesOpened("normal", {}, 0), 1));
test("nobody is where a policy installed it, though its settings are late", async () => {
  assert.equal(await pagesOpened("admin", {}, 0), 0);
});
test("nor where a policy has settings for it, at once or a little later", async () => {
  for (const looks of [0, 1]) assert.equal(await pagesOpened("normal", { only: true }, looks), 0);
});
test("a browser without policies is no obstacle", async () => {
  let opened = 0;
  const refuse = async () => {
    throw new Error("no managed storage");
  };
  Object.assign(globalThis, {
    chrome: {
      management: { getSelf: async () => ({ installType: "normal" }) },
      storage: { managed: { get: refuse } },
      runtime: { getURL: (name: string) => name },
      tabs: { create: async () => opened++ },
    },
  });
  await welcomed();
  assert.equal(opened, 1);
});
