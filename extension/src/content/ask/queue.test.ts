import assert from "node:assert/strict";
import { afterEach, mock, test } from "node:test";
import type { Snapshot } from "../../shared/messages";
import { Limit } from "../limits";
import { type Question, createQueue, withQuestion, withoutBox } from "./queue";

const question = (box: string, event: Snapshot["event"], name = ""): Question<string> => ({
  box,
  snapshot: { event, name } as Snapshot,
});
const shortly = (all: Question<string>[]) =>
  all.map(({ box, snapshot: { event, name } }) => `${box} ${event} ${name}`);
const queued = (...all: Question<string>[]) => shortly(all.reduce(withQuestion<string>, []));

test("a change takes the place of the change that waits", () =>
  assert.deepEqual(queued(question("a", "changed", "1"), question("a", "changed", "2")), ["a changed 2"]));

test("a change of a box that waits to be told is told as its opening", () =>
  assert.deepEqual(queued(question("a", "opened", "1"), question("a", "changed", "2")), ["a opened 2"]));

test("a change after a choice is told after it", () =>
  assert.deepEqual(queued(question("a", "chosen", "1"), question("a", "changed", "2")), ["a chosen 1", "a changed 2"]));

test("a choice takes nobody's place", () =>
  assert.deepEqual(queued(question("a", "opened", "1"), question("a", "chosen", "2")), ["a opened 1", "a chosen 2"]));

test("a choice goes before what other boxes say, not before what its own said", () =>
  assert.deepEqual(
    queued(question("a", "opened"), question("b", "changed"), question("c", "changed"), question("b", "chosen")),
    ["a opened ", "b changed ", "b chosen ", "c changed "],
  ));

test("choices stand in their order", () =>
  assert.deepEqual(
    queued(question("c", "changed"), question("a", "chosen"), question("b", "chosen")),
    ["a chosen ", "b chosen ", "c changed "],
  ));

test("changes of two boxes stand side by side", () =>
  assert.deepEqual(
    queued(question("a", "changed", "1"), question("b", "changed", "2"), question("a", "changed", "3")),
    ["a changed 3", "b changed 2"],
  ));

test("of a box that is gone only the choice is told", () =>
  assert.deepEqual(
    shortly(withoutBox([question("a", "opened"), question("a", "chosen"), question("b", "changed")], "a")),
    ["a chosen ", "b changed "],
  ));

/** A queue on a clock of its own; each question is answered by `next`. */
function queue() {
  const asked: string[] = [];
  const runtime = { id: "alive" };
  let at = 0;
  let answer = () => {};
  mock.method(performance, "now", () => at);
  mock.timers.enable({ apis: ["setTimeout"] });
  globalThis.chrome = { runtime } as unknown as typeof chrome;
  const taken: string[] = [];
  const made = createQueue<string>((each) => {
    const [told] = shortly([each]);
    asked.push(told);
    return new Promise((done) => (answer = () => done(() => void taken.push(told))));
  });
  const settle = () => new Promise(setImmediate);
  const next = async () => {
    answer();
    await settle();
  };
  const wait = async (ms: number) => {
    at += ms;
    mock.timers.tick(ms);
    await settle();
  };
  return { ...made, asked, taken, next, wait, die: () => (runtime.id = "") };
}

afterEach(() => mock.reset());

test("one question at a time", async () => {
  const it = queue();
  it.add(question("a", "opened"));
  it.add(question("b", "opened"));
  await it.next();
  assert.deepEqual(it.asked, ["a opened ", "b opened "]);
  assert.equal(it.isBusy(), true);
  await it.next();
  assert.equal(it.isBusy(), false);
});

test("while one is asked, the next one waits and may change", async () => {
  const it = queue();
  it.add(question("a", "opened", "1"));
  it.add(question("a", "changed", "2"));
  it.add(question("a", "changed", "3"));
  assert.deepEqual(it.asked, ["a opened 1"]);
  await it.next();
  assert.deepEqual(it.asked, ["a opened 1", "a changed 3"]);
});

test("what is dropped is not asked", async () => {
  const it = queue();
  it.add(question("a", "opened"));
  it.add(question("b", "changed"));
  it.dropBox("b");
  await it.next();
  assert.deepEqual(it.asked, ["a opened "]);
  assert.equal(it.isBusy(), false);
});

test("the fifth question within a second waits, after a choice it does not", async () => {
  for (const event of ["changed", "chosen"] as const) {
    const it = queue();
    for (const box of ["a", "b", "c", "d"]) {
      it.add(question(box, "changed"));
      await it.next();
    }
    it.add(question("e", event));
    await it.wait(999);
    assert.equal(it.asked.length, event === "chosen" ? 5 : 4);
    await it.wait(1);
    assert.equal(it.asked.length, 5);
    mock.reset();
  }
});

test("a box that goes while its question waits is not asked about", async () => {
  const it = queue();
  for (const box of ["a", "b", "c", "d"]) {
    it.add(question(box, "changed"));
    await it.next();
  }
  it.add(question("e", "changed"));
  it.dropBox("e");
  await it.wait(1000);
  assert.equal(it.asked.length, 4);
  assert.equal(it.isBusy(), false);
});

/** A queue that has asked as much as it may in a minute, of which half is left. */
async function fullQueue() {
  const it = queue();
  for (let asked = 0; asked < Limit.MOST_PER_MINUTE; asked++) {
    it.add(question("a", "changed"));
    await it.next();
    await it.wait(500);
  }
  it.add(question("a", "changed"));
  return it;
}

test("a choice goes at once, whatever the page did, and what follows it as well", async () => {
  const it = await fullQueue();
  it.add(question("a", "chosen"));
  it.add(question("a", "changed"));
  await it.wait(0);
  await it.next();
  await it.next();
  assert.deepEqual(it.asked.slice(Limit.MOST_PER_MINUTE), ["a changed ", "a chosen ", "a changed "]);
});

test("the sixty-first question within a minute waits for its end", async () => {
  const it = await fullQueue();
  await it.wait(29_999);
  assert.equal(it.asked.length, Limit.MOST_PER_MINUTE);
  await it.wait(1);
  assert.equal(it.asked.length, Limit.MOST_PER_MINUTE + 1);
});

test("a question that fails does not keep the next one back", async () => {
  queue();
  const asked: string[] = [];
  const it = createQueue<string>(async ({ box }) => {
    asked.push(box);
    throw new Error("the page");
  });
  it.add(question("a", "opened"));
  it.add(question("b", "opened"));
  await new Promise(setImmediate);
  assert.deepEqual(asked, ["a", "b"]);
  assert.equal(it.isBusy(), false);
});

test("an answer is awaited for as long as it takes", async () => {
  const it = queue();
  it.add(question("a", "chosen"));
  await it.wait(60_000);
  assert.deepEqual(it.asked, ["a chosen "]);
  await it.next();
  assert.deepEqual(it.taken, ["a chosen "]);
  assert.equal(it.isBusy(), false);
});

test("a choice that is made meanwhile goes once the first question is answered, also after a minute", async () => {
  const it = queue();
  it.add(question("a", "opened"));
  await it.wait(2000);
  it.add(question("a", "chosen"));
  await it.wait(60_000);
  await it.next();
  await it.next();
  assert.deepEqual(it.taken, ["a opened ", "a chosen "]);
});

test("a question whose answer is lost is put once more where there is another one, and keeps its turn", async () => {
  const it = queue();
  it.add(question("a", "chosen"));
  await it.wait(1000);
  it.add(question("a", "changed"));
  await it.wait(Limit.PATIENCE - 1001);
  assert.deepEqual(it.asked, ["a chosen "]);
  await it.wait(1);
  assert.deepEqual(it.asked, ["a chosen ", "a chosen "]);
  // Nobody asks again and again.
  await it.wait(60_000);
  assert.equal(it.asked.length, 2);
  await it.next();
  await it.next();
  assert.deepEqual(it.taken, ["a chosen ", "a changed "]);
});

test("what comes of a question that was put again is taken once", async () => {
  queue();
  const answers: (() => void)[] = [];
  let taken = 0;
  const it = createQueue<string>(() => new Promise((done) => answers.push(() => done(() => void taken++))));
  it.add(question("a", "chosen"));
  it.add(question("a", "changed"));
  mock.timers.tick(Limit.PATIENCE);
  await new Promise(setImmediate);
  for (const answer of answers) answer();
  await new Promise(setImmediate);
  assert.equal(taken, 1);
});

test("of a box that is gone only a choice is put again", async () => {
  for (const event of ["opened", "chosen"] as const) {
    const it = queue();
    it.add(question("a", event));
    it.dropBox("a");
    it.add(question("b", "opened"));
    await it.wait(Limit.PATIENCE);
    assert.deepEqual(it.asked, [`a ${event} `, event === "chosen" ? "a chosen " : "b opened "]);
    mock.reset();
  }
});

test("an extension that is gone is asked nothing", async () => {
  const it = queue();
  it.die();
  it.add(question("a", "opened"));
  await it.next();
  assert.deepEqual(it.asked, []);
});

test("a choice that a page may have forged waits like any change, and is kept like a choice", async () => {
  const it = await fullQueue();
  it.add({ ...question("b", "chosen"), isForged: true });
  it.dropBox("b");
  await it.wait(29_999);
  assert.equal(it.asked.length, Limit.MOST_PER_MINUTE);
  for (let asked = 0; asked < 2; asked++) {
    await it.wait(1000);
    await it.next();
  }
  assert.deepEqual(it.asked.slice(Limit.MOST_PER_MINUTE), ["a changed ", "b chosen "]);
});

test("a question that cannot be put holds up no other", async () => {
  mock.reset();
  Object.assign(globalThis, { chrome: { runtime: { id: "alive" } } });
  const asked: string[] = [];
  const it = createQueue<string>(({ box }) => {
    asked.push(box);
    throw new Error("the page made something of it");
  });
  it.add(question("a", "opened"));
  it.add(question("b", "opened"));
  await new Promise(setImmediate);
  assert.deepEqual(asked, ["a", "b"]);
  assert.equal(it.isBusy(), false);
});
