import assert from "node:assert/strict";
import { test } from "node:test";
import { Limit } from "../limits";
import { shown } from "../../shared/testdata/shown";
import {
  type Shape, type State, type Step,
  afterDecision, afterDrawing, afterEnd, afterPress, afterRemoval, isTold, shapesFor, startOverlay,
} from "./overlay";
import type { Shown } from "./pieces";

const early = shown({ stage: "early", harm: "" });
const card = shown();
const after = shown({ stage: "after" });

type Event = (state: State) => Step;

/** What is left after events, and what is to be done after the last one. */
function run(...events: Event[]): { state: State; deeds: string } {
  let state = startOverlay(true);
  let deeds: string[] = [];
  for (const event of events) {
    const [changes, ...todo] = event(state);
    state = { ...state, ...changes };
    deeds = todo;
  }
  return { state, deeds: deeds.join(" ") };
}

const decided = (decision = card): Event => (state) => afterDecision(state, decision);
const drawn = (shape: Shape): Event => (state) => afterDrawing(state, shape);
const pressed = (what: string): Event => (state) => afterPress(state, what);
const removed = (milliseconds: number, isDialogThere = true): Event => (state) =>
  afterRemoval(state, milliseconds, isDialogThere);
const fight = removed(50);
const ended = (isDialogSeen: boolean): Event => () => afterEnd(isDialogSeen);
const escaped = pressed("fold");
const again = () => decided({ ...card });

test("a decision is drawn in the page", () => assert.equal(run(decided()).deeds, "show"));
test("the same decision is drawn again on top", () =>
  assert.equal(run(decided(), drawn("card"), decided()).deeds, "show"));

test("a card without room does not come unasked later", () => {
  assert.equal(run(decided(), drawn("strip"), decided()).state.mayCard, false);
});
test("it may, for another harm", () => {
  assert.equal(run(decided(), drawn("strip"), decided(shown({ harm: "threats" }))).state.mayCard, true);
});
test("it may, after the report", () => {
  assert.equal(run(decided(), drawn("strip"), decided(after)).state.mayCard, true);
});
test("a card that stands may go on", () => assert.equal(run(decided(), drawn("card")).state.mayCard, true));

test("a pill grows into the card, with the focus on its title", () => {
  const { state, deeds } = run(decided(early), drawn("pill"), pressed("grow"));
  assert.equal(state.isOpened, true);
  assert.equal(deeds, "enter");
});
test("a strip that grew is where the card folds to", () => {
  const { state } = run(decided(), drawn("strip"), pressed("grow"));
  assert.deepEqual([state.isOpened, state.folded], [true, "strip"]);
});
test("a pill that grew remembers no strip", () => {
  assert.equal(run(decided(), drawn("pill"), pressed("grow")).state.folded, "");
});
test("a dot for want of room grows into the card", () => {
  const { state } = run(decided(early), drawn("dot"), pressed("grow"));
  assert.deepEqual([state.isOpened, state.isUndotted], [true, false]);
});
test("a dot that stands for a pill becomes one first", () => {
  const { state } = run(decided({ ...early, dot: true }), drawn("dot"), pressed("grow"));
  assert.deepEqual([state.isOpened, state.isUndotted], [false, true]);
});
test("the pill that it became grows into the card", () => {
  const { state } = run(
    decided({ ...early, dot: true }),
    drawn("dot"),
    pressed("grow"),
    drawn("pill"),
    pressed("grow"),
  );
  assert.deepEqual([state.isOpened, state.isUndotted], [true, true]);
});

test("to continue gives the focus back before it makes room", () => {
  const { state, deeds } = run(decided(), drawn("card"), pressed("continue"));
  assert.deepEqual([state.isOpened, state.folded], [false, "pill"]);
  assert.equal(deeds, "leave draw");
});
test("to continue from a card that grew out of the strip leaves the strip", () => {
  assert.equal(
    run(decided(), drawn("strip"), pressed("grow"), drawn("card"), pressed("continue")).state.folded,
    "strip",
  );
});
test("after the report a folded card comes whole again", () => {
  const { state } = run(decided(), drawn("card"), pressed("continue"), decided(after));
  assert.equal(state.folded, "");
});
test("but not twice", () => {
  const { state } = run(decided(after), drawn("card"), pressed("continue"), decided({ ...after }));
  assert.equal(state.folded, "pill");
});

test("folding keeps the focus in ours", () => {
  const { state, deeds } = run(decided(), drawn("card"), pressed("fold"));
  assert.equal(state.folded, "pill");
  assert.equal(deeds, "enter");
});
test("Escape folds the card", () => {
  assert.equal(run(decided(), drawn("card"), escaped).deeds, "enter");
});
test("once more, and nothing of ours is there until another harm is chosen", () => {
  const { state, deeds } = run(decided(), drawn("card"), escaped, drawn("pill"), escaped);
  assert.deepEqual([state.shape, state.isOpened, state.dismissedFor, deeds], ["", false, "harassment", "leave clear"]);
  assert.equal(run(decided(early), drawn("pill"), escaped, decided()).deeds, "show");
  assert.equal(run(decided(early), drawn("pill"), escaped, decided({ ...early })).deeds, "clear");
});
test("a card that was opened early folds without a later card being a pill", () => {
  const { state } = run(decided(early), drawn("pill"), pressed("grow"), drawn("card"), escaped);
  assert.deepEqual([state.isOpened, state.folded], [false, ""]);
});

test("dismissing gives the focus back and clears", () => {
  const { state, deeds } = run(decided(), drawn("card"), pressed("dismiss"));
  assert.equal(deeds, "leave clear");
  assert.deepEqual([state.dismissedFor, state.shape], ["harassment", ""]);
});
test("what was dismissed stays away at the same harm", () => {
  assert.equal(run(decided(), drawn("card"), pressed("dismiss"), again()).deeds, "clear");
});
test("it comes back for another harm, but not as a card", () => {
  const { state, deeds } = run(decided(), drawn("card"), pressed("dismiss"), decided(shown({ harm: "threats" })));
  assert.equal(deeds, "show");
  assert.equal(state.mayCard, false);
});
test("a dismissed pill stays away while no harm is understood", () => {
  assert.equal(run(decided(early), drawn("pill"), pressed("dismiss"), decided({ ...early })).deeds, "clear");
});
test("a dismissed pill does not keep a later card from coming whole", () => {
  const { state, deeds } = run(decided(early), drawn("pill"), pressed("dismiss"), decided());
  assert.equal(deeds, "show");
  assert.equal(state.mayCard, true);
});
test("the card alone is one setting", () => {
  const { deeds } = run(decided(early), drawn("pill"), pressed("only"));
  assert.equal(deeds, "leave clear");
});
test("with that setting no pill comes", () => assert.equal(run(decided({ ...early, only: true })).deeds, "clear"));
test("and cards do", () => assert.equal(run(decided({ ...card, only: true })).deeds, "show"));
test("and what the person has open stays", () => {
  const { deeds } = run(
    decided(early),
    drawn("pill"),
    pressed("grow"),
    drawn("card"),
    decided({ ...early, only: true }),
  );
  assert.equal(deeds, "show");
});

test("a page that takes it out later gets it back where it was", () => {
  const { state, deeds } = run(decided(), drawn("card"), removed(5000));
  assert.equal(deeds, "restore");
  assert.equal(state.fights, 0);
});
test("a page that fights wins in the end", () => {
  const fights = Array<Event>(Limit.MOST_FIGHTS).fill(fight);
  assert.equal(run(decided(), ...fights.slice(1)).deeds, "restore");
  assert.equal(run(decided(), ...fights).deeds, "clear");
});
test("and has won for this dialog", () => {
  const fights = Array<Event>(Limit.MOST_FIGHTS).fill(fight);
  assert.equal(run(decided(), ...fights, again()).deeds, "clear");
});
test("a step of the report is no fight", () => {
  assert.equal(run(decided(), fight, fight, again()).state.fights, 0);
});
test("the same decision again is none either, and forgives nothing", () => {
  assert.equal(run(decided(card), fight, fight, decided(card)).state.fights, 2);
});
test("peace ends the count", () => assert.equal(run(decided(), fight, fight, removed(900), fight).state.fights, 1));
test("without its dialog it does not come back", () => {
  assert.equal(run(decided(), drawn("card"), removed(5000, false)).deeds, "clear");
});

test("what the person did is forgotten with the dialog", () => {
  const { state, deeds } = run(decided(), drawn("card"), pressed("dismiss"), ended(false));
  assert.deepEqual(state, { ...startOverlay(true) });
  assert.equal(deeds, "clear");
});
test("and kept while that is there", () => {
  const { state } = run(decided(), drawn("card"), pressed("dismiss"), ended(true));
  assert.deepEqual([state.dismissedFor, state.decision, state.shape], ["harassment", null, ""]);
});
test("a page that won may be tried in its next dialog", () => {
  const fights = Array<Event>(Limit.MOST_FIGHTS).fill(fight);
  assert.equal(run(decided(), ...fights, ended(false), again()).deeds, "show");
});

test("the background is told which page to open, what was dismissed, in which language the card is wanted", () => {
  for (const what of ["open", "dismiss", "only", "lang"]) assert.equal(isTold(what), true, what);
});
test("it is told of nothing else", () => {
  for (const what of ["grow", "fold", "continue", "copy", "call", ""]) assert.equal(isTold(what), false, what);
});
test("a control that does nothing to the overlay leaves it", () => {
  const { state } = run(decided(), drawn("card"));
  for (const what of ["", "open", "lang", "copy"]) assert.deepEqual(afterPress(state, what), [{}]);
});
test("a step changes no former state", () => {
  const before = Object.freeze(run(decided(), drawn("card")).state);
  for (const event of ["grow", "fold", "continue", "dismiss"].map(pressed)) event(before);
  for (const event of [decided(after), fight, drawn("strip"), ended(false)]) event(before);
});

const situation = (change: Partial<State>, decision: Partial<Shown> = {}): State => ({
  ...startOverlay(true),
  decision: shown(decision),
  ...change,
});

const cases: [string, State, string][] = [
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
