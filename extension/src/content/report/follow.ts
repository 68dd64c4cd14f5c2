// Follows reports through the boxes of the page: finds them, tells the background what they say and what was chosen,
// and has the answer drawn beside them. Decisions are made in boxes.ts, choice.ts and ask/; here the page is touched.

import { MAX_ROWS } from "../../shared/limits";
import type { Decision, Gate, Row, Snapshot } from "../../shared/messages";
import { decide } from "../ask/decide";
import { type Word, opensReport, passes, wordIn, wordsOf } from "../ask/gate";
import { type Question, createQueue } from "../ask/queue";
import { first, isConnected, matches, min, now, of, textOf } from "../dom";
import type { Overlay } from "../draw/index";
import { Limit } from "../limits";
import { addBoxesAround, findBoxes, isDeclaredBox, isIn, isList, isVisible, signOf } from "../read/find";
import { type Look, startLook } from "../read/look";
import { type Reading, hooksIn, listAround, readBox, rowAt } from "../read/read";
import { OPTION } from "../read/rows";
import { see } from "../read/see";
import { nameOf } from "../read/text";
import { chainOf } from "../tree";
import {
  type Box, type Reports,
  boxTooMany, closeBox, frontOf, isHopeless, isRecent, leadsOn, newBox, noReports,
  noteAction, noteChoice, noteDecision, openerAt,
} from "./boxes";
import { type Act, type Outcome, type Press, type Pressing, afterAct, afterLook } from "./choice";
import { observeBox } from "./observe";
import type { Still } from "../watch/still";

/** Whether a browser takes a selector, alone and beside others: one that is not closed would swallow these. */
const isSelector = (selector: string): boolean => {
  const isTaken = (text: string) => {
    try {
      first(new DocumentFragment(), text);
      return true;
    } catch {
      return false;
    }
  };
  return isTaken(`${selector},a`) && !isTaken(`${selector},`);
};

/** What holds reasons in a page, whatever it looks like. */
const FORM = "form,select,fieldset";

/** A box of the page that is watched. */
export interface Watched extends Box {
  node: Element;
  reading: Reading;
  /** The children of this are rows, for one of them was pressed. */
  list: Element | null;
  /** It changed, and was not read since. */
  isDirty: boolean;
  decision?: Decision;
  /** Ends its being observed. */
  leave?: () => void;
}

/** Whether two boxes say the same, of that which is asked about. */
const saysSame = ({ said: one }: Reading, { said: other }: Reading, ...what: (keyof Reading["said"])[]): boolean =>
  what.every((each) => JSON.stringify(one[each]) === JSON.stringify(other[each]));

/** The option of a list that `target` is in. */
const optionAround = (target: Element): Element | undefined =>
  chainOf(target).find((each) => matches(each, OPTION));

/** The row of a press, as it was before the page reacted. */
interface PressedRow {
  watched: Watched;
  reading: Reading;
  row: number;
  opener: string;
  /** No event that the browser vouches for. */
  isForged?: boolean;
}

/** `changed` is called when something in a watched box has changed; `still` knows whether anything has in the page
 * since the person acted. */
export const followReports = (overlay: Overlay, changed: () => void, still: Still) => {
  let gate: Gate;
  let words: Word[] = [];
  /** What of the gate is added to selectors. */
  let content = "";
  let reports: Reports<Watched> = noReports();
  let pressing: Pressing<PressedRow> = {};
  /** The last one that went. */
  let dropped: Watched | undefined;
  /** What the person last acted on. */
  let actedOn: Element | null = null;
  /** Language that the person has chosen in the card. */
  let lang = "";
  let renewal: ReturnType<typeof setTimeout> | undefined;
  /** The signs of boxes when the person last acted: one that still says that did not open by it. */
  let before = new Map<Element, string>();
  /** Something stands there that no look has seen. */
  let isUnknown = true;
  /** The signs of what is no report. */
  const refused = new Set<string>();

  /** A report may be a page of its own: the word in its title stands for the click that led there, which is not known. */
  let titled = "";

  const newLook = () => startLook(overlay.host(), content);
  const opener = () => openerAt(reports, now());
  /** No title is about what opens above its page. */
  const titleOf = (node: Element) => (matches(node, FORM) ? titled : "");
  const openerOf = ({ flow, node }: Watched) => flow.opener || titleOf(node);
  /** What holds reasons in the page itself may be a report, too: what a rule of the host names, and any after a click on
   * a report phrase, until the report is met: then it is what stands behind its dialog. A page may be a report, too. */
  const find = (look: Look) => {
    const isAskedFor = opensReport(opener()) && !reports.current?.isMet;
    const inPage = isAskedFor ? `${FORM},[role=menu]` : titled ? FORM : "dialog";
    const hooks = [...gate.hooks.map(({ s }) => s), inPage];
    return findBoxes(`${hooks}`, look, isAskedFor ? still.came : []);
  };
  const isDue = () => reports.boxes[0] || isUnknown || !still.isStill();

  // Which boxes are watched.

  const search = (): void => {
    isUnknown = false;
    const look = newLook();
    dropHidden(look);
    const isRestless = now() - reports.clicked < Limit.RESTLESS;
    for (const each of reports.boxes) {
      const { isDirty, acted, stage, reading } = each;
      // What has no rows yet may be fading in, which changes nothing that can be observed.
      if (isDirty || (isRestless && (acted || stage !== "none" || !reading.said.rows[0]))) refresh(each, look);
    }
    if (reports.boxes.some(({ stage }) => !stage)) return;
    for (const node of find(look)) {
      const around = reports.boxes.filter((box) => isIn(node, box.node, look) || isIn(box.node, node, look));
      const report = around.find(({ known }) => known);
      // What is in a report, or around it, is that report; but its dialog may show after that was met.
      if (around.some((box) => box.node === node) || (report && isDeclaredBox(report.node))) continue;
      const met = meet(node);
      if ((report && !met.isDeclared) || refused.has(met.sign)) continue;
      const reading = isWorthReading(met) && readBox(node, gate, look);
      if (reading === undefined) return;
      if (reading && report && saysSame(report.reading, reading, "rows")) return grow(report, node, reading);
      // A wrapper that says no more than the dialog in it is that dialog.
      const isWrapper = around.some(
        (box) =>
          (!met.isDeclared || isDeclaredBox(box.node)) &&
          isIn(box.node, node, look) &&
          reading &&
          saysSame(box.reading, reading, "headings", "texts", "rows"),
      );
      if (reading && !report && !isWrapper && isWorthAsking(met, reading)) {
        // A dialog that fades in is met after its wrapper: it is the same one.
        around.forEach(refuse);
        return openBox(node, reading);
      }
      remember(met);
    }
  };

  /** What was clicked, and when, may change the answer. */
  const signFor = (isNew: boolean, says: string): string => [isNew, opener(), says].join();

  /** What is known of a box before it is read. */
  const meet = (node: Element) => {
    const says = signOf(node, overlay.host());
    const isFresh = before.get(node) !== says;
    const isSoon = isRecent(reports, now());
    const sign = signFor(isFresh && isSoon, says);
    return { node, sign, isFresh, isRecent: isSoon, isDeclared: isDeclaredBox(node), opener: opener() || titleOf(node) };
  };
  type Met = ReturnType<typeof meet>;

  const remember = ({ sign }: Met): void => {
    if (refused.size > Limit.MOST_REFUSED) refused.clear();
    refused.add(sign);
  };

  /** The cheap part of the gate: whether it may pass, whatever is in it. */
  const isWorthReading = (met: Met): boolean => {
    const { node, sign } = met;
    if (isList(node)) return false;
    const many = { rows: Array<Row>(2), fields: 0, hooks: hooksIn(node, [], gate), says: true };
    return passes({ ...met, ...many, text: () => sign + textOf(node) }, words);
  };

  const isWorthAsking = (met: Met, { said, key, roots, says }: Reading): boolean =>
    passes({ ...met, ...said, says, text: () => [key, textOf(met.node), ...roots.map(textOf)].join() }, words);

  const openBox = (node: Element, reading: Reading): void => {
    const same = dropped?.node === node && dropped.reading.key === reading.key ? dropped : undefined;
    const opened: Watched = { ...newBox(reports, now(), same), node, reading, list: null, isDirty: false };
    observe(opened);
    reports.boxes.push(opened);
    const tooMany = boxTooMany(reports);
    if (tooMany) refuse(tooMany);
    askAbout(opened, "opened");
    // The first thing that somebody does in a page may be to choose.
    const row = rowAt(reading, actedOn);
    if (reading.said.rows[row]?.c) settle(afterAct(pressing, "key", pressOn(row, opened, reading), now()));
  };

  /** A report is what its dialog says. */
  const grow = (each: Watched, node: Element, reading: Reading): void => {
    each.node = node;
    each.reading = reading;
    observe(each);
    askAbout(each, "changed");
    draw();
  };

  const observe = (each: Watched): void => {
    each.leave?.();
    each.leave = observeBox(each.node, each.reading.roots, overlay.host, () => readSoon(each), () => dropHidden());
  };

  const refuse = (each: Watched): void => {
    remember(meet(each.node));
    drop(each);
  };

  const dropHidden = (look = newLook()): void => {
    for (const each of reports.boxes) if (!isVisible(each.node, look)) drop(each);
  };

  const drop = (each: Watched): void => {
    dropped = each;
    each.leave?.();
    queue.dropBox(each);
    closeBox(reports, each, now());
    draw();
  };

  // What they say.

  /** The next look reads it. */
  const readSoon = (each: Watched): void => {
    if (each.isDirty) return;
    each.isDirty = true;
    changed();
  };

  /** Reads a box again, and tells what is new. */
  const refresh = (each: Watched, look: Look): void => {
    const { reading: before, isDirty } = each;
    const reading = readBox(each.node, gate, look, each.list);
    if (!reading) return;
    each.isDirty = false;
    each.reading = reading;
    if (reading.roots.some((root) => !before.roots.includes(root))) observe(each);
    if (reading.key !== before.key) askAbout(each, "changed");
    // The overlay may have been taken away with what was swapped.
    if (isDirty && each === frontOf(reports)) draw();
  };

  const askAbout = (
    each: Watched,
    event: Snapshot["event"],
    opener = openerOf(each),
    chosen = -1,
    isForged = false,
  ): void => {
    queue.add({ box: each, snapshot: { event, ...each.reading.said, opener, chosen }, isForged });
  };

  const putQuestion = async ({ box, snapshot }: Question<Watched>): Promise<() => void> => {
    const { flow } = box;
    const decision = await decide(snapshot, flow.state, lang);
    return () => {
      // Nobody has answered: what is shown stays, and a box that is new may be met again.
      if (!decision) return void (box.stage || drop(box));
      noteDecision(reports, box, flow, decision);
      if (!reports.boxes.includes(box)) return;
      box.decision = decision;
      if (isHopeless(box)) refuse(box);
      dropHidden();
      draw();
      // Another box may stand below one that is none.
      if (decision.stage === "none") search();
    };
  };

  const queue = createQueue(putQuestion);

  /** What is shown is asked for anew. */
  const renew = (): void => {
    const front = frontOf(reports);
    if (front) askAbout(front, "changed");
  };

  const draw = (): void => {
    const front = frontOf(reports);
    const decision = front?.decision;
    clearTimeout(renewal);
    if (!decision) return overlay.hide();
    overlay.show(decision, front.node);
    // What stays open says when a line has opened or closed.
    if (decision.view) renewal = setTimeout(renew, decision.view.holds);
  };

  // What is chosen in them.

  /** The row in a watched box that `target` is in. */
  const rowPressed = (target: Element, each: Watched, look: Look): Press<PressedRow> | undefined => {
    const read = () => readBox(each.node, gate, look, each.list) ?? each.reading;
    let reading = read();
    let row = rowAt(reading, target);
    if (row < 0) {
      const option = optionAround(target);
      // In a list elsewhere: what is chosen there is a value that is not shown yet.
      if (option) {
        row = min(reading.said.rows.length, MAX_ROWS - 1);
        reading.said.rows[row] = { t: nameOf(see(option, look)), k: "value" };
        reading.index.set(option, row);
      } else if ((each.list = listAround(target, each.node, look) ?? each.list)) {
        reading = read();
        row = rowAt(reading, target);
      }
    }
    return pressOn(row, each, reading);
  };

  const pressOn = (row: number, watched: Watched, reading: Reading): Press<PressedRow> | undefined => {
    const [node] = [...reading.index].find(([, index]) => index === row) ?? [];
    return node && { node, row: { watched, reading, row, opener: openerOf(watched) } };
  };

  const settle = ([next, choice]: Outcome<PressedRow>): void => {
    pressing = next;
    if (!choice) return;
    const { watched: each, reading, row, opener, isForged } = choice.row;
    noteChoice(each);
    each.reading = reading;
    askAbout(each, "chosen", opener, row, isForged);
  };

  /** A box in which a person acts did not open by that. */
  const noteBoxes = (target: Element, look: Look): void => {
    const around = new Set<Element>();
    addBoxesAround(target, around, look);
    before = new Map();
    for (const node of around) {
      const says = signOf(node, overlay.host());
      before.set(node, says);
      isUnknown ||= !refused.has(signFor(false, says));
    }
  };

  return {
    /** Nothing is looked at before the gate is there. */
    setGate(read: Gate): void {
      isUnknown = true;
      gate = { ...read, hooks: read.hooks.filter(({ s }) => isSelector(s)) };
      words = wordsOf(gate.words);
      const titles = [of(document, "title"), first(document, "h1")?.textContent ?? ""];
      titled = titles.map((each) => wordIn(each, words)).find(opensReport) ?? "";
      content = read.content.filter(isSelector).map((each) => `,${each}`).join("");
    },
    /** Whether a look would read anything: it needs no frame else. */
    isDue,
    /** Looks at the boxes that are watched, and for one that is not yet. */
    look(): void {
      settle(afterLook(pressing, isConnected, now()));
      if (isDue()) search();
    },
    /** A person acts on `target`. Answers the watched box around it. */
    act(act: Act, target: Element): Watched | undefined {
      const look = newLook();
      actedOn = target;
      // A list may stand elsewhere than the control that opened it.
      const each =
        reports.boxes.findLast(({ node }) => isIn(target, node, look)) ??
        (optionAround(target) && reports.boxes.findLast(({ known }) => known));
      settle(afterAct(pressing, act, each && rowPressed(target, each, look), now()));
      // Of a click the press was before.
      if (!/^click/.test(act)) noteBoxes(target, look);
      return each;
    },
    release(): void {
      pressing = { ...pressing, isReleased: true };
    },
    /** A click that the browser does not vouch for, as of a tool: what comes of it in a report will tell. */
    heed(target: Element): void {
      if (!frontOf(reports)) return;
      this.act("press", target);
      if (pressing.press) pressing.press.row.isForged = true;
      this.release();
    },
    /** What says these words was activated, in the box `around` it if that is watched. Answers whether a report was
     * asked for by that, or goes on or ended in that box. */
    activate(said: string, around: Watched | undefined): "asked" | "goes" | "ended" | "" {
      const opener = wordIn(said, words);
      const box = reports.boxes.find((each) => each === around);
      noteAction(reports, opener, box, now());
      if (opensReport(opener)) return "asked";
      if (box && leadsOn(box)) return "goes";
      return box?.known ? "ended" : "";
    },
    /** The card is wanted in this language. */
    speak(wanted: string): void {
      lang = wanted;
      renew();
    },
    isBusy: (): boolean => queue.isBusy(),
    stop(): void {
      for (const each of reports.boxes) each.leave?.();
      reports = noReports();
      queue.clear();
      draw();
    },
  };
};
