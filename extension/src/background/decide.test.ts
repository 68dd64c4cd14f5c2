import assert from "node:assert/strict";
import { test } from "node:test";
import { main, second, withCard } from "../shared/testdata/shown";
import { answerWith, hostOf } from "./decide";

const settings = { only: false, size: "normal" } as const;
const asked = { touch: false, dismissals: 0, settings };
const { stage, harm, state, view } = withCard({ lines: [main, second] });
const decision = { stage, harm, state, view };

test("an answer is the decision, two settings and a code", () => {
  const more = { ...decision, reasons: ["title:report"], confidence: 99 };
  assert.deepEqual(Object.keys(answerWith(more, asked)).sort(), [
    "dot",
    "harm",
    "only",
    "qr",
    "stage",
    "state",
    "view",
  ]);
});
test("the code has the corners that its readers look for", () => {
  const { qr } = answerWith(decision, asked);
  const rows = qr!.split("\n");
  assert.equal(rows.length, 21);
  const isDark = (x: number, y: number) => rows[y][x] === "#";
  for (const [x, y] of [
    [0, 0],
    [20, 0],
    [0, 20],
    [6, 6],
  ])
    assert.ok(isDark(x, y));
  for (const [x, y] of [
    [7, 7],
    [13, 0],
    [1, 1],
  ])
    assert.ok(!isDark(x, y));
});
test("a telephone needs no code", () => assert.equal("qr" in answerWith(decision, { ...asked, touch: true }), false));
test("nor does a first line that cannot be called", () => {
  const { view } = withCard({ lines: [{ ...main, ways: [] }, second] });
  assert.equal("qr" in answerWith({ ...decision, view }, asked), false);
});
test("nor what is not shown", () => {
  const none = answerWith({ stage: "none", harm: "", state: "[1]", view: null }, asked);
  assert.deepEqual(none, { stage: "none", harm: "", state: "[1]", view: null, dot: false, only: false });
});
test("dismissed twice it is a dot", () => {
  assert.deepEqual(
    [0, 1, 2, 3].map((dismissals) => answerWith(decision, { ...asked, dismissals }).dot),
    [false, false, true, true],
  );
});
test("settings go along where they are not the usual ones", () => {
  assert.equal(answerWith(decision, { ...asked, settings: { ...settings, only: true } }).only, true);
  assert.equal("size" in answerWith(decision, asked), false);
  assert.equal(answerWith(decision, { ...asked, settings: { ...settings, size: "large" } }).size, "large");
});

test("the host is that of the frame", () => {
  assert.equal(
    hostOf({ origin: "https://www.youtube.com", url: "https://www.youtube.com/live_chat" }),
    "www.youtube.com",
  );
});
test("of a frame without an address, that of its page", () => {
  assert.equal(hostOf({ origin: "https://x.com", url: "about:srcdoc" }), "x.com");
  assert.equal(hostOf({ origin: "null", url: "https://x.com/a" }), "x.com");
});
test("of nobody, none", () =>
  assert.deepEqual([hostOf({}), hostOf({ url: "about:blank" }), hostOf({ url: "no" })], ["", "", ""]));
