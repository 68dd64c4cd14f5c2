import assert from "node:assert/strict";
import { test } from "node:test";
import { rectAt } from "./place";
import { isTarget, panelAround } from "./survey";

const viewport = rectAt(0, 0, 1000, 800);

test("a button is a target", () => assert.equal(isTarget(rectAt(10, 10, 300, 40), viewport), true));
test("the hidden twin of a drawn radio is none", () => assert.equal(isTarget(rectAt(10, 10, 1, 1), viewport), false));
test("a backdrop is none", () => assert.equal(isTarget(viewport, viewport), false));
test("the dialog in a shell is around its contents", () => {
  assert.deepEqual(panelAround([rectAt(400, 300, 100, 40), rectAt(450, 400, 150, 40)]), {
    l: 376,
    t: 276,
    r: 624,
    b: 464,
  });
});
test("an empty shell has none", () => assert.equal(panelAround([]), null));
