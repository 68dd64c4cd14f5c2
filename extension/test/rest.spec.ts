// At rest nothing of ours runs: no timer, no message, no observer of a whole tree.

import { type Counted, counted, countedWhile, test } from "./counted";
import { type Visit, expect, figure, pause } from "./visit";

/** Fifty changes of a feed, with words that would mean something in a dialog. */
const churn = `(async () => {
  for (let i = 0; i < 50; i++) {
    const p = document.createElement("p");
    p.textContent = "Signaler un harcèlement " + i;
    document.querySelector("article").append(p);
    p.className = "x" + i;
    await new Promise((done) => setTimeout(done, 40));
  }
})()`;

const running = ({ timers, frames, trees }: Counted): number => timers + frames + trees;

/** Waits until nothing runs, and sees that nothing comes of what the page does then. */
async function expectIdle(it: Visit, what: string): Promise<void> {
  // Between a timer and the look that it asks for there is a moment with neither.
  await it.rest();
  await expect.poll(async () => running(await counted(it)), { message: `${what}: timers, frames, observers` }).toBe(0);
  const done = await countedWhile(it, async () => {
    await it.tab.inPage(churn);
    await pause(1000);
  });
  expect([running(done), done.messages, done.callbacks, done.reads], what).toEqual([0, 0, 0, 0]);
}

test("at rest: no timer, no message, no observer of a tree", async ({ visit }) => {
  const it = await visit();
  await it.tab.click(640, 500);
  await expect.poll(async () => (await counted(it)).callbacks, "the count counts").toBeGreaterThan(0);
  await expectIdle(it, "after a click in a feed");

  await it.report("card");
  const { messages, reads } = await counted(it);
  expect(messages, "the count counts").toBeGreaterThan(0);
  expect(reads, "the count counts").toBeGreaterThan(0);
  await it.do({ close: true });
  await expectIdle(it, "after a report");
  figure("at rest, no dialog open: timers, messages, observers with subtree", "0", "0");
});
