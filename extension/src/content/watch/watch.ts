// Watches the page for what a person does in it, and for what is put beside its content, and looks when that may have
// opened or changed a report. At rest nothing runs.

import type { Gate } from "../../shared/messages";
import { readGate } from "../ask/host";
import { isAlive, send } from "../ask/send";
import { now, observer, of, tagOf } from "../dom";
import type { Overlay } from "../draw/index";
import { Limit } from "../limits";
import { startLook } from "../read/look";
import { saidBy, startsAt, targetsOf } from "../read/target";
import { type Watched, followReports } from "../report/follow";
import { EVENTS, activates, isOfUse } from "./events";
import { afterAct, afterChange, afterLook, atRest, nextLook } from "./schedule";
import { watchStill } from "./still";

/** What a person acts on: its words, and the watched box around it. */
type ActedOn = [words: string, box: Watched | undefined];

export const watchPage = (overlay: Overlay, stop: AbortController) => {
  const { signal } = stop;
  // What changes first is seldom all: the next planned look is soon enough, and finds a dialog rather than its wrapper.
  const still = watchStill(() => {
    schedule = { ...schedule, looked: now() };
    setTimer();
  });
  const reports = followReports(overlay, () => lookAnew(Limit.APART), still);
  /** Undefined while it is not read, null where this host has none. */
  let gate: Gate | null | undefined;
  /** The question for it, and when it went. */
  let reading: Promise<void> | undefined;
  let asked = 0;
  let schedule = atRest;
  /** When the next look is due, once there is a timer for it. */
  let awaited = Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;
  // Called in a frame once the page is laid out: a look that had this done could be told by the time it takes.
  const rendered = new ResizeObserver(() => look());
  /** What the pointer went down on: the node may be gone before it comes up. */
  let pressed: ActedOn | undefined;
  let cameUp = -Infinity;
  /** When a person last did something: a focus, or something new beside the page, may be the page's own doing. */
  let acted = -Infinity;

  const askForGate = (): Promise<void> => {
    // A question that was lost must not keep the next action from its answer.
    if (reading && (gate || now() - asked < Limit.PATIENCE)) return reading;
    asked = now();
    return (reading = readGate().then((read) => {
      gate = read;
      if (gate) reports.setGate(gate);
      // Nothing is to be done on this host.
      else if (gate === null) stop.abort();
      // Nobody could say: the next action asks again.
      else reading = undefined;
    }));
  };

  /** One that has not asked yet will. */
  const askAnew = (): void => {
    if (!reading) return;
    reading = undefined;
    void askForGate();
  };

  // New rules are for the pages that are open, too.
  chrome.storage.onChanged.addListener(({ gates }) => gates && askAnew());

  const clearTimer = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };

  const setTimer = (): void => {
    const due = nextLook(schedule, now(), !reports.isDue());
    if (timer && due === awaited) return;
    awaited = due;
    clearTimer();
    rendered.disconnect();
    if (due === Infinity) still.end();
    const observe = () => (reports.isDue() ? safely(() => rendered.observe(document.documentElement)) : look());
    // Rounded up: one that comes early comes twice.
    if (due < Infinity && !signal.aborted) timer = setTimeout(observe, Math.ceil(due - now()));
  };

  const look = (): void => {
    clearTimer();
    const from = now();
    safely(() => (gate ? reports.look() : void askForGate()));
    schedule = afterLook(schedule, from, now());
    hearBeside();
    setTimer();
  };

  /** The page may go on with what it does for so many milliseconds. */
  const lookAnew = (pause = 0): void => {
    schedule = afterAct(schedule, now() + pause);
    setTimer();
  };

  const activate = async (...[words, box]: ActedOn): Promise<void> => {
    await askForGate();
    if (!gate) return;
    const report = reports.activate(words, box);
    if (report) {
      still.end();
      schedule = { ...schedule, awaited: report === "ended" ? -Infinity : now() };
    }
    if (report === "asked") {
      still.observe();
      void send({ type: "warm" });
    }
    lookAnew();
  };

  /** A page may hand us anything; it never sees an error of ours. */
  const safely = (run: () => void): void => {
    if (!isAlive()) return stop.abort();
    try {
      run();
    } catch {
      // Nothing is shown.
    }
  };

  /** The page put something beside its content. That is heard once until the next look, or until a person acts: a page
   * may do so hundreds of times. */
  const change = (): void => {
    beside.disconnect();
    if (now() - acted > Limit.KEEP) return;
    schedule = afterChange(schedule, now());
    // No other look would come sooner than the one that is due.
    if (!timer || awaited > schedule.looked + schedule.apart) setTimer();
  };
  const beside = observer(change);
  const windows = new Set<Window>();
  const hearBeside = (): void => {
    for (const { document: page } of windows) {
      const body = page && of(page, "body");
      if (body) beside.observe(body, { childList: true });
    }
  };

  /** The page is about to change. */
  const begin = (target: Element): void => {
    void askForGate();
    still.begin(target, !timer);
    if (timer) look();
  };

  const takeEvent = (event: Event): void => {
    const { type, isTrusted } = event;
    if (type === "focusin") {
      if (now() - acted > Limit.KEEP) return;
    } else if (isTrusted) {
      acted = now();
      hearBeside();
    }
    if (!isOfUse(event) || startsAt(event, overlay.host())) return;
    const target = targetsOf(event).at(-1);
    if (!target) return;
    if (!isTrusted) {
      if (type === "click") reports.heed(target);
      return;
    }
    // Nothing is left out of the words of a control.
    const words = () => saidBy(target, startLook(undefined, "", Limit.MOST_AROUND_CLICK));
    const isActivated = activates(event, cameUp);
    let box: Watched | undefined;
    switch (type) {
      case "pointerdown":
        begin(target);
        pressed = [words(), reports.act("press", target)];
        return;
      case "pointerup":
        cameUp = event.timeStamp;
        reports.release();
        if (pressed) void activate(...pressed);
        pressed = undefined;
        break;
      case "click":
        box = reports.act((event as MouseEvent).detail ? "click" : "click by key", target);
        break;
      case "keydown":
        if (!isActivated) break;
        begin(target);
        box = reports.act("key", target);
        break;
      case "change": {
        const option = tagOf(target) === "select" && (target as HTMLSelectElement).selectedOptions[0];
        if (option) reports.act("key", option);
      }
    }
    if (isActivated) void activate(words(), box);
    lookAnew();
  };

  signal.onabort = () => {
    clearTimer();
    still.end();
    beside.disconnect();
    torn.disconnect();
    reports.stop();
  };

  const options = { capture: true, signal };
  const hear = (event: Event) => safely(() => takeEvent(event));
  const arm = (win: Window): void => {
    overlay.raise();
    for (const type of EVENTS) win.addEventListener(type, hear, options);
    // Popovers open without a change of the tree.
    win.addEventListener("toggle", still.change, options);
    const { document: page } = win;
    for (const each of [page, page && of(page, "documentElement")]) if (each) torn.observe(each, { childList: true });
    hearBeside();
  };
  // document.open() takes every listener away, and the body.
  const torn = observer(() => {
    windows.forEach(arm);
    change();
  });

  return {
    /** Listens in one window: ours, or that of a same-origin frame in it. */
    listen(win: Window): void {
      if (signal.aborted) return;
      // What went is not kept.
      for (const each of windows) if (each.closed) windows.delete(each);
      windows.add(win);
      arm(win);
    },
    speak: reports.speak,
    askAnew,
    /** Whether a look is pending or a message open. */
    isBusy: () => !!timer || reports.isBusy(),
  };
};
