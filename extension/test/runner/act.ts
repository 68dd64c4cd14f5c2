// What a person does in one step, by trusted input.

import { pause, within } from "./browser";
import type { Step } from "./flow";
import type { Change, Point } from "./site/harness";
import { harness } from "./site/page";
import type { FlowTab } from "./tab";

// Limits in milliseconds for what never comes: a machine that is five times slower than usual keeps far below them.
const changeLimit = 60_000;
const findLimit = 30_000;

/** Does what the step says; gives the time of the first frame with its change, in milliseconds since 1970. */
export async function act(tab: FlowTab, number: number, step: Step): Promise<number> {
  const change: Change = { html: step.show, how: step.how, close: step.close, delay: step.delay };
  const changes = step.show !== undefined || step.close;
  const arm = (by: "click" | "key") => tab.inPage(`${harness}.arm("${by}", ${JSON.stringify(change)})`);
  const done = (): Promise<number> =>
    within(step.delay + changeLimit, tab.inPage(`${harness}.done()`), `step ${number}: the page has not changed`);
  if (step.press) {
    if (step.press.on !== undefined) await find(tab, number, step.press.on, "focus");
    await arm("key");
    await tab.press(step.press.key);
    return done();
  }
  const name = step.check ?? step.click;
  if (name !== undefined) {
    const { x, y } = await find(tab, number, name, step.check !== undefined ? "check" : "click");
    if (x < 0) {
      // An option of a list that the browser draws itself: reached with the arrow keys.
      for (let i = Math.abs(y); i > 1; i--) await tab.press(y > 0 ? "ArrowDown" : "ArrowUp");
      await arm("key");
      await tab.press(y > 0 ? "ArrowDown" : "ArrowUp");
    } else {
      await arm("click");
      await tab.click(x, y);
    }
    return done();
  }
  if (!changes) return 0;
  const open = await tab.inPage(`${harness}.current !== null`);
  if (!open && step.show !== undefined) {
    // Whatever a site opens, someone has done something before.
    const { x, y }: Point = await tab.inPage(`${harness}.neutral()`);
    await arm("click");
    await tab.click(x, y);
    return done();
  }
  if (step.delay) await pause(step.delay);
  await tab.inPage(`${harness}.change(${JSON.stringify(change)})`);
  for (;;) {
    const at: number = await tab.inPage(`${harness}.shownAt`);
    if (at) return at;
  }
}

async function find(tab: FlowTab, number: number, name: string, kind: "click" | "check" | "focus"): Promise<Point> {
  for (const end = Date.now() + findLimit; ; ) {
    const point: Point = await tab.inPage(`${harness}.find(${JSON.stringify(name)}, "${kind}")`);
    if (!point.error) return point;
    if (Date.now() > end) throw new Error(`step ${number}: “${name}” ${point.error}`);
    await pause(50);
  }
}
