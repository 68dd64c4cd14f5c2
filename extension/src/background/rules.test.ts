import assert from "node:assert/strict";
import { test } from "node:test";
import { isWhole, keepGates, sortedJson } from "./rules";

test("the order of fields makes no difference", () => {
  assert.equal(
    sortedJson({ b: 1, a: { d: [2, { f: 1, e: 0 }], c: 3 } }),
    sortedJson({ a: { c: 3, d: [2, { e: 0, f: 1 }] }, b: 1 }),
  );
});
test("the order of a list does", () => assert.notEqual(sortedJson([1, 2]), sortedJson([2, 1])));
test("nothing is no gate", () => assert.notEqual(sortedJson(undefined), sortedJson({})));

const part = { version: 2, text: "{}", date: "2026-11-23", keys: ["a"] };
const whole = { body: "{}", head: { size: 1, time: "", note: "note" }, detection: part, directory: part };

test("what was written is whole", () => assert.equal(isWhole(whole), true));
test("what lacks a text is not", () => {
  for (const key of Object.keys(whole)) assert.equal(isWhole({ ...whole, [key]: undefined }), false, key);
});
test("nor is a part that is no text", () => {
  assert.equal(isWhole({ ...whole, directory: { ...part, text: 7 as unknown as string } }), false);
});

test("a full disk keeps nobody from the rules", async () => {
  const refuse = async () => {
    throw new Error("IO error: FILE_ERROR_NO_SPACE");
  };
  const gates = { words: [], hosts: {} };
  for (const local of [{ get: async () => ({}), set: refuse }, { get: refuse, set: refuse }]) {
    Object.assign(globalThis, { chrome: { extension: {}, storage: { local } } });
    await assert.doesNotReject(keepGates({ gates }));
  }
});
