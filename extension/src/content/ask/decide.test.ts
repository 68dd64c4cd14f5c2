import assert from "node:assert/strict";
import { mock, test } from "node:test";
import type { DecideMessage, Decision, Snapshot } from "../../shared/messages";
import { decide } from "./decide";

const card = { stage: "card", state: "new" } as Decision;

/** A page whose script has this runtime. */
function runIn(runtime: object): void {
  const page = { documentElement: { lang: "en" } };
  Object.defineProperty(globalThis, "navigator", { value: { language: "fr-FR" }, configurable: true });
  Object.assign(globalThis, { chrome: { runtime }, document: page, matchMedia: () => ({}) });
}

/** The decision where the background gives these answers; one that is an Error is thrown. */
async function decided(answers: unknown[], lang = ""): Promise<{ decision?: Decision; asked: DecideMessage[] }> {
  const asked: DecideMessage[] = [];
  const sendMessage = async (message: DecideMessage) => {
    asked.push(message);
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    return answer;
  };
  runIn({ id: "alive", sendMessage });
  return { decision: await decide({} as Snapshot, "old", lang), asked };
}

const cases: [what: string, answers: unknown[], times: number, decision: Decision | undefined][] = [
  ["a background that decides is asked once", [card], 1, card],
  ["one that gives no decision is asked again", [undefined, card], 2, card],
  ["one that fails is asked again", [{ error: { code: "stale" } }, card], 2, card],
  ["one that is not there is asked again", [new Error("gone"), card], 2, card],
  ["one that is stopped again and again is asked until it answers", [...Array(9).fill(undefined), card], 10, card],
  ["after two failures there is no decision", [{ error: {} }, { error: {} }, card], 2, undefined],
];
test("what is drawn comes with its style sheet, which is asked for once", async () => {
  const view = { ...card, view: {} } as Decision;
  const { decision, asked } = await decided([view, undefined, view, "p{}"]);
  assert.deepEqual(decision, { ...view, style: "p{}" });
  assert.deepEqual(asked.map(({ type }) => type), ["decide", "style", "decide", "style"]);
  assert.equal((await decided([view])).asked.length, 1);
});

for (const [what, answers, times, want] of cases) {
  test(what, async () => {
    const { decision, asked } = await decided(answers);
    assert.equal(decision?.stage, want?.stage);
    assert.equal(asked.length, times);
  });
}

test("the background is told in which languages the card may be", async () => {
  const { lang, page } = (await decided([card], "ar")).asked[0]!;
  assert.deepEqual({ lang, page }, { lang: "ar", page: "en" });
});

test("a background that takes half a minute to start is asked once, and waited for", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  let asked = 0;
  const sendMessage = () => {
    asked++;
    return new Promise((done) => setTimeout(done, 30_000, card));
  };
  runIn({ id: "alive", sendMessage });
  const decision = decide({} as Snapshot, "", "");
  for (let seconds = 0; seconds < 30; seconds++) {
    mock.timers.tick(1000);
    await new Promise(setImmediate);
  }
  assert.equal(asked, 1);
  assert.equal((await decision)?.stage, "card");
  mock.reset();
});
