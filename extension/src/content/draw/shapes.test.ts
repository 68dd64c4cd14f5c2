import assert from "node:assert/strict";
import { test } from "node:test";
import type { Decision } from "../../shared/messages";
import { shapesFor, type Situation } from "./shapes";
import { shown } from "../../shared/testdata/shown";

const situation = (change: Partial<Situation>, decision: Partial<Decision> = {}): Situation => ({
  decision: shown(decision),
  isTop: true,
  isOpened: false,
  folded: "",
  isUndotted: false,
  mayCard: true,
  ...change,
});

const cases: [string, Situation, string][] = [
  ["a card comes whole where there is room", situation({}), "card strip pill dot"],
  ["a card that had no room stays small", situation({ mayCard: false }), "strip pill dot"],
  ["a card that grew out of the strip goes back to it", situation({ folded: "strip" }), "strip pill dot"],
  ["a card that was folded is a pill", situation({ folded: "pill" }), "pill dot"],
  ["in a frame there is room for a pill", situation({ isTop: false }), "pill dot"],
  ["what was opened is a card", situation({ isOpened: true, folded: "pill", isTop: false }), "card"],
  ["without a harm it is a pill", situation({}, { stage: "early" }), "pill dot"],
  ["after two dismissals a dot", situation({}, { stage: "early", dot: true }), "dot"],
  ["the dot that was tapped is a pill", situation({ isUndotted: true }, { stage: "early", dot: true }), "pill dot"],
  ["a dot opens as a card", situation({ isOpened: true }, { stage: "early", dot: true }), "card"],
  ["dismissed pills keep no card away", situation({}, { dot: true }), "card strip pill dot"],
  ["after the report the card may come", situation({}, { stage: "after" }), "card strip pill dot"],
];
for (const [what, given, want] of cases) test(what, () => assert.equal(shapesFor(given).join(" "), want));
