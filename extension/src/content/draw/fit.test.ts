import assert from "node:assert/strict";
import { test } from "node:test";
import { Limit } from "../limits";
import { fit, type Size, type Trial, widthOf } from "./fit";
import { rectAt, type Rect, type Room } from "./place";

const viewport = rectAt(8, 8, 1264, 784);
const wide: Room = { viewport, panel: rectAt(440, 200, 400, 400), controls: [], pointer: null, isRtl: false };
/** A dialog that leaves no place beside it. */
const full: Room = { ...wide, panel: viewport, controls: [rectAt(8, 200, 1264, 592)] };
/** Controls wherever one looks. */
const dense: Room = { ...full, controls: Array.from({ length: 78 }, (_, i) => rectAt(8, 8 + 10 * i, 1264, 10)) };

const trial = (change: Partial<Trial>): Trial => ({
  shape: "card",
  room: wide,
  kept: null,
  isOpened: false,
  isUnfolded: false,
  // What is opened is a card, and nothing else.
  isLast: !!change.isOpened,
  ...change,
});
const size = (w: number, h: number, isCut = false): Size => ({ w, h, isCut });
const height = (at: Rect | null): number | null => at && at.b - at.t;

test("a card beside a dialog in the middle is as wide as may be", () => assert.equal(widthOf("card", wide), Limit.WIDEST));
test("it is narrower where there is less", () => {
  const room = { ...wide, panel: rectAt(308, 200, 664, 400) };
  assert.equal(widthOf("card", room), 300 - Limit.GAP);
});
test("below the narrowest it covers and is wide again", () => {
  const room = { ...wide, panel: rectAt(8 + Limit.NARROWEST, 200, 1264 - 2 * Limit.NARROWEST, 400) };
  assert.equal(widthOf("card", room), Limit.WIDEST);
});
test("nothing is wider than the window", () => {
  const narrow = { ...wide, viewport: rectAt(8, 8, 304, 700), panel: rectAt(8, 8, 304, 700) };
  assert.deepEqual([widthOf("card", narrow), widthOf("strip", narrow)], [304, 304]);
});
test("a pill is as wide as its words", () =>
  assert.deepEqual([widthOf("pill", wide), widthOf("dot", wide)], [null, null]));

test("a card has one height, whatever stands in it", () => {
  for (const h of [200, 420, Limit.TALLEST]) assert.deepEqual(fit(trial({}), size(352, h)), rectAt(852, 152, 352, Limit.TALLEST));
});
test("it is level with the dialog where it has room to be", () => {
  const room = { ...wide, panel: rectAt(440, 100, 400, 500) };
  assert.equal(fit(trial({ room }), size(352, 420))!.t, 100);
});
test("in a low window it is as tall as that", () => {
  const room = { ...wide, viewport: rectAt(8, 8, 1264, 500) };
  assert.equal(height(fit(trial({ room }), size(352, 420))), 500);
});
test("what comes unasked and does not fit is not drawn", () => assert.equal(fit(trial({}), size(352, 700)), null));
test("what the person unfolds in it scrolls", () => {
  assert.equal(height(fit(trial({ isUnfolded: true }), size(352, 900))), Limit.TALLEST);
});
test("a card that comes unasked covers nothing of the dialog", () => {
  assert.equal(fit(trial({ room: full }), size(352, 180)), null);
});
test("a strip may cover it where there is no control", () => {
  assert.ok(fit(trial({ shape: "strip", room: full }), size(560, 62))!.b <= 200);
});
test("a strip that is cut is none", () => {
  assert.equal(fit(trial({ shape: "strip" }), size(560, 62, true)), null);
});
test("a card that is cut scrolls", () => assert.ok(fit(trial({}), size(352, 420, true))));
test("what has no place is not drawn while there is something smaller", () => {
  assert.equal(fit(trial({ shape: "pill", room: dense }), size(200, 48)), null);
});
test("the smallest is drawn anyway", () => {
  assert.equal(height(fit(trial({ shape: "dot", room: dense, isLast: true }), size(48, 48))), 48);
});
test("what the person opened scrolls too", () => {
  assert.equal(height(fit(trial({ isOpened: true }), size(352, 2000))), Limit.TALLEST);
});
test("it comes where it covers, too", () => {
  assert.ok(fit(trial({ room: dense, isOpened: true }), size(352, 420)));
});
test("it comes even under the pointer that opened it", () => {
  const at = fit(trial({ room: dense, isOpened: true }), size(352, 420))!;
  assert.deepEqual(fit(trial({ room: { ...dense, pointer: at }, isOpened: true }), size(352, 420)), at);
});
test("what comes by itself is not put under the pointer", () => {
  const room = { ...wide, pointer: rectAt(852, 152, 400, 500) };
  assert.ok(fit(trial({ room }), size(352, 420))!.r <= 440);
});

const kept = rectAt(76, 150, 352, Limit.TALLEST);
test("what stands well stays, also where another place is as good", () => {
  assert.deepEqual(fit(trial({ kept }), size(352, 420)), kept);
});
test("it moves up as far as it must to stay in sight", () => {
  const low = rectAt(76, 300, 352, Limit.TALLEST);
  assert.deepEqual(fit(trial({ kept: low }), size(352, 420)), rectAt(76, 152, 352, Limit.TALLEST));
});
test("it gives way to a dialog that grows into it", () => {
  const room = { ...wide, panel: rectAt(100, 200, 700, 400) };
  assert.equal(fit(trial({ room, kept }), size(352, 420))!.l, 800 + Limit.GAP);
});
test("what was opened over the dialog stays there", () => {
  const over = rectAt(460, 150, 352, Limit.TALLEST);
  const room = { ...wide, controls: [rectAt(460, 320, 300, 40)] };
  assert.deepEqual(fit(trial({ room, kept: over, isOpened: true }), size(352, 420)), over);
});
test("what was opened beside it does not grow over it", () => {
  const narrow = rectAt(128, 150, 300, Limit.TALLEST);
  assert.equal(fit(trial({ kept: narrow, isOpened: true }), size(352, 420))!.l, 840 + Limit.GAP);
});
