// When to look: after a person acted, and when something was put beside the page's content. At rest nothing runs.

import type { Gate } from "../../shared/messages";
import type { Box } from "../report/box";
import { now } from "../dom";
import { readGate, wordIn } from "../ask/gate";
import { APART, PATIENT, SHARE } from "../limits";
import type { Overlay } from "../draw/index";
import { isAlive, send } from "../ask/send";
import { into, saidBy, startsAt } from "../read/target";
import { frame, track } from "../report/track";

/** Milliseconds after an action. */
const LOOKS = [0, 50, 150, 400, 1000, 2000, 3000];

export function arm(overlay: Overlay, stop: AbortController) {
  const { signal } = stop;
  const boxes = track(overlay, stir);
  let gate: Gate | null | undefined;
  let asked: Promise<unknown> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let start = 0;
  let last = -Infinity;
  let rested = -Infinity;
  let patient = -Infinity;
  let warmed = -Infinity;
  /** What the pointer went down on: the node may be gone before it comes up. */
  let down: { said: string; box: Box | undefined } | undefined;
  let up = -Infinity;

  const ready = () =>
    (asked ??= readGate().then((read) => {
      gate = read;
      if (gate) boxes.open(gate);
    }, () => stop.abort()));

  // New rules are for the pages that are open, too. One that has not asked yet will.
  chrome.storage.onChanged.addListener(({ gates }) => {
    if (gates && asked) {
      asked = undefined;
      ready();
    }
  });

  function schedule() {
    clearTimeout(timer);
    const since = now() - patient;
    const near = since < PATIENT ? now() + (since < 1000 ? 50 : 100) : Infinity;
    const next = Math.min(near, ...LOOKS.map((each) => start + each).filter((each) => each > last));
    timer = next < Infinity && !signal.aborted ? setTimeout(look, Math.max(next, last + APART, rested) - now()) : undefined;
  }

  function look() {
    clearTimeout(timer);
    timer = undefined;
    last = now();
    safely(() => {
      if (gate) boxes.look();
      // What says that it is a dialog is worth reading the gate for, even where nobody has acted.
      else if (!asked && boxes.any()) ready();
    });
    rested = now() + SHARE * (now() - last);
    schedule();
  }

  function stir() {
    start = now();
    schedule();
  }

  /** A person activated what says `said`, in `box` if that is watched. */
  async function act(said: string, box: Box | undefined) {
    if (!gate) await ready();
    const opener = gate && said ? wordIn(said, gate) : "";
    const report = opener && opener !== "feedback";
    const goesOn = boxes.act(opener, box);
    if (report || goesOn) patient = now();
    else if (box?.report) patient = -Infinity; // what comes after its end is in no hurry
    if (report && now() - warmed > PATIENT) {
      warmed = now();
      send({ type: "warm" });
    }
    stir();
  }

  /** A page may hand us anything; it never sees an error of ours. */
  function safely(run: () => void) {
    if (!isAlive()) return stop.abort();
    try {
      run();
    } catch {
      // Nothing is shown.
    }
  }

  function on(event: Event) {
    if (!event.isTrusted || startsAt(event, overlay.host)) return;
    const { type, detail, key, repeat } = event as MouseEvent & KeyboardEvent;
    const target = into(event).at(-1);
    if (type === "pointerdown") {
      ready();
      if (timer) look();
      boxes.note();
      down = { said: saidBy(target), box: boxes.press(target) };
      return;
    }
    if (type === "pointerup") {
      up = event.timeStamp;
      boxes.release();
      if (down) act(down.said, down.box);
      down = undefined;
    } else if (type === "click") {
      const box = boxes.click(target, !detail);
      // A click without a pointer before it: the keyboard, or a tool that clicks.
      if (event.timeStamp - up > 500) act(saidBy(target), box);
    } else if (type === "keydown") {
      if (repeat || !/^(Enter| |Arrow.+)$/.test(key)) return;
      if (key < "A" || key === "Enter") {
        ready();
        boxes.note();
        act(saidBy(target), boxes.key(target));
      }
    } else if (type === "change") {
      const option = (target as HTMLSelectElement | undefined)?.selectedOptions?.[0];
      if (option) boxes.key(option);
    }
    stir();
  }

  signal.onabort = () => {
    clearTimeout(timer);
    boxes.stop();
  };

  return {
    /** Listens in one window: ours, or that of a same-origin frame in it. */
    listen(win: Window) {
      if (signal.aborted) return;
      for (const type of ["pointerdown", "pointerup", "click", "keydown", "focusin", "change"]) {
        win.addEventListener(type, (event) => safely(() => on(event)), { capture: true, passive: true, signal });
      }
      const beside = new MutationObserver((records) => {
        if (records.some(({ addedNodes }) => [...addedNodes].some((node) => node.nodeType === 1 && node !== overlay.host))) safely(stir);
      });
      const observe = () => win.document.body && beside.observe(win.document.body, { childList: true });
      observe();
      win.addEventListener("DOMContentLoaded", observe, { signal });
      signal.addEventListener("abort", () => beside.disconnect());
    },
    speak: boxes.speak,
    /** Resolves once no look is pending, no message open and everything drawn. */
    async rest(): Promise<true> {
      for (let quiet = 0; quiet < 2; ) {
        await frame();
        quiet = timer || boxes.isBusy() ? 0 : quiet + 1;
      }
      return true;
    },
  };
}
