// The boxes that are looked at more closely: told to the background when they change, drawn beside while they are reports.

import type { Decision, Gate, Snapshot } from "../../shared/messages";
import { isReport, open, type Box, type Flow } from "./box";
import { boxes, isVisible, saysSo } from "../read/find";
import { now } from "../dom";
import { wordIn } from "../ask/gate";
import { BUDGET, KEEP, MOST_BOXES, MOST_TEXT } from "../limits";
import type { Overlay } from "../draw/index";
import { chainOf } from "../tree";
import { listAt } from "../read/rows";
import { line, send } from "../ask/send";
import { read, rowAt, type Reading } from "../read/snapshot";

/** A frame, or a tenth of a second where none is drawn. */
export const frame = (): Promise<unknown> =>
  new Promise((done) => {
    requestAnimationFrame(done);
    setTimeout(done, 100);
  });

const isIn = (node: Element | undefined, box: Element): boolean => !!node && chainOf(node).includes(box);

export function track(overlay: Overlay, stir: () => void) {
  let gate: Gate = { platform: "", words: [], hooks: [], content: [], surfaces: [] };
  let all: Box[] = [];
  let jobs: { box: Box; snapshot: Snapshot }[] = [];
  /** What the next box takes up. */
  let current: Flow | undefined;
  let clicked = -Infinity;
  let lang = "";
  let frames = 0;
  /** What the user presses, as it was before the page reacted. */
  let pressed: { box: Box; reading: Reading; row: number; node: Element; opener: string; up?: boolean } | undefined;
  let chosen: { node: Element; at: number; key: boolean } | undefined;
  /** What boxes said when the user last acted: one that still says it did not open by that. */
  const known = new WeakMap<Element, string>();
  const refused = new WeakMap<Element, string>();
  const queue = line(() => {
    const job = jobs.shift();
    return job && ask(job.box, job.snapshot);
  });
  const found = () => boxes(overlay.host, gate.hooks.map(({ s }) => s).join());
  const readOf = (node: Element, list: Element | null = null) =>
    read(node, gate, { host: overlay.host, quoted: gate.content.map((s) => "," + s).join("") }, list);
  const front = () => all.findLast(isReport);
  const has = (node: Element) => all.some((box) => box.node === node);

  function check() {
    for (const box of all) if (!isVisible(box.node)) drop(box);
  }

  function drop(box: Box) {
    box.close();
    all = all.filter((each) => each !== box);
    // The choice that closed a box still counts for the box that follows.
    jobs = jobs.filter((job) => job.box !== box || job.snapshot.event === "chosen");
    const taken = current && (isReport(box) ? current.since > box.since : now() < current.until);
    if ((isReport(box) || box.acted) && !taken) {
      current = box.flow;
      current.until = now() + KEEP;
    }
    draw();
  }

  function refuse(box: Box) {
    refused.set(box.node, box.reading.key);
    drop(box);
  }

  function draw() {
    const box = front();
    if (box?.decision) overlay.show(box.decision, box.node);
    else overlay.hide();
  }

  /** Whether a box is worth a message. It is no detector: whatever may be a report passes. */
  function passes(node: Element, { snapshot, key, roots }: Reading): boolean {
    const { hooks, rows, fields } = snapshot;
    const fresh = known.get(node) !== key;
    const recent = now() - clicked < KEEP;
    const text = [node, ...(roots as Element[])].map((each) => each.textContent?.slice(0, MOST_TEXT)).join(" ");
    const opener = current && now() < current.until && current.opener;
    return (
      !!hooks[0] ||
      ((saysSo(node) || (fresh && recent)) && !!wordIn(text + key, gate)) ||
      (fresh && ((!!opener && opener !== "feedback") || (recent && rows.length > (fields ? 0 : 1))))
    );
  }

  /** Looks for a box that is not known yet. */
  function look() {
    check();
    for (const box of all) if (box.dirty || now() - clicked < 1100) refresh(box);
    if (all.some((box) => !box.decision)) return;
    const start = now();
    const top = front();
    for (const node of found()) {
      if (now() - start > BUDGET) break;
      // What is in a report, or around it, is that report.
      if (has(node) || all.some((each) => each.report && (isIn(node, each.node) || isIn(each.node, node)))) continue;
      const reading = readOf(node);
      // A wrapper says what the dialog in it has said already.
      if (refused.get(node) === reading.key || all.some((box) => box.reading.key === reading.key) || !passes(node, reading)) continue;
      const flow = current && (start < current.until || top?.flow === current) ? current : { state: "", opener: "", since: start, until: 0 };
      const box = open(node, flow, reading, () => overlay.host, later, check);
      all.push(box);
      if (all.length > MOST_BOXES) refuse(all.find((box) => !isReport(box)) ?? all[0]);
      return tell(box, "opened");
    }
  }

  function later(box: Box) {
    frames++;
    frame().then(() => {
      frames--;
      check();
      if (all.includes(box)) refresh(box);
      stir();
    });
  }

  function refresh(box: Box, again?: boolean) {
    const { reading, dirty } = box;
    box.dirty = false;
    box.reading = readOf(box.node, box.list);
    if (box.reading.roots.some((root) => !reading.roots.includes(root))) box.watch();
    if (again || box.reading.key !== reading.key) tell(box, "changed");
    // The overlay may have been taken away with what was swapped.
    if (dirty && box === front()) draw();
  }

  function tell(box: Box, event: Snapshot["event"], opener = box.flow.opener, row = -1) {
    const snapshot = { ...box.reading.snapshot, event, opener, chosen: row };
    const waiting = jobs.findLast((job) => job.box === box);
    if (event === "changed" && waiting && waiting.snapshot.event !== "chosen") waiting.snapshot = { ...snapshot, event: waiting.snapshot.event };
    else jobs.push({ box, snapshot });
    queue.wake();
  }

  async function ask(box: Box, snapshot: Snapshot) {
    const { flow } = box;
    let decision: Decision | undefined;
    // A background that was stopped under way is asked again: nothing is lost.
    for (let tries = 0; tries < 2 && !decision?.stage; tries++) {
      decision = (await send({
        type: "decide",
        snapshot,
        state: flow.state,
        zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        lang: lang || document.documentElement.lang || navigator.language,
        touch: matchMedia("(pointer: coarse)").matches,
      })) as Decision | undefined;
    }
    if (!decision?.stage) decision = { stage: "none", state: flow.state } as Decision;
    const report = decision.stage !== "none";
    // What is no report must not touch the memory of the one that it stands over.
    if (report || box.acted || isReport(box)) flow.state = decision.state;
    else if (box.flow === flow) box.flow = { ...flow, state: decision.state };
    if (!all.includes(box)) return;
    box.decision = decision;
    box.nones = report ? 0 : box.nones + 1;
    if (report) {
      current = box.flow;
      box.report = true;
    }
    // A shape was all that spoke for it.
    if (box.nones > 1 && !box.acted && !flow.opener) refuse(box);
    check();
    draw();
    // Another box may stand below one that is none.
    if (!report) look();
  }

  /** Remembers what is pressed; answers the box that it is in. */
  function press(target: Element | undefined): Box | undefined {
    const box = all.findLast(({ node }) => isIn(target, node));
    pressed = undefined;
    if (!box || !target) return;
    let reading = readOf(box.node, box.list);
    let row = rowAt(reading, target);
    if (row < 0 && (box.list = listAt(target, box.node) ?? box.list)) {
      reading = readOf(box.node, box.list);
      row = rowAt(reading, target);
    }
    for (const [node, index] of reading.index) if (index === row) pressed ??= { box, reading, row, node, opener: box.flow.opener };
    return box;
  }

  function choose(key: boolean) {
    if (!pressed) return;
    const { box, reading, row, node, opener } = pressed;
    pressed = undefined;
    chosen = { node, at: now(), key };
    box.acted = true;
    box.nones = 0;
    box.reading = reading;
    queue.act();
    tell(box, "chosen", opener, row);
  }

  return {
    /** Nothing passes before the gate is there. */
    open(read: Gate) {
      gate = read;
    },
    look() {
      // What acts on the press or its release removes the row: no click comes.
      if (pressed?.up && !pressed.node.isConnected) choose(false);
      look();
    },
    any: () => found().some(saysSo),
    press,
    release() {
      if (pressed) pressed.up = true;
    },
    /** A key acts at once: pages that listen to keys let no click follow. */
    key(target: Element | undefined): Box | undefined {
      const box = press(target);
      choose(true);
      return box;
    },
    click(target: Element | undefined, synthetic: boolean): Box | undefined {
      const before = pressed;
      const box = press(target);
      const node = pressed?.node;
      // A click on a label goes on to its control, a key on a button to a click.
      const echo = chosen && chosen.node === node && now() - chosen.at < (chosen.key && synthetic ? 3000 : 300);
      if (before?.node === node) pressed = before;
      if (echo) pressed = undefined;
      choose(false);
      return box;
    },
    /** Boxes that stand there before an action did not open by it. */
    note() {
      const start = now();
      for (const node of found()) if (!has(node) && now() - start < BUDGET) known.set(node, readOf(node).key);
    },
    /** The user has activated something in `box`; `opener` is the id of the gate's word in it. Answers whether a report goes on from here. */
    act(opener: string, box: Box | undefined): boolean {
      clicked = now();
      const inside = !!box?.report;
      if (opener && !inside) {
        current = { state: "", opener, since: clicked, until: clicked + KEEP };
        // A menu's own box may go on as the report.
        if (box) box.flow = current;
      } else if (!box) current = undefined;
      return isReport(box) && box?.decision?.stage !== "after";
    },
    speak(to: string) {
      lang = to;
      const box = front();
      if (box) refresh(box, true);
    },
    isBusy: () => queue.isBusy() || jobs.length + frames > 0,
    stop() {
      for (const box of all) box.close();
      all = jobs = [];
      overlay.hide();
    },
  };
}
