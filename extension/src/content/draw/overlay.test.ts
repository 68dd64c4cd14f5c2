import assert from "node:assert/strict";
import { test } from "node:test";
import { MOST_FIGHTS } from "../limits";
import { type Effect, type Event, startOverlay, type State, stepOverlay } from "./overlay";
import { shown } from "../../shared/testdata/shown";

const early = shown({ stage: "early", harm: "" });
const card = shown();
const after = shown({ stage: "after" });

/** What is left after events, and the effects of the last one, each in a few words. */
function run(...events: Event[]): { state: State; effects: string } {
  let state = startOverlay(true);
  let effects: Effect[] = [];
  for (const event of events) [state, effects] = stepOverlay(state, event);
  return { state, effects: effects.map((each) => Object.values(each).map(word).join(" ")).join(", ") };
}

const word = (value: unknown): string => (typeof value === "object" ? JSON.stringify(value) : String(value));

const decided = (decision = card): Event => ({ type: "decided", decision });
const drawn = (shape: "pill" | "card" | "strip" | "dot"): Event => ({ type: "drawn", shape });
const pressed = (value: string): Event => ({ type: "pressed", value });
const removed = (after: number, isDialogThere = true): Event => ({ type: "removed", after, isDialogThere });
const fight = removed(50);
const ended = (isDialogSeen: boolean): Event => ({ type: "ended", isDialogSeen });
const escaped: Event = { type: "escaped" };
const again = () => decided({ ...card });

const whole = "attach, survey, draw true";

test("a decision is drawn in the page", () => assert.equal(run(decided()).effects, whole));
test("the same decision is drawn again on top", () =>
  assert.equal(run(decided(), drawn("card"), decided()).effects, whole));

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
  const { state, effects } = run(decided(early), drawn("pill"), pressed("grow"));
  assert.equal(state.isOpened, true);
  assert.equal(effects, "draw true, focus title");
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
  const { state, effects } = run(decided(), drawn("card"), pressed("continue"));
  assert.deepEqual([state.isOpened, state.folded], [false, "pill"]);
  assert.equal(effects, "focus site, draw true");
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
  const { state, effects } = run(decided(), drawn("card"), pressed("fold"));
  assert.equal(state.folded, "pill");
  assert.equal(effects, "draw true, focus first");
});
test("Escape folds the card", () => {
  assert.equal(run(decided(), drawn("card"), escaped).effects, "draw true, focus first");
});
test("Escape in what is small gives the focus back and changes nothing", () => {
  const before = run(decided(early), drawn("pill")).state;
  const [state, effects] = stepOverlay(before, escaped);
  assert.deepEqual(state, before);
  assert.deepEqual(effects, [{ do: "focus", on: "site" }]);
});
test("a card that was opened early folds without a later card being a pill", () => {
  const { state } = run(decided(early), drawn("pill"), pressed("grow"), drawn("card"), escaped);
  assert.deepEqual([state.isOpened, state.folded], [false, ""]);
});

test("dismissing tells it, gives the focus back and clears", () => {
  const { state, effects } = run(decided(), drawn("card"), pressed("dismiss"));
  assert.equal(effects, 'tell {"type":"dismissed"}, focus site, clear');
  assert.deepEqual([state.dismissedFor, state.shape], ["harassment", ""]);
});
test("what was dismissed stays away at the same harm", () => {
  assert.equal(run(decided(), drawn("card"), pressed("dismiss"), again()).effects, "clear");
});
test("it comes back for another harm, but not as a card", () => {
  const { state, effects } = run(decided(), drawn("card"), pressed("dismiss"), decided(shown({ harm: "threats" })));
  assert.equal(effects, whole);
  assert.equal(state.mayCard, false);
});
test("a dismissed pill stays away while no harm is understood", () => {
  assert.equal(run(decided(early), drawn("pill"), pressed("dismiss"), decided({ ...early })).effects, "clear");
});
test("a dismissed pill does not keep a later card from coming whole", () => {
  const { state, effects } = run(decided(early), drawn("pill"), pressed("dismiss"), decided());
  assert.equal(effects, whole);
  assert.equal(state.mayCard, true);
});
test("the card alone is one setting", () => {
  const { effects } = run(decided(early), drawn("pill"), pressed("only"));
  assert.equal(effects, 'tell {"type":"only","on":true}, focus site, clear');
});
test("with that setting no pill comes", () => assert.equal(run(decided({ ...early, only: true })).effects, "clear"));
test("and cards do", () => assert.equal(run(decided({ ...card, only: true })).effects, whole));
test("and what the person has open stays", () => {
  const { effects } = run(
    decided(early),
    drawn("pill"),
    pressed("grow"),
    drawn("card"),
    decided({ ...early, only: true }),
  );
  assert.equal(effects, whole);
});

test("a page that takes it out later gets it back where it was", () => {
  const { state, effects } = run(decided(), drawn("card"), removed(5000));
  assert.equal(effects, "attach, draw false");
  assert.equal(state.fights, 0);
});
test("a page that fights wins in the end", () => {
  const fights = Array<Event>(MOST_FIGHTS).fill(fight);
  assert.equal(run(decided(), ...fights.slice(1)).effects, "attach, draw false");
  assert.equal(run(decided(), ...fights).effects, "clear");
});
test("and has won for this dialog", () => {
  const fights = Array<Event>(MOST_FIGHTS).fill(fight);
  assert.equal(run(decided(), ...fights, again()).effects, "clear");
});
test("a step of the report is no fight", () => {
  assert.equal(run(decided(), fight, fight, again()).state.fights, 0);
});
test("the same decision again is none either, and forgives nothing", () => {
  assert.equal(run(decided(card), fight, fight, decided(card)).state.fights, 2);
});
test("peace ends the count", () => assert.equal(run(decided(), fight, fight, removed(900), fight).state.fights, 1));
test("without its dialog it does not come back", () => {
  assert.equal(run(decided(), drawn("card"), removed(5000, false)).effects, "clear");
});

test("what the person did is forgotten with the dialog", () => {
  const { state, effects } = run(decided(), drawn("card"), pressed("dismiss"), ended(false));
  assert.deepEqual(state, { ...startOverlay(true) });
  assert.equal(effects, "clear");
});
test("and kept while that is there", () => {
  const { state } = run(decided(), drawn("card"), pressed("dismiss"), ended(true));
  assert.deepEqual([state.dismissedFor, state.decision, state.shape], ["harassment", null, ""]);
});
test("a page that won may be tried in its next dialog", () => {
  const fights = Array<Event>(MOST_FIGHTS).fill(fight);
  assert.equal(run(decided(), ...fights, ended(false), again()).effects, whole);
});

test("a page of a helpline is opened by its ids", () => {
  const { effects } = run(decided(), drawn("card"), pressed("open fr-3018 chat"));
  assert.equal(effects, 'tell {"type":"open","line":"fr-3018","way":"chat"}');
});
test("another language is asked for", () => assert.equal(run(decided(), pressed("lang en")).effects, "speak en"));
test("a number is copied", () => assert.equal(run(decided(), pressed("copy 3018")).effects, "copy 3018"));
test("a control without a value does nothing", () => assert.equal(run(decided(), pressed("")).effects, ""));
test("a step changes no former state", () => {
  const before = Object.freeze(run(decided(), drawn("card")).state);
  for (const value of ["grow", "fold", "continue", "dismiss"]) stepOverlay(before, pressed(value));
  stepOverlay(before, decided(after));
  stepOverlay(before, fight);
});
