import assert from "node:assert/strict";
import { test } from "node:test";
import { plain } from "../../../test/element";
import { watchStill } from "./still";

/** What is observed, and what the browser calls when it changes. */
let observed: unknown[] = [];
let change = () => {};
class FakeObserver {
  constructor(changed: () => void) {
    change = changed;
  }
  observe(root: unknown): void {
    observed.push(root);
  }
  disconnect(): void {
    observed = [];
  }
}
Object.assign(globalThis, { MutationObserver: FakeObserver, document: "page" });

let told = 0;

test("nothing is still before a person acts, and nothing is observed", () => {
  assert.equal(watchStill(() => told++).isStill(), false);
  assert.deepEqual(observed, []);
});

test("a page is still until it changes, and then it is observed no more", () => {
  const still = watchStill(() => told++);
  still.begin(plain("button"), true);
  assert.equal(still.isStill(), true);
  assert.ok(observed.includes("page"));
  told = 0;
  change();
  assert.equal(told, 1);
  assert.equal(still.isStill(), false);
  assert.deepEqual(observed, []);
});

test("what changed before is still awaited when the person acts again", () => {
  const still = watchStill(() => told++);
  still.begin(plain("button"), true);
  change();
  still.begin(plain("button"), false);
  assert.equal(still.isStill(), false);
  assert.deepEqual(observed, []);
});

test("at the end of the looks nothing is observed", () => {
  const still = watchStill(() => told++);
  still.begin(plain("button"), true);
  still.end();
  assert.deepEqual(observed, []);
});
