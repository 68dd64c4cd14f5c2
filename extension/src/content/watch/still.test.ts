import assert from "node:assert/strict";
import { test } from "node:test";
import { plain } from "../../../test/element";
import { watchStill } from "./still";

/** What is observed, and what the browser calls when it changes. */
let observed: unknown[] = [];
type Change = { target: unknown; addedNodes: unknown[] };
let change = (..._records: Change[]) => {};
class FakeObserver {
  constructor(changed: (records: Change[]) => void) {
    change = (...records) => changed(records);
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

class Box {
  constructor(readonly holdsList: boolean) {}
  get nodeType(): number {
    return 1;
  }
  querySelector(): unknown {
    return this.holdsList ? {} : null;
  }
}
const [list, other, late] = [new Box(true), new Box(false), new Box(true)];

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
  change({ target: other, addedNodes: [] });
  assert.equal(told, 1);
  assert.equal(still.isStill(), false);
  assert.deepEqual(observed, []);
});

test("what changed before is still awaited when the person acts again", () => {
  const still = watchStill(() => told++);
  still.begin(plain("button"), true);
  change({ target: other, addedNodes: [] });
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

test("what comes first is known, and where a report was asked for all that comes after it", () => {
  const still = watchStill(() => told++);
  still.begin(plain("button"), true);
  change({ target: other, addedNodes: [list, other] });
  assert.deepEqual([...still.came], [list]);
  still.observe();
  told = 0;
  change({ target: late, addedNodes: [] });
  assert.deepEqual([...still.came], [list, late]);
  assert.equal(told, 0);
  assert.ok(observed.includes("page"));
});

test("what came is forgotten when the person acts again", () => {
  const still = watchStill(() => told++);
  still.begin(plain("button"), true);
  change({ target: list, addedNodes: [] });
  still.begin(plain("button"), false);
  assert.deepEqual([...still.came], []);
});

test("of a page that changes much a little is read and kept", () => {
  const still = watchStill(() => told++);
  let read = 0;
  const changed = () => ({ get target() { read++; return new Box(true); }, addedNodes: [] });
  still.begin(plain("button"), true);
  change(...Array.from({ length: 1000 }, changed));
  assert.equal(still.came.size, 40);
  assert.equal(read, 40);
  still.begin(plain("button"), true);
  const many = Array.from({ length: 1000 }, () => new Box(true));
  change({ target: other, addedNodes: many });
  assert.ok(still.came.size < 40 && still.came.has(many.at(-1) as never));
});
