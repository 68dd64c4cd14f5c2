// Watches the page for what a person does in it, and for what is put beside its content, and looks when that may have
// opened or changed a report. At rest nothing runs.

import type { Gate } from "../../shared/messages";
import { opensReport, wordIn } from "../ask/gate";
import { readGate } from "../ask/host";
import { isAlive, send } from "../ask/send";
import { nextFrame, now } from "../dom";
import type { Overlay } from "../draw/index";
import { MOST_AROUND_CLICK, PATIENT } from "../limits";
import { startLook } from "../read/look";
import { pageWithout } from "../read/page";
import { saidBy, startsAt, targetsOf } from "../read/target";
import { type Watched, followReports } from "../report/follow";
import { EVENTS, type Meaning, meaningOf } from "./events";
import { afterLook, afterReportAction, afterReportEnd, beginLooks, atRest, nextLook } from "./schedule";

/** What a person acts on: its words, and the watched box around it. */
interface ActedOn {
  words: string;
  box: Watched | undefined;
}

/** Nothing is left out of the words of a control that was clicked. */
const wholePage = pageWithout(null, { content: [] });

export function watchPage(overlay: Overlay, stop: AbortController) {
  const { signal } = stop;
  const reports = followReports(overlay, lookAnew);
  /** Undefined while it is not read, null where this host has none. */
  let gate: Gate | null | undefined;
  let reading: Promise<void> | undefined;
  let schedule = atRest;
  let timer: ReturnType<typeof setTimeout> | undefined;
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
    const due = nextLook(schedule, now());
    timer = due < Infinity && !signal.aborted ? setTimeout(look, due - now()) : undefined;
  }

  function look(): void {
    clearTimeout(timer);
    timer = undefined;
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
    schedule = beginLooks(schedule, now());
    setTimer();
  }

  async function activate({ words, box }: ActedOn): Promise<void> {
    if (!gate) await askForGate();
    const opener = gate && words ? wordIn(words, gate) : "";
    const report = reports.noteAction(opener, box);
    if (opensReport(opener) || report === "goes on") schedule = afterReportAction(schedule, now());
    else if (report === "ended") schedule = afterReportEnd(schedule);
    if (opensReport(opener) && now() - warmed > PATIENT) {
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
    if (!event.isTrusted || startsAt(event, overlay.host)) return;
    const { type, key, repeat, timeStamp: time } = event as KeyboardEvent;
    const meaning = meaningOf({ type, key, repeat, time }, cameUp);
    if (type === "pointerup") cameUp = time;
    if (!meaning.length) return;
    const target = targetsOf(event).at(-1);
    const wordsOf = () => saidBy(target, startLook(wholePage, MOST_AROUND_CLICK));
    let box: Watched | undefined;
    const acts: Record<Meaning, () => void> = {
      "read the gate": () => void askForGate(),
      "look now": () => timer && look(),
      press: () => (pressed = { words: wordsOf(), box: reports.press(target) }),
      release: () => reports.release(),
      click: () => (box = reports.click(target, !(event as MouseEvent).detail)),
      key: () => (box = reports.key(target)),
      pick: () => {
        const option = (target as HTMLSelectElement | undefined)?.selectedOptions?.[0];
        if (option) reports.key(option);
      },
      activate: () => {
        const actedOn = type === "pointerup" ? pressed : { words: wordsOf(), box };
        if (type === "pointerup") pressed = undefined;
        if (actedOn) void activate(actedOn);
      },
      "look anew": lookAnew,
    };
    for (const each of meaning) acts[each]();
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
        if (records.some(({ addedNodes }) => [...addedNodes].some(isOthers))) safely(lookAnew);
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
