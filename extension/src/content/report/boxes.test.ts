import assert from "node:assert/strict";
import { test } from "node:test";
import type { Stage } from "../../shared/messages";
import { Limit } from "../limits";
import {
  type Box, type Reports,
  boxTooMany, closeBox, frontOf, isHopeless, isRecent, leadsOn, newBox, noReports,
  noteAction, noteChoice, noteDecision, openerAt,
} from "./boxes";

const open = (reports: Reports, at: number): Box => {
  const box = newBox(reports, at);
  reports.boxes.push(box);
  return box;
};
const decide = (reports: Reports, box: Box, stage: Stage, state = "memory") =>
  noteDecision(reports, box, box.flow, { stage, state });

/** Where a word of the gate was clicked at 1000. */
function asked(): Reports {
  const reports = noReports();
  noteAction(reports, "report", undefined, 1000);
  return reports;
}

/** The report that it opened. */
function report(stage: Stage = "early"): [Reports, Box] {
  const reports = asked();
  const box = open(reports, 1100);
  decide(reports, box, stage);
  return [reports, box];
}

test("a box that opens after a click on a report phrase takes up its flow", () =>
  assert.equal(open(asked(), 1100).flow.opener, "report"));

test("a flow is met once the core has recognised it, not by what it remembers of the menu that led there", () => {
  const reports = noReports();
  const menu = open(reports, 900);
  noteAction(reports, "report", menu, 1000);
  noteChoice(menu);
  decide(reports, menu, "none");
  assert.deepEqual([reports.current?.state, reports.current?.isMet], ["memory", undefined]);
  decide(reports, open(reports, 1100), "early");
  assert.equal(reports.current?.isMet, true);
});

test("a box that opens too late after that click begins a flow of its own", () =>
  assert.equal(open(asked(), 1000 + Limit.KEEP).flow.opener, ""));

test("a box that nobody asked for begins a flow of its own", () =>
  assert.deepEqual(open(noReports(), 500).flow, { state: "", opener: "", since: 500, until: 0 }));

test("the word that was clicked is known for a while only", () => {
  assert.equal(openerAt(asked(), 1000 + Limit.KEEP - 1), "report");
  assert.equal(openerAt(asked(), 1000 + Limit.KEEP), "");
  assert.equal(openerAt(noReports(), 1000), "");
});

test("an action beside all boxes ends what was awaited", () => {
  const reports = asked();
  noteAction(reports, "", undefined, 2000);
  assert.equal(openerAt(reports, 2001), "");
});

test("an action in a watched box ends nothing", () => {
  const reports = asked();
  noteAction(reports, "", open(reports, 1100), 1200);
  assert.equal(openerAt(reports, 1300), "report");
});

test("an action is recent for a while only", () => {
  assert.equal(isRecent(asked(), 1000 + Limit.KEEP - 1), true);
  assert.equal(isRecent(asked(), 1000 + Limit.KEEP), false);
  assert.equal(isRecent(noReports(), 0), false);
});

test("what a page opens again and again does not come of an act, until there is another one", () => {
  const reports = noReports();
  noteAction(reports, "", undefined, 1000);
  for (let box = 0; box < Limit.MOST_OPENED; box++) {
    assert.equal(isRecent(reports, 1100), true);
    open(reports, 1100);
  }
  assert.equal(isRecent(reports, 1100), false);
  noteAction(reports, "", undefined, 1200);
  assert.equal(isRecent(reports, 1200), true);
});

test("a menu's own box may go on as the report", () => {
  const reports = noReports();
  const menu = open(reports, 500);
  noteAction(reports, "report", menu, 1000);
  assert.equal(menu.flow.opener, "report");
  assert.equal(menu.flow, reports.current);
});

test("a report phrase clicked in a report begins no other one", () => {
  const [reports, box] = report();
  const { flow } = box;
  noteAction(reports, "report", box, 2000);
  assert.equal(box.flow, flow);
  assert.equal(flow.state, "memory");
});

test("an answer is remembered in the flow", () => {
  const [, box] = report();
  assert.equal(box.flow.state, "memory");
  assert.equal(box.known, true);
});

test("what follows a closed report goes on in its flow", () => {
  const [reports, box] = report();
  closeBox(reports, box, 20_000);
  assert.equal(open(reports, 20_000 + Limit.KEEP - 1).flow, box.flow);
});

test("what opens long after a closed report does not", () => {
  const [reports, box] = report();
  closeBox(reports, box, 20_000);
  assert.equal(open(reports, 20_000 + Limit.KEEP).flow.state, "");
});

test("what opens over the report in front belongs to it, however late", () => {
  const [reports, box] = report();
  assert.equal(open(reports, 90_000).flow, box.flow);
});

test("a box that is none has no part in the memory of the report below it", () => {
  const [reports, box] = report();
  const over = open(reports, 2000);
  decide(reports, over, "none", "other");
  assert.equal(box.flow.state, "memory");
  assert.equal(over.flow.state, "other");
  assert.equal(over.flow.opener, "report");
});

test("an answer to what was asked in another flow does not touch the one that a menu began since", () => {
  const reports = noReports();
  const menu = open(reports, 500);
  const { flow } = menu;
  noteAction(reports, "report", menu, 1000);
  noteDecision(reports, menu, flow, { stage: "none", state: "late" });
  assert.equal(menu.flow, reports.current);
  assert.equal(menu.flow.state, "");
});

test("what was chosen in a box counts for its flow, also when nothing is shown", () => {
  const reports = asked();
  const box = open(reports, 1100);
  noteChoice(box);
  decide(reports, box, "none", "chosen");
  assert.equal(box.flow, reports.current);
  assert.equal(box.flow.state, "chosen");
});

test("the answer to a choice that closed its box is there for the box that follows", () => {
  const reports = asked();
  const box = open(reports, 1100);
  noteChoice(box);
  closeBox(reports, box, 1200);
  decide(reports, box, "none", "chosen");
  assert.equal(open(reports, 1300).flow.state, "chosen");
});

test("the answer about a closed box that nobody acted in changes nothing", () => {
  const reports = noReports();
  const box = open(reports, 1100);
  closeBox(reports, box, 1200);
  decide(reports, box, "none", "late");
  assert.deepEqual(reports.boxes, []);
  assert.equal(box.flow.state, "");
  assert.equal(reports.current, undefined);
});

test("a report that closes does not take the place of one that was asked for since", () => {
  const [reports, box] = report();
  noteAction(reports, "report", undefined, 5000);
  const { current } = reports;
  closeBox(reports, box, 5100);
  assert.equal(reports.current, current);
  assert.equal(current?.state, "");
});

test("a box that is none leaves nothing behind when it closes", () => {
  const reports = noReports();
  const box = open(reports, 1000);
  decide(reports, box, "none");
  closeBox(reports, box, 1200);
  assert.equal(reports.current, undefined);
});

test("a box that is none but was acted in is followed, unless another flow is awaited", () => {
  for (const isAwaited of [false, true]) {
    const reports = noReports();
    const box = open(reports, 1000);
    decide(reports, box, "none");
    noteChoice(box);
    if (isAwaited) noteAction(reports, "report", undefined, 1100);
    closeBox(reports, box, 1200);
    assert.equal(reports.current === box.flow, !isAwaited);
  }
});

test("the report in front is the last that something is shown for", () => {
  const [reports, box] = report();
  const over = open(reports, 2000);
  assert.equal(frontOf(reports), box);
  decide(reports, over, "none");
  assert.equal(frontOf(reports), box);
  decide(reports, over, "card");
  assert.equal(frontOf(reports), over);
  assert.equal(frontOf(noReports()), undefined);
});

for (const [stage, leads] of [["none", false], ["early", true], ["card", true], ["after", false]] as const) {
  test(`an action in a box at ${stage} ${leads ? "leads on" : "leads nowhere"}`, () =>
    assert.equal(leadsOn(report(stage)[1]), leads));
}

test("four boxes may be watched; of five the first that is no report is given up", () => {
  const [reports] = report();
  const [first] = [1, 2, 3].map((at) => open(reports, 2000 + at));
  assert.equal(boxTooMany(reports), undefined);
  open(reports, 3000);
  assert.equal(boxTooMany(reports), first);
});

test("of five reports the first is given up", () => {
  const reports = noReports();
  const [first] = [1, 2, 3, 4, 5].map((at) => {
    const box = open(reports, at);
    decide(reports, box, "card");
    return box;
  });
  assert.equal(boxTooMany(reports), first);
});

test("a box that only looks like one is given up when it is refused twice in a row", () => {
  const reports = noReports();
  const box = open(reports, 1000);
  decide(reports, box, "none");
  assert.equal(isHopeless(box), false);
  decide(reports, box, "none");
  assert.equal(isHopeless(box), true);
});

test("a refusal before the box was recognised does not count afterwards", () => {
  const reports = noReports();
  const box = open(reports, 1000);
  for (const stage of ["none", "early", "none"] as const) decide(reports, box, stage);
  assert.equal(isHopeless(box), false);
});

test("a box that a report phrase opened, or that was acted in, is not given up", () => {
  for (const [reports, isActedIn] of [[asked(), false], [noReports(), true]] as const) {
    const box = open(reports, 1100);
    if (isActedIn) noteChoice(box);
    decide(reports, box, "none");
    decide(reports, box, "none");
    assert.equal(isHopeless(box), false);
  }
});

test("a report that hides and comes back goes on, also before the core has answered", () => {
  const [reports, box] = report();
  closeBox(reports, box, 100);
  const again = newBox(reports, 150, box);
  reports.boxes.push(again);
  noteAction(reports, "report", again, 160);
  assert.equal(again.flow, box.flow);
  assert.equal(again.known, true);
});
test("a menu that opens after a report begins another one", () => {
  const [reports, box] = report();
  closeBox(reports, box, 100);
  const menu = open(reports, 150);
  noteAction(reports, "report", menu, 160);
  assert.notEqual(menu.flow, box.flow);
});
