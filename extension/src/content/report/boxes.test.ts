import assert from "node:assert/strict";
import { test } from "node:test";
import type { Stage } from "../../shared/messages";
import { KEEP } from "../limits";
import {
  type Box, type Reports,
  afterAction, afterChoice, afterClosing, afterDecision, afterOpening,
  boxOf, boxTooMany, flowOf, frontOf, isHopeless, isRecent, leadsOn, noReports, openerAt,
} from "./boxes";

let elements = 0;
const element = () => ({ id: ++elements }) as unknown as Element;

const opened = (reports: Reports, at: number): [Reports, number] => {
  const next = afterOpening(reports, element(), at);
  return [next, next.lastId];
};
const box = (reports: Reports, id: number): Box => boxOf(reports, id)!;
const decided = (reports: Reports, id: number, stage: Stage, state = "memory"): Reports =>
  afterDecision(reports, box(reports, id), box(reports, id).flow, { stage, state });
const flow = (reports: Reports, id: number) => flowOf(reports, box(reports, id).flow)!;

/** A click on a word of the gate at 1000, and the report that it opened. */
function report(stage: Stage = "early"): [Reports, number] {
  const [reports, id] = opened(afterAction(noReports, "report", undefined, 1000), 1100);
  return [decided(reports, id, stage), id];
}

test("a box that opens after a click on a report phrase takes up its flow", () => {
  const [reports, id] = opened(afterAction(noReports, "report", undefined, 1000), 1100);
  assert.equal(flow(reports, id).opener, "report");
});

test("a box that opens too late after that click begins a flow of its own", () => {
  const [reports, id] = opened(afterAction(noReports, "report", undefined, 1000), 1000 + KEEP);
  assert.equal(flow(reports, id).opener, "");
});

test("a box that nobody asked for begins a flow of its own", () => {
  const [reports, id] = opened(noReports, 500);
  assert.deepEqual(flow(reports, id), { id: flow(reports, id).id, state: "", opener: "", since: 500, until: 0 });
});

test("the word that was clicked is known for a while only", () => {
  const reports = afterAction(noReports, "report", undefined, 1000);
  assert.equal(openerAt(reports, 1000 + KEEP - 1), "report");
  assert.equal(openerAt(reports, 1000 + KEEP), "");
  assert.equal(openerAt(noReports, 1000), "");
});

test("an action beside all boxes ends what was awaited", () => {
  const reports = afterAction(afterAction(noReports, "report", undefined, 1000), "", undefined, 2000);
  assert.equal(openerAt(reports, 2001), "");
});

test("an action in a watched box ends nothing", () => {
  const [reports, id] = opened(afterAction(noReports, "report", undefined, 1000), 1100);
  assert.equal(openerAt(afterAction(reports, "", id, 1200), 1300), "report");
});

test("an action is recent for a while only", () => {
  const reports = afterAction(noReports, "", undefined, 1000);
  assert.equal(isRecent(reports, 1000 + KEEP - 1), true);
  assert.equal(isRecent(reports, 1000 + KEEP), false);
  assert.equal(isRecent(noReports, 0), false);
});

test("a menu's own box may go on as the report", () => {
  const [menu, id] = opened(noReports, 500);
  const reports = afterAction(menu, "report", id, 1000);
  assert.equal(flow(reports, id).opener, "report");
  assert.equal(box(reports, id).flow, reports.current);
});

test("a report phrase clicked in a report begins no other one", () => {
  const [reports, id] = report();
  const next = afterAction(reports, "report", id, 2000);
  assert.equal(box(next, id).flow, box(reports, id).flow);
  assert.equal(flow(next, id).state, "memory");
});

test("an answer is remembered in the flow", () => {
  const [reports, id] = report();
  assert.equal(flow(reports, id).state, "memory");
  assert.equal(box(reports, id).recognised, true);
});

test("what follows a closed report goes on in its flow", () => {
  const [reports, id] = report();
  const [next, after] = opened(afterClosing(reports, id, 20_000), 20_000 + KEEP - 1);
  assert.equal(flow(next, after).state, "memory");
});

test("what opens long after a closed report does not", () => {
  const [reports, id] = report();
  const [next, after] = opened(afterClosing(reports, id, 20_000), 20_000 + KEEP);
  assert.equal(flow(next, after).state, "");
});

test("what opens over the report in front belongs to it, however late", () => {
  const [reports, id] = report();
  const [next, over] = opened(reports, 90_000);
  assert.equal(box(next, over).flow, box(next, id).flow);
});

test("a box that is none has no part in the memory of the report below it", () => {
  const [reports, id] = report();
  const [next, over] = opened(reports, 2000);
  const after = decided(next, over, "none", "other");
  assert.equal(flow(after, id).state, "memory");
  assert.equal(flow(after, over).state, "other");
  assert.equal(flow(after, over).opener, "report");
});

test("what was chosen in a box counts for its flow, also when nothing is shown", () => {
  const [reports, id] = opened(afterAction(noReports, "report", undefined, 1000), 1100);
  const after = decided(afterChoice(reports, id), id, "none", "chosen");
  assert.equal(after.flows.length, 1);
  assert.equal(flow(after, id).state, "chosen");
});

test("the answer to a choice that closed its box is there for the box that follows", () => {
  const [reports, id] = opened(afterAction(noReports, "report", undefined, 1000), 1100);
  const chosen = afterChoice(reports, id);
  const closed = box(chosen, id);
  const gone = afterClosing(chosen, id, 1200);
  const [next, after] = opened(afterDecision(gone, closed, closed.flow, { stage: "none", state: "chosen" }), 1300);
  assert.equal(flow(next, after).state, "chosen");
});

test("the answer about a closed box that nobody acted in changes nothing", () => {
  const [reports, id] = opened(noReports, 1100);
  const closed = box(reports, id);
  const gone = afterClosing(reports, id, 1200);
  const after = afterDecision(gone, closed, closed.flow, { stage: "none", state: "late" });
  assert.deepEqual(after.boxes, []);
  assert.ok(after.flows.every(({ state }) => state === ""));
});

test("a report that closes does not take the place of one that was asked for since", () => {
  const [reports, id] = report();
  const asked = afterAction(reports, "report", undefined, 5000);
  const closed = afterClosing(asked, id, 5100);
  assert.equal(closed.current, asked.current);
  assert.equal(flowOf(closed, closed.current)?.state, "");
});

test("a box that is none leaves nothing behind when it closes", () => {
  const [reports, id] = opened(noReports, 1000);
  assert.equal(afterClosing(decided(reports, id, "none"), id, 1200).current, 0);
});

test("a box that is none but was acted in is followed, unless another flow is awaited", () => {
  const [reports, id] = opened(noReports, 1000);
  const acted = afterChoice(decided(reports, id, "none"), id);
  assert.equal(afterClosing(acted, id, 1200).current, box(acted, id).flow);
  const awaited = afterAction(acted, "report", undefined, 1100);
  assert.equal(afterClosing(awaited, id, 1200).current, awaited.current);
});

test("closing what is not open changes nothing", () => {
  const [reports] = report();
  assert.equal(afterClosing(reports, 999, 1), reports);
});

test("the report in front is the last that something is shown for", () => {
  const [reports, id] = report();
  const [next, over] = opened(reports, 2000);
  assert.equal(frontOf(next)?.id, id);
  assert.equal(frontOf(decided(next, over, "none"))?.id, id);
  assert.equal(frontOf(decided(next, over, "card"))?.id, over);
  assert.equal(frontOf(noReports), undefined);
});

for (const [stage, leads] of [["none", false], ["early", true], ["card", true], ["after", false]] as const) {
  test(`an action in a box at ${stage} ${leads ? "leads on" : "leads nowhere"}`, () => {
    const [reports, id] = report(stage);
    assert.equal(leadsOn(box(reports, id)), leads);
  });
}

test("four boxes may be watched; of five the first that is no report is given up", () => {
  let [reports] = report();
  const ids = [1, 2, 3].map((at) => {
    const [next, id] = opened(reports, 2000 + at);
    reports = next;
    return id;
  });
  assert.equal(boxTooMany(reports), undefined);
  [reports] = opened(reports, 3000);
  assert.equal(boxTooMany(reports)?.id, ids[0]);
});

test("of five reports the first is given up", () => {
  let reports = noReports;
  const ids = [1, 2, 3, 4, 5].map((at) => {
    const [next, id] = opened(reports, at);
    reports = decided(next, id, "card");
    return id;
  });
  assert.equal(boxTooMany(reports)?.id, ids[0]);
});

test("a box that only looks like one is given up when it is refused twice in a row", () => {
  const [reports, id] = opened(noReports, 1000);
  const once = decided(reports, id, "none");
  assert.equal(isHopeless(once, box(once, id)), false);
  const twice = decided(once, id, "none");
  assert.equal(isHopeless(twice, box(twice, id)), true);
});

test("a refusal before the box was recognised does not count afterwards", () => {
  const [reports, id] = opened(noReports, 1000);
  const again = decided(decided(decided(reports, id, "none"), id, "early"), id, "none");
  assert.equal(isHopeless(again, box(again, id)), false);
});

test("a box that a report phrase opened, or that was acted in, is not given up", () => {
  const [asked, first] = opened(afterAction(noReports, "report", undefined, 1000), 1100);
  const refused = decided(decided(asked, first, "none"), first, "none");
  assert.equal(isHopeless(refused, box(refused, first)), false);
  const [seen, second] = opened(noReports, 1000);
  const acted = decided(decided(afterChoice(seen, second), second, "none"), second, "none");
  assert.equal(isHopeless(acted, box(acted, second)), false);
});

test("flows that nothing belongs to any more are forgotten, others never", () => {
  const [start, id] = report();
  let reports = start;
  for (let at = 0; at < 100; at++) reports = afterAction(reports, "report", undefined, 2000 + at);
  assert.ok(reports.flows.length <= 9);
  assert.equal(flow(reports, id).state, "memory");
});

test("nothing that is given is changed", () => {
  const [reports, id] = report();
  const before = structuredClone({ ...reports });
  afterAction(reports, "report", undefined, 3000);
  afterChoice(reports, id);
  afterOpening(reports, element(), 3000);
  decided(reports, id, "after", "other");
  afterClosing(reports, id, 3000);
  assert.deepEqual(reports, before);
});
