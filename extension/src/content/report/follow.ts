// Follows reports through the boxes of the page: finds them, tells the background what they say and what was chosen,
// and has the answer drawn beside them. Decisions are made in boxes.ts, choice.ts and ask/; here the page is touched.

import type { Decision, Gate, Snapshot } from "../../shared/messages";
import { decide } from "../ask/decide";
import { opensReport, passes, wordIn } from "../ask/gate";
import { type Question, createQueue } from "../ask/queue";
import { nextFrame, now } from "../dom";
import type { Overlay } from "../draw/index";
import { MOST_TEXT, RESTLESS } from "../limits";
import { findBoxes, isDeclaredBox, isIn, isVisible } from "../read/find";
import { type Look, startLook } from "../read/look";
import { type Reading, listAround, readBox, rowAt } from "../read/read";
import {
  type Box, type Reports,
  boxTooMany, closeBox, frontOf, isHopeless, isRecent, leadsOn, newBox, noReports,
  noteAction, noteChoice, noteDecision, openerAt,
} from "./boxes";
import { type Act, type Outcome, type Press, type Pressing, afterAct, afterLook } from "./choice";
import { type Observed, observeBox } from "./observe";

/** A box of the page that is watched. */
export interface Watched extends Box {
  node: Element;
  reading: Reading;
  /** The children of this are rows, for one of them was pressed. */
  list: Element | null;
  /** It changed, and was not read since. */
  isDirty: boolean;
  decision?: Decision;
  observed: Observed;
}

/** The row of a press, as it was before the page reacted. */
interface PressedRow {
  watched: Watched;
  reading: Reading;
  row: number;
  opener: string;
}

/** `changed` is called when something in a watched box has changed. */
export function followReports(overlay: Overlay, changed: () => void) {
  let gate: Gate = { platform: "", words: [], hooks: [], content: [], surfaces: [] };
  let reports: Reports<Watched> = noReports();
  let pressing: Pressing<PressedRow> = {};
  /** Language that the person has chosen in the card. */
  let lang = "";
  /** Boxes that wait for the next frame. */
  let frames = 0;
  /** What boxes said when the person last acted: one that still says it did not open by that. */
  const saidBefore = new WeakMap<Element, string>();
  /** What boxes said when they were given up. */
  const refused = new WeakMap<Element, string>();
  /** Boxes that were read, while looks end before they have read all. */
  let reached = new Set<Element>();
  const queue = createQueue<Watched>(putQuestion);

  const newLook = () => startLook(overlay.host, gate.content);
  /** A form in the page itself may be a report, too: one that a rule of the host names, else any after a click on a
   * report phrase. */
  const find = (look: Look) =>
    findBoxes(gate.hooks.map(({ s }) => s).join() || (opensReport(openerAt(reports, now())) ? "form,select" : ""), look);
  const isWatched = (node: Element) => reports.boxes.some((each) => each.node === node);

  // Which boxes are watched.

  function search(): void {
    dropHidden();
    const look = newLook();
    for (const each of reports.boxes) if (each.isDirty || now() - reports.clicked < RESTLESS) refresh(each, look);
    if (reports.boxes.some(({ stage }) => !stage)) return;
    // What the last looks had nothing left for comes first.
    const found = find(look).toSorted((one, other) => +reached.has(one) - +reached.has(other));
    for (const node of found) {
      const around = reports.boxes.filter((box) => isIn(node, box.node, look) || isIn(box.node, node, look));
      // What is in a report, or around it, is that report.
      if (isWatched(node) || around.some(({ recognised }) => recognised)) continue;
      const reading = readBox(node, gate, look);
      if (!reading) return;
      reached.add(node);
      if (isNews(node, reading) && isWorthAsking(node, reading)) {
        // A dialog that fades in is met after its wrapper: it is the same one.
        around.forEach(refuse);
        openBox(node, reading);
        break;
      }
    }
    reached = new Set();
  }

  /** A wrapper says what the dialog in it has said already. */
  const isNews = (node: Element, { key }: Reading): boolean =>
    refused.get(node) !== key && !reports.boxes.some(({ reading }) => reading.key === key);

  function isWorthAsking(node: Element, { said, key, roots }: Reading): boolean {
    const texts = [node, ...(roots as Element[])].map((each) => each.textContent?.slice(0, MOST_TEXT));
    const at = now();
    return passes(
      {
        ...said,
        isDeclared: isDeclaredBox(node),
        text: texts.join(" ") + key,
        isFresh: saidBefore.get(node) !== key,
        isRecent: isRecent(reports, at),
        opener: openerAt(reports, at),
      },
      gate,
    );
  }

  function openBox(node: Element, reading: Reading): void {
    const observed = observeBox(node, () => overlay.host, () => readSoon(opened), dropHidden);
    const opened: Watched = { ...newBox(reports, now()), node, reading, list: null, isDirty: false, observed };
    observed.observe(reading.roots);
    reports.boxes.push(opened);
    const tooMany = boxTooMany(reports);
    if (tooMany) refuse(tooMany);
    askAbout(opened, "opened");
  }

  function refuse(each: Watched): void {
    refused.set(each.node, each.reading.key);
    drop(each);
  }

  function dropHidden(): void {
    const look = newLook();
    for (const each of reports.boxes) if (!isVisible(each.node, look)) drop(each);
  }

  function drop(each: Watched): void {
    each.observed.close();
    queue.dropBox(each);
    closeBox(reports, each, now());
    draw();
  }

  // What they say.

  function readSoon(each: Watched): void {
    if (each.isDirty) return;
    each.isDirty = true;
    frames++;
    void nextFrame().then(() => {
      frames--;
      dropHidden();
      if (reports.boxes.includes(each)) refresh(each, newLook());
      changed();
    });
  }

  /** Reads a box again, and tells what is new; all of it where it is to be asked `again`. */
  function refresh(each: Watched, look: Look, again = false): void {
    const { reading: before, isDirty } = each;
    const reading = readBox(each.node, gate, look, each.list);
    if (!reading) return;
    each.isDirty = false;
    each.reading = reading;
    if (reading.roots.some((root) => !before.roots.includes(root))) each.observed.observe(reading.roots);
    if (again || reading.key !== before.key) askAbout(each, "changed");
    // The overlay may have been taken away with what was swapped.
    if (isDirty && each === frontOf(reports)) draw();
  }

  function askAbout(each: Watched, event: Snapshot["event"], opener = each.flow.opener, chosen = -1): void {
    queue.add({ box: each, snapshot: { event, ...each.reading.said, opener, chosen } });
  }

  async function putQuestion({ box, snapshot }: Question<Watched>): Promise<void> {
    const { flow } = box;
    const decision = await decide(snapshot, flow.state, lang);
    noteDecision(reports, box, flow, decision);
    if (!reports.boxes.includes(box)) return;
    box.decision = decision;
    if (isHopeless(box)) refuse(box);
    dropHidden();
    draw();
    // Another box may stand below one that is none.
    if (decision.stage === "none") search();
  }

  function draw(): void {
    const front = frontOf(reports);
    if (front?.decision) overlay.show(front.decision, front.node);
    else overlay.hide();
  }

  // What is chosen in them.

  /** The row in a watched box that `target` is in. */
  function rowPressed(target: Element, each: Watched, look: Look): Press<PressedRow> | undefined {
    const read = () => readBox(each.node, gate, look, each.list) ?? each.reading;
    let reading = read();
    let row = rowAt(reading, target);
    if (row < 0) {
      each.list = listAround(target, each.node, look) ?? each.list;
      if (!each.list) return;
      reading = read();
      row = rowAt(reading, target);
    }
    const [node] = [...reading.index].find(([, index]) => index === row) ?? [];
    return node && { node, row: { watched: each, reading, row, opener: each.flow.opener } };
  }

  function settle([next, choice]: Outcome<PressedRow>): void {
    pressing = next;
    if (!choice) return;
    const { watched: each, reading, row, opener } = choice.row;
    noteChoice(each);
    each.reading = reading;
    askAbout(each, "chosen", opener, row);
  }

  /** Boxes that stand there before an action did not open by it. */
  function noteBoxes(look: Look): void {
    for (const node of find(look)) {
      const key = isWatched(node) ? undefined : readBox(node, gate, look)?.key;
      if (key !== undefined) saidBefore.set(node, key);
    }
  }

  return {
    /** Nothing passes before the gate is there. */
    setGate(read: Gate): void {
      gate = read;
    },
    /** Looks at the boxes that are watched, and for one that is not yet. */
    look(): void {
      settle(afterLook(pressing, (node) => node.isConnected, now()));
      search();
    },
    hasDeclaredBox: (): boolean => find(newLook()).some(isDeclaredBox),
    /** A person acts on `target`. Answers the watched box around it. */
    act(act: Act, target: Element): Watched | undefined {
      const look = newLook();
      const each = reports.boxes.findLast(({ node }) => isIn(target, node, look));
      settle(afterAct(pressing, act, each && rowPressed(target, each, look), now()));
      // Of a click the press was before.
      if (act === "press" || act === "key") noteBoxes(look);
      // A list may stand elsewhere than the control that opened it.
      return each || !target.closest("[role=listbox]") ? each : frontOf(reports);
    },
    release(): void {
      pressing = { ...pressing, isReleased: true };
    },
    /** A click that the browser does not vouch for, as of a tool: what comes of it in a report will tell. */
    heed(target: Element): void {
      if (!frontOf(reports)) return;
      this.act("press", target);
      this.release();
    },
    /** What says these words was activated, in the box `around` it if that is watched. Answers whether a report was
     * asked for by that, or goes on or ended in that box. */
    activate(words: string, around: Watched | undefined): "asked for" | "goes on" | "ended" | "" {
      const opener = wordIn(words, gate);
      const box = reports.boxes.find((each) => each === around);
      noteAction(reports, opener, box, now());
      if (opensReport(opener)) return "asked for";
      if (box && leadsOn(box)) return "goes on";
      return box?.recognised ? "ended" : "";
    },
    /** The card is wanted in this language. */
    speak(wanted: string): void {
      lang = wanted;
      const front = frontOf(reports);
      if (front) refresh(front, newLook(), true);
    },
    isBusy: (): boolean => queue.isBusy() || frames > 0,
    stop(): void {
      for (const each of reports.boxes) each.observed.close();
      reports = noReports();
      queue.clear();
      overlay.hide();
    },
  };
}
