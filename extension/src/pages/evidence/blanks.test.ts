import assert from "node:assert/strict";
import { test } from "node:test";
import { type Blanks, type Change, changeBlanks, noBlanks } from "./blanks";

const after = (...changes: Change[]): Blanks => changes.reduce(changeBlanks, noBlanks(400, 200));
const least = 5;

test("a drag makes black what it spans, in any direction", () => {
  const { black, frame, corner } = after(
    { type: "press", x: 90.4, y: 60.2 },
    { type: "drag", x: 50, y: 40 },
    { type: "release", x: 10.6, y: 20.5, least },
  );
  assert.deepEqual(black, [{ x: 10, y: 20, width: 81, height: 41 }]);
  assert.deepEqual([frame, corner], [null, null]);
});
test("on the way it is a frame", () =>
  assert.deepEqual(after({ type: "press", x: 1, y: 2 }, { type: "drag", x: 5, y: 9 }).frame, {
    x: 1,
    y: 2,
    width: 4,
    height: 7,
  }));
test("two presses are two corners", () => {
  const { black } = after(
    { type: "press", x: 10, y: 10 },
    { type: "release", x: 12, y: 11, least },
    { type: "press", x: 30, y: 40 },
    { type: "release", x: 30, y: 40, least },
  );
  assert.deepEqual(black, [{ x: 10, y: 10, width: 20, height: 30 }]);
});
test("nothing lies outside the picture", () => {
  const { black } = after({ type: "press", x: -50, y: -9 }, { type: "release", x: 900, y: 900, least });
  assert.deepEqual(black, [{ x: 0, y: 0, width: 400, height: 200 }]);
});
test("a line is no part", () =>
  assert.deepEqual(after({ type: "press", x: 10, y: 10 }, { type: "release", x: 90, y: 10, least }).black, []));
test("keys place, move, resize and fill a frame", () => {
  const { black } =
    after({ type: "frame" }, { type: "move", x: 1, y: -1 }, { type: "grow", x: 2, y: 1 }, { type: "fill" });
  assert.deepEqual(black, [{ x: 160, y: 70, width: 120, height: 55 }]);
});
test("a frame stays inside and never shrinks to nothing", () => {
  const far = Array.from({ length: 99 }, (): Change => ({ type: "move", x: 1, y: 1 }));
  const large = Array.from({ length: 99 }, (): Change => ({ type: "grow", x: 1, y: 1 }));
  const small = Array.from({ length: 99 }, (): Change => ({ type: "grow", x: -1, y: -1 }));
  assert.deepEqual(after({ type: "frame" }, ...far, ...large).frame, { x: 300, y: 150, width: 100, height: 50 });
  assert.deepEqual(after({ type: "frame" }, ...small).frame, { x: 150, y: 75, width: 10, height: 5 });
});
test("the last one comes off first", () => {
  const one: Change[] = [{ type: "frame" }, { type: "fill" }];
  const two: Change[] = [{ type: "frame" }, { type: "move", x: 1, y: 0 }, { type: "fill" }];
  assert.deepEqual(after(...one, ...two, { type: "undo" }), after(...one));
  assert.deepEqual(after({ type: "undo" }).black, []);
});
test("what was begun can be dropped", () => {
  for (const begin of [{ type: "frame" }, { type: "press", x: 1, y: 1 }] as const)
    assert.deepEqual(after(begin, { type: "cancel" }), noBlanks(400, 200));
});
test("without a frame there is nothing to move or fill", () =>
  assert.deepEqual(after({ type: "move", x: 1, y: 1 }, { type: "fill" }), noBlanks(400, 200)));
