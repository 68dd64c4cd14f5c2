import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { Limit } from "../limits";
import { readGate } from "./host";

const host = { platform: "a", hooks: [], content: [], surfaces: [] };
const words = [{ id: "report", s: "signaler" }];
const gate = { ...host, words };
const refuse = async () => {
  throw new Error("IO error");
};
/** Nothing of this waits. */
mock.timers.enable({ apis: ["setTimeout"] });
const hosts = { "a.example": host };

/** The gate where storage and the background answer so. */
async function read(get: () => unknown, answer: unknown) {
  const runtime = { id: "alive", sendMessage: async () => answer };
  Object.assign(globalThis, { chrome: { runtime, storage: { local: { get } } }, location: { hostname: "a.example" } });
  return readGate();
}

test("the gate comes from storage", async () =>
  assert.deepEqual(await read(async () => ({ gates: { words, hosts } }), null), gate));

test("where storage refuses, the background is asked", async () => {
  assert.deepEqual(await read(refuse, gate), gate);
  assert.deepEqual(await read(() => assert.fail("at once"), gate), gate);
});

test("and where it does not answer", async () => {
  const asked = read(() => new Promise(() => {}), gate);
  mock.timers.tick(Limit.PATIENCE);
  assert.deepEqual(await asked, gate);
});

const garbage = [
  7, "x", null, [], {}, { hosts: 7 }, { hosts }, { words: 7, hosts }, { words: [null], hosts },
  { words: [{ id: "report" }], hosts }, { words, hosts: {} }, { words, hosts: { "a.example": {} } },
  { words, hosts: { "a.example": { ...host, hooks: [{ id: "a", s: 1 }] } } },
];
for (const gates of garbage) {
  test(`and where it holds ${JSON.stringify(gates)}`, async () =>
    assert.deepEqual(await read(async () => ({ gates }), gate), gate));
}
for (const answer of [undefined, null, 7]) {
  test(`or answers ${answer}`, async () => assert.deepEqual(await read(async () => answer, gate), gate));
}

test("a host without a gate has none", async () => assert.equal(await read(async () => ({}), null), null));

test("a failure is no gate", async () => {
  for (const answer of [{ error: { code: "failed" } }, undefined, "x", { ...gate, words: "signaler" }]) {
    assert.equal(await read(refuse, answer), undefined);
  }
});
