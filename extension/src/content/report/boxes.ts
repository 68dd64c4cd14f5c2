// Which box is which report? A report may pass through several boxes, and stand beside boxes that are none.

import type { Stage } from "../../shared/messages";
import { Limit } from "../limits";

/** One report, from the click that began it to its end. Times are milliseconds on the clock of events. */
export interface Flow {
  /** The core's memory of it. */
  state: string;
  /** Id of the phrase that was clicked to begin it, "" for none. */
  opener: string;
  since: number;
  /** Until when another box may take it up. */
  until: number;
  /** The core has recognised it. */
  isMet?: boolean;
}

/** One box that passed the gate and is watched. */
export interface Box {
  flow: Flow;
  since: number;
  /** What the core last said of it, "" while it has not answered. */
  stage: Stage | "";
  /** Something was activated in it. */
  acted?: boolean;
  /** The core has recognised it once: what is clicked in it goes on, also when nothing is shown. */
  known: boolean;
  /** How often in a row the core said that it is none. */
  nones: number;
}

/** What is known of all of them; what happens is told by the functions below. */
export interface Reports<B extends Box = Box> {
  /** The boxes that are watched, the latest last. */
  boxes: B[];
  /** The flow that the next box may take up. */
  current?: Flow;
  /** When a person last acted, and how many boxes were met since for no better reason. */
  clicked: number;
  opened: number;
}

const newFlow = (opener: string, since: number, until: number): Flow => ({ state: "", opener, since, until });

export const noReports = <B extends Box>(): Reports<B> => ({
  boxes: [],
  clicked: -Infinity,
  opened: 0,
});

/** Whether something is shown beside `box`. */
export const isReport = ({ stage }: Box): boolean => !!stage && stage !== "none";

/** The report in front. */
export const frontOf = <B extends Box>({ boxes }: Reports<B>): B | undefined => boxes.findLast(isReport);

/** Id of the word that was clicked for what opens now, "" for none. */
export const openerAt = ({ current }: Reports, at: number): string =>
  current && at < current.until ? current.opener : "";

/** Whether a person acted not long ago, and what opens may come of it: a page that opens one box after another does so
 * by itself. */
export const isRecent = ({ clicked, opened }: Reports, at: number): boolean =>
  at - clicked < Limit.KEEP && opened < Limit.MOST_OPENED;

/** Whether an action in `box` leads on in its report: not after its end. */
export const leadsOn = (box: Box): boolean => isReport(box) && box.stage !== "after";

/** A person has activated something, in `box` if that is watched; `opener` is the id of the gate's word in it. */
export const noteAction = (reports: Reports, opener: string, box: Box | undefined, at: number): void => {
  reports.clicked = at;
  reports.opened = 0;
  if (opener && !box?.known) {
    reports.current = newFlow(opener, at, at + Limit.KEEP);
    // A menu's own box may go on as the report.
    if (box) box.flow = reports.current;
  } else if (!box) reports.current = undefined;
};

/** A box that opens. It takes up the current flow while that is awaited, or is the flow of the report in front; else it
 * begins one. `same` is the box that stood there before and said the same: what is clicked in it goes on. */
export const newBox = (reports: Reports, at: number, same?: Box): Box => {
  const { current } = reports;
  const isAwaited = current && (at < current.until || frontOf(reports)?.flow === current);
  const flow = isAwaited ? current : newFlow("", at, 0);
  if (!flow.opener) reports.opened++;
  return { flow, since: at, stage: "", known: !!same?.known && same.flow === flow, nones: 0 };
};

/** The box to give up where more are watched than may be: the first that is no report. */
export const boxTooMany = <B extends Box>({ boxes }: Reports<B>): B | undefined =>
  boxes.length > Limit.MOST_BOXES ? (boxes.find((box) => !isReport(box)) ?? boxes[0]) : undefined;

/** `box` is gone. Another one may follow it in its flow, unless a flow began since that is still awaited. */
export const closeBox = (reports: Reports, box: Box, at: number): void => {
  const { boxes, current } = reports;
  reports.boxes = boxes.filter((each) => each !== box);
  const isTaken = current && (isReport(box) ? current.since > box.since : at < current.until);
  if (isTaken || !(isReport(box) || box.acted)) return;
  box.flow.until = at + Limit.KEEP;
  reports.current = box.flow;
};

/** A person has chosen something in `box`. */
export const noteChoice = (box: Box): void => {
  box.acted = true;
  box.nones = 0;
};

/** The core has answered a question about `box`, which may be closed by now, and about the flow `asked`. */
export const noteDecision = (
  reports: Reports,
  box: Box,
  asked: Flow,
  { stage, state }: { stage: Stage; state: string },
): void => {
  const isShown = stage !== "none";
  const isOpen = reports.boxes.includes(box);
  if (isShown || box.acted || isReport(box)) asked.state = state;
  // What is no report must not touch the memory of the one that it stands over.
  else if (isOpen && box.flow === asked) box.flow = { ...asked, state };
  if (!isOpen) return;
  if (isShown) {
    reports.current = box.flow;
    box.flow.isMet = true;
  }
  box.stage = stage;
  box.known ||= isShown;
  box.nones = isShown ? 0 : box.nones + 1;
};

/** Whether a box is given up, which the core refused twice in a row: only its looks spoke for it, no click on a report
 * phrase and no choice in it. */
export const isHopeless = ({ nones, acted, flow }: Box): boolean => nones > 1 && !acted && !flow.opener;
