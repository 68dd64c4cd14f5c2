// Plays one flow in a tab of its own and judges its steps.

import { act } from "./act";
import { type Browser, pause, within } from "./browser";
import type { Expect, Flow, Judged, Request, Seen, Step } from "./flow";
import { perceive } from "./judge";
import { harness } from "./site/page";
import type { Point } from "./site/harness";
import { FlowTab, watcher } from "./tab";
import type { Look } from "./watch";

export interface PlayOptions {
  record: boolean;
  /** Called with a picture of each judged step, when given. */
  picture?: (step: number, png: Buffer) => void;
}

type Say = (judged: Judged) => void;

/** When a step began and when its change was seen first, in milliseconds since 1970; how long to wait for what is
 * expected; and whether nothing was shown before. */
interface Times {
  wait: number;
  begun: number;
  shownAt: number;
  fresh: boolean;
}

/** What was seen, and what was wrong with it. */
interface Sight {
  look: Look;
  problems: string[];
}

const nothing: Seen = { stage: "none", harm: "", first: "", view: "" };
const unseen: Look = { ...nothing, count: 0, at: 0 };

// Limits in milliseconds for what never ends: a machine that is five times slower than usual keeps far below them.
const restLimit = 120_000;
const movingLimit = 10_000;
const flowLimit = 120_000;
const stepLimit = 150_000;

/** Plays a flow and says each judged step as soon as it is known. Never throws: what goes wrong is a failed step. */
export async function play(browser: Browser, flow: Flow, options: PlayOptions, say: Say): Promise<void> {
  const steps = flow.steps.length ? flow.steps : [];
  const judgedSteps = steps.length ? steps.map((it, i) => [i + 1, it.expect] as const) : [[0, flow.expect] as const];
  const left = new Map(judgedSteps.filter(([, expect]) => expect));
  const tell = (judged: Judged): void => {
    left.delete(judged.step);
    say(judged);
  };
  const limit = flowLimit + steps.reduce((sum, it) => sum + it.delay + it.wait + stepLimit, 0);
  let tab: FlowTab | undefined;
  let problem = "";
  try {
    await within(limit, (async () => {
      tab = await FlowTab.open(browser, flow);
      await clock(browser, tab.id, flow);
      const player = new Player(tab, options);
      if (steps.length) for (const [i, step] of steps.entries()) await player.step(i + 1, step, tell);
      else await player.scroll(tell);
      await player.end(tell);
    })(), "the flow does not end");
  } catch (error) {
    problem = (error as Error).message;
  }
  await tab?.close();
  clocks.delete(tab?.id ?? -1);
  for (const [step, expect] of left) {
    const problems = [problem || "was not judged"];
    say({ flow: flow.id, step, ok: false, expected: expect!, seen: nothing, problems, ms: 0 });
  }
}

const clocks = new Map<number, { now?: number; zone: string; locale: string; country?: string }>();

/** Tells the test hook the clock, time zone, language and country of a tab. The whole table is written each time: only this process does. */
export async function clock(browser: Browser, tab: number, flow: Flow): Promise<void> {
  const { now, timezone: zone, locale, country } = flow;
  clocks.set(tab, { zone, locale, ...(now && { now }), ...(country && { country }) });
  await browser.inBackground(`chrome.storage.session.set({ test: ${JSON.stringify(Object.fromEntries(clocks))} })`);
}

interface Recorded {
  request: string;
}

class Player {
  #last: { judged: Judged; seen: Recorded[] } | null = null;

  constructor(readonly tab: FlowTab, readonly options: PlayOptions) {}

  /** A page that must stay quiet: opened, and scrolled through. */
  async scroll(say: Say): Promise<void> {
    const { tab } = this;
    const begun = Date.now();
    const { x, y }: Point = await tab.inPage(`${harness}.neutral()`);
    await tab.click(x, y);
    for (let i = 0; i < 12; i++) {
      await tab.inPage(`(scrollBy(0, innerHeight * 0.8), new Promise((resolve) => requestAnimationFrame(resolve)))`);
      await pause(60);
    }
    await this.#judge(0, tab.flow.expect ?? { stage: "none" }, { wait: 1500, begun, shownAt: begun, fresh: false }, say);
  }

  async step(number: number, step: Step, say: Say): Promise<void> {
    await this.#settle(say);
    const begun = Date.now();
    const had = await this.#look();
    if (this.tab.world !== undefined && step.expect?.stage !== "none") await this.tab.inWorld(`${watcher}.begin()`);
    const shownAt = await act(this.tab, number, step);
    if (!step.expect) return pause(step.wait);
    const times = { wait: step.wait, begun, shownAt: shownAt || Date.now(), fresh: had.stage === "none" };
    await this.#judge(number, step.expect, times, say);
  }

  async end(say: Say): Promise<void> {
    await this.#settle(say);
  }

  async #look(): Promise<Look> {
    if (this.tab.world === undefined) return unseen;
    return this.tab.inWorld(`${watcher}.look()`);
  }

  async #rest(): Promise<string[]> {
    if (this.tab.world === undefined) {
      await pause(300);
      return [];
    }
    try {
      await within(restLimit, this.tab.rest(), "no rest");
      return [];
    } catch (error) {
      return [`does not come to rest: ${(error as Error).message}`];
    }
  }

  /** What is seen of a page that must stay quiet, once it is at rest; of one step in five again a second later. */
  async #seenNothing(step: number): Promise<Sight> {
    const problems = await this.#rest();
    let look = await this.#look();
    if (look.stage === "none" && (this.tab.flow.seed + step) % 5 === 0) {
      await pause(1000);
      look = await this.#look();
    }
    return { look, problems };
  }

  /** What is seen once it is what is expected, or when the time to wait for it is up. */
  async #seenSomething(expected: Expect, shownAt: number, wait: number): Promise<Sight> {
    const { tab } = this;
    if (tab.world === undefined) return { look: unseen, problems: [] };
    const deadline = Math.max(shownAt + wait, Date.now() + 50);
    const { stage, harm, first } = expected;
    const wanted = [stage, harm ?? null, first ?? null, deadline - Date.now()].map((it) => JSON.stringify(it));
    let look: Look = await tab.inWorld(`${watcher}.wait(${wanted.join()})`);
    let problems: string[] = [];
    // Late is not wrong: a busy machine answers when it comes to it, and how long that took is printed.
    if (!matches(look, expected)) {
      problems = await this.#rest();
      if (problems.length) return { look, problems };
      look = { ...(await this.#look()), at: look.at };
    }
    // An overlay that has just come may still be moving into place.
    for (const end = Math.max(deadline, Date.now() + movingLimit); matches(look, expected); await pause(60)) {
      problems = await perceive(tab);
      if (!problems.length || Date.now() > end) break;
    }
    return { look, problems };
  }

  async #judge(step: number, expected: Expect, { wait, begun, shownAt, fresh }: Times, say: Say): Promise<void> {
    const { tab } = this;
    const quiet = expected.stage === "none";
    const sight = quiet ? this.#seenNothing(step) : this.#seenSomething(expected, shownAt, wait);
    const { look, problems } = await sight;
    const records = await this.#recorded();
    const since: number = tab.world !== undefined && !quiet ? await tab.inWorld(`${watcher}.since()`) : 0;
    const appeared = fresh && look.stage !== "none" ? since : 0;
    const after = (at: number): number => Math.max(0, Math.round((at - shownAt) * 10) / 10);
    problems.push(...this.#wrongs());
    const { stage, harm, first, view } = look;
    const judged: Judged = {
      flow: tab.flow.id, step, ok: matches(look, expected) && problems.length === 0,
      expected, seen: { stage, harm, first, view }, problems, ms: Date.now() - begun,
      ...(!this.options.record && { request: this.#lastRequest }),
      ...(look.at && shownAt && { reached: after(look.at) }),
      ...(appeared && shownAt && { latency: after(appeared) }),
    };
    if (this.options.picture) this.options.picture(step, await tab.screenshot());
    this.#last = { judged, seen: records };
    // What was recorded for this step is known for certain only when the next one begins.
    if (!this.options.record && !tab.flow.recorded[step]) this.#say(say);
  }

  #say(say: Say): void {
    if (this.#last) say(this.#last.judged);
    this.#last = null;
  }

  /** Completes the last step's record: it says the request, or compares it with the recorded one. */
  async #settle(say: Say): Promise<void> {
    const { tab, options } = this;
    if (!this.#last) return void (await this.#recorded());
    const { judged, seen } = this.#last;
    // With no dialog open, what is read of the page's own furniture, and when, is nobody's promise.
    if (!(await tab.inPage(`${harness}.current !== null`))) return this.#say(say);
    // So it is with a fixed bar that a menu leaves in sight: it may be read, and nothing comes of it.
    const bar = (it: Recorded): boolean => {
      const { name, headings, hooks } = JSON.parse(it.request).snapshot;
      return judged.expected.stage === "none" && !name && !headings.length && !hooks.length;
    };
    const recorded = tab.flow.recorded[judged.step];
    const known = (): boolean => seen.some((it) => snapshot(JSON.parse(it.request)) === snapshot(recorded!));
    if (options.record || !known()) {
      // Looks go on for seconds after a click; what a step says is said long before they end.
      if (options.record) await pause(600);
      else await this.#rest();
      seen.push(...(await this.#recorded()));
    }
    if (options.record) {
      const last = seen.findLast((it) => !bar(it));
      judged.request = last && JSON.parse(last.request);
    } else if (!known()) {
      judged.ok = false;
      const now = seen.length ? snapshot(JSON.parse(seen.at(-1)!.request)) : "nothing";
      judged.problems.push(`the snapshot is no longer the recorded one: recorded ${snapshot(recorded!)}, read ${now}`);
    }
    this.#say(say);
  }

  #lastRequest: Request | undefined;

  /** What the background recorded for this tab since the last call. */
  async #recorded(): Promise<Recorded[]> {
    const fresh: Recorded[] = await this.tab.browser.inBackground(`testHook.take(${this.tab.id})`);
    const last = fresh.at(-1);
    if (last) this.#lastRequest = JSON.parse(last.request);
    return fresh;
  }

  /** What must not happen at any time: an exception, a request. */
  #wrongs(): string[] {
    const { tab } = this;
    return [
      ...tab.exceptions.splice(0).map((it) => `exception: ${it}`),
      ...tab.requests.splice(0).map((it) => `request: ${it}`),
      ...tab.browser.backgroundRequests.splice(0).map((it) => `request of the background: ${it}`),
      ...tab.browser.backgroundErrors.splice(0).map((it) => `error of the background: ${it}`),
    ];
  }
}

const matches = (seen: Seen, expected: Expect): boolean =>
  seen.stage === expected.stage &&
  (expected.harm === undefined || seen.harm === expected.harm) &&
  (expected.first === undefined || seen.first === expected.first);

/** The part of a request that does not depend on clock or history. */
const snapshot = (request: Request): string => JSON.stringify(sorted({ ...request.snapshot, event: undefined }));

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(fields.map(([key, it]) => [key, sorted(it)]));
};
