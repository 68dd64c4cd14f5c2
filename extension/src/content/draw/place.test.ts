import assert from "node:assert/strict";
import { test } from "node:test";
import { Limit } from "../limits";
import { cost, place, rectAt, type Rect, type Room } from "./place";

const viewport = rectAt(8, 8, 1264, 784);
const panel = rectAt(440, 200, 400, 400);

const room = (change: Partial<Room> = {}): Room => ({
  viewport,
  panel,
  controls: [],
  pointer: null,
  isRtl: false,
  ...change,
});

const button = rectAt(460, 540, 360, 40);

test("beside the dialog costs nothing", () => assert.equal(cost(room(), rectAt(860, 200, 352, 400)), 0));
test("over the dialog costs less than one", () => {
  const price = cost(room({ controls: [button] }), rectAt(460, 220, 200, 48));
  assert.ok(price > 0 && price < 1, String(price));
});
test("farther from its controls costs less", () => {
  const near = cost(room({ controls: [button] }), rectAt(460, 480, 200, 48));
  const far = cost(room({ controls: [button] }), rectAt(460, 220, 200, 48));
  assert.ok(far < near);
});
test("a control's edge costs what is covered", () => {
  const price = cost(room({ controls: [button] }), rectAt(460, 500, 100, 45));
  assert.ok(price > 500 && price < 502, String(price));
});
test("the middle of a control costs a million", () => {
  assert.ok(cost(room({ controls: [button] }), rectAt(600, 540, 100, 40)) > 1e6);
});
test("so does that of one which opened elsewhere", () => {
  assert.ok(cost(room({ controls: [rectAt(900, 300, 200, 40)] }), rectAt(860, 200, 352, 400)) > 1e6);
});
test("under the pointer costs a thousand times that", () => {
  assert.ok(cost(room({ pointer: rectAt(900, 300, 48, 48) }), rectAt(860, 200, 352, 400)) >= 1e9);
});
test("out of sight costs most, on every side", () => {
  for (const at of [
    rectAt(7, 300, 100, 48),
    rectAt(300, 7, 100, 48),
    rectAt(1200, 300, 100, 48),
    rectAt(300, 760, 100, 48),
  ]) {
    assert.equal(cost(room(), at), 2e9);
  }
});
test("a rounded pixel is not out of sight", () => assert.equal(cost(room(), rectAt(921, 8, 352, 785)), 0));

const overlap = (a: Rect, b: Rect) => a.l < b.r && b.l < a.r && a.t < b.b && b.t < a.b;

test("a card stands to the right of a dialog in the middle, its top in line", () => {
  assert.deepEqual(place(room(), 352, 420), rectAt(panel.r + Limit.GAP, panel.t, 352, 420));
});
test("to its left where one reads from right to left", () => {
  assert.deepEqual(place(room({ isRtl: true }), 352, 420), rectAt(panel.l - Limit.GAP - 352, panel.t, 352, 420));
});
test("on the side with more room", () => {
  const right = room({ panel: rectAt(800, 200, 400, 400) });
  assert.equal(place(right, 352, 420).r, 800 - Limit.GAP);
});
test("below a dialog at the top of a narrow window", () => {
  const narrow = room({ viewport: rectAt(8, 8, 344, 724), panel: rectAt(8, 8, 344, 300) });
  const at = place(narrow, 300, 200);
  assert.equal(at.t, 308 + Limit.GAP);
});
test("above a sheet at the bottom", () => {
  const narrow = room({ viewport: rectAt(8, 8, 344, 724), panel: rectAt(8, 432, 344, 300) });
  assert.equal(place(narrow, 300, 200).b, 432 - Limit.GAP);
});
test("a tall card begins higher so that it ends in sight", () => {
  const at = place(room({ panel: rectAt(440, 500, 400, 280) }), 352, 600);
  assert.equal(at.b, viewport.b);
});
test("a dialog that fills the window is covered where it has no control", () => {
  const full = room({ panel: viewport, controls: [rectAt(40, 40, 1200, 300), rectAt(40, 440, 1200, 340)] });
  const at = place(full, 560, 62);
  for (const each of full.controls) assert.equal(overlap(at, each), false);
});
test("between two controls, where that is all there is", () => {
  const full = room({ panel: viewport, controls: [rectAt(8, 40, 1264, 200), rectAt(8, 320, 1264, 460)] });
  const at = place(full, 560, 62);
  assert.ok(at.t >= 240 && at.b <= 320, String(at.t));
});
test("not where the pointer is, if there is another place", () => {
  const pointer = rectAt(panel.r + Limit.GAP, panel.t, 48, 48);
  assert.equal(overlap(place(room({ pointer }), 352, 420), pointer), false);
});
test("with no good place at all it still answers one of its size", () => {
  const { l, t, r, b } = place(room({ viewport: rectAt(0, 0, 100, 100), panel: rectAt(0, 0, 100, 100) }), 352, 420);
  assert.deepEqual([r - l, b - t], [352, 420]);
});
test("between head and rows of a dialog that fills a small window", () => {
  for (const [w, h] of [[640, 360], [320, 640], [320, 360]]) {
    const window = rectAt(8, 8, w - 16, h - 16);
    const head = rectAt(12, 12, w - 24, 42);
    const rows = [0, 1, 2].map((row) => rectAt(12, h - 120 + 36 * row, 200, 32));
    const full = room({ viewport: window, panel: window, controls: [head, ...rows] });
    for (const wide of [242, window.r - window.l]) {
      const at = place(full, wide, 62);
      assert.deepEqual(full.controls.filter((each) => overlap(at, each)), [], `${w} by ${h}`);
    }
  }
});
