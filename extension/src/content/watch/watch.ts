// Watches the page for what a person does in it, and for what is put beside its content, and looks when that may have
// opened or changed a report. At rest nothing runs.

import type { Gate } from "../../shared/messages";
import { readGate } from "../ask/host";
import { isAlive, send } from "../ask/send";
import { nextFrame, now } from "../dom";
import type { Overlay } from "../draw/index";
import { MOST_AROUND_CLICK, PATIENT } from "../limits";
import { startLook } from "../read/look";
import { saidBy, startsAt, targetsOf } from "../read/target";
import { type Watched, followReports } from "../report/follow";
import { EVENTS, activates, isOfUse } from "./events";
import { afterLook, atRest, nextLook } from "./schedule";

/** What a person acts on: its words, and the watched box around it. */
interface ActedOn {
  words: string;
  box: Watched | undefined;
}

export function watchPage(overlay: Overlay, stop: AbortController) {
  const { signal } = stop;
  const reports = followReports(overlay, lookAnew);
  /** Undefined while it is not read, null where this host has none. */
  let gate: Gate | null | undefined;
  let reading: Promise<void> | undefined;
  let schedule = atRest;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** When the person last did something; the page moves the focus and adds nodes by itself. */
  let acted = -Infinity;
  // Called in a frame once the page is laid out: a look that had this done could be told by the time it takes.
  const rendered = new ResizeObserver(look);
  /** What the pointer went down on: the node may be gone before it comes up. */
  let pressed: ActedOn | undefined;
  let cameUp = -Infinity;
  /** When the background was last woken ahead of need. */
  let warmed = -Infinity;

  const askForGate = (): Promise<void> =>
    (reading ??= readGate().then(
      (read) => {
        gate = read;
        if (gate) reports.setGate(gate);
      },
      () => stop.abort(),
    ));

  // New rules are for the pages that are open, too. One that has not asked yet will.
  chrome.storage.onChanged.addListener(({ gates }) => {
    if (!gates || !reading) return;
    reading = undefined;
    void askForGate();
  });

  function setTimer(): void {
    clearTimeout(timer);
    rendered.disconnect();
    const due = nextLook(schedule, now());
    const observe = () => safely(() => rendered.observe(document.documentElement));
    timer = due < Infinity && !signal.aborted ? setTimeout(observe, due - now()) : undefined;
  }

  function look(): void {
    const from = now();
    safely(() => {
      if (gate) reports.look();
      // What says that it is a dialog is worth reading the gate for, even where nobody has acted.
      else if (!reading && reports.hasDeclaredBox()) void askForGate();
    });
    schedule = afterLook(schedule, from, now());
    setTimer();
  }

  function lookAnew(): void {
    schedule = { ...schedule, begun: now() };
    setTimer();
  }

  function lookAfterAction(): void {
    if (now() - acted < PATIENT) lookAnew();
  }

  async function activate({ words, box }: ActedOn): Promise<void> {
    if (!gate) await askForGate();
    const report = reports.activate(words, box);
    if (report) schedule = { ...schedule, awaited: report === "ended" ? -Infinity : now() };
    if (report === "asked for" && now() - warmed > PATIENT) {
      warmed = now();
      void send({ type: "warm" });
    }
    lookAnew();
  }

  /** A page may hand us anything; it never sees an error of ours. */
  function safely(run: () => void): void {
    if (!isAlive()) return stop.abort();
    try {
      run();
    } catch {
      // Nothing is shown.
    }
  }

  function takeEvent(event: Event): void {
    if (event.isTrusted && event.type !== "focusin") acted = now();
    if (!isOfUse(event) || startsAt(event, overlay.host)) return;
    const target = targetsOf(event).at(-1);
    if (!target) return;
    if (!event.isTrusted) {
      if (event.type === "click") reports.heed(target);
      return;
    }
    // Nothing is left out of the words of a control.
    const words = () => saidBy(target, startLook(null, [], MOST_AROUND_CLICK));
    const isActivated = activates(event, cameUp);
    let box: Watched | undefined;
    switch (event.type) {
      case "pointerdown":
        void askForGate();
        // The page is about to change.
        if (timer) look();
        pressed = { words: words(), box: reports.act("press", target) };
        return;
      case "pointerup":
        cameUp = event.timeStamp;
        reports.release();
        if (pressed) void activate(pressed);
        pressed = undefined;
        break;
      case "click":
        box = reports.act((event as MouseEvent).detail ? "click" : "click by key", target);
        break;
      case "keydown":
        if (!isActivated) break;
        void askForGate();
        box = reports.act("key", target);
        break;
      case "change": {
        const option = (target as HTMLSelectElement).selectedOptions?.[0];
        if (option) reports.act("key", option);
      }
    }
    if (isActivated) void activate({ words: words(), box });
    lookAfterAction();
  }

  signal.onabort = () => {
    clearTimeout(timer);
    reports.stop();
  };

  return {
    /** Listens in one window: ours, or that of a same-origin frame in it. */
    listen(win: Window): void {
      if (signal.aborted) return;
      const options = { capture: true, passive: true, signal };
      for (const type of EVENTS) win.addEventListener(type, (event) => safely(() => takeEvent(event)), options);
      const isOthers = (node: Node) => node.nodeType === 1 && node !== overlay.host;
      const beside = new MutationObserver((records) => {
        if (records.some(({ addedNodes }) => [...addedNodes].some(isOthers))) safely(lookAfterAction);
      });
      const observe = () => win.document.body && beside.observe(win.document.body, { childList: true });
      observe();
      win.addEventListener("DOMContentLoaded", observe, { signal });
      signal.addEventListener("abort", () => beside.disconnect());
    },
    speak: reports.speak,
    /** Resolves once no look is pending, no message open and everything drawn. */
    async rest(): Promise<true> {
      for (let quiet = 0; quiet < 2; ) {
        await nextFrame();
        quiet = timer || reports.isBusy() ? 0 : quiet + 1;
      }
      return true;
    },
  };
}
