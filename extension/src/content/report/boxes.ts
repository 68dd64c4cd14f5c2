// Which box is which report? A report may pass through several boxes, and stand beside boxes that are none.

import type { Stage } from "../../shared/messages";
import { KEEP, MOST_BOXES } from "../limits";

/** One report, from the click that began it to its end. Times are milliseconds on the clock of events. */
export interface Flow {
  id: number;
  /** The core's memory of it. */
  state: string;
  /** Id of the phrase that was clicked to begin it, "" for none. */
  opener: string;
  since: number;
  /** Until when another box may take it up. */
  until: number;
}

/** One box that passed the gate and is watched. */
export interface Box {
  id: number;
  node: Element;
  /** Id of its flow. */
  flow: number;
  since: number;
  /** What the core last said of it, "" while it has not answered. */
  stage: Stage | "";
  /** Something was activated in it. */
  acted: boolean;
  /** The core has recognised it once: what is clicked in it goes on, also when nothing is shown. */
  recognised: boolean;
  /** How often in a row the core said that it is none. */
  nones: number;
}

export interface Reports {
  boxes: readonly Box[];
  flows: readonly Flow[];
  /** Id of the flow that the next box may take up, 0 for none. */
  current: number;
  /** When a person last acted. */
  clicked: number;
  /** Boxes and flows are numbered from 1. */
  lastId: number;
}

export const noReports: Reports = { boxes: [], flows: [], current: 0, clicked: -Infinity, lastId: 0 };

/** Whether something is shown beside `box`. */
export const isReport = (box: Box | undefined): boolean => !!box?.stage && box.stage !== "none";

/** The report in front. */
export const frontOf = ({ boxes }: Reports): Box | undefined => boxes.findLast(isReport);

export const boxOf = ({ boxes }: Reports, id: number | undefined): Box | undefined =>
  boxes.find((box) => box.id === id);

export const flowOf = ({ flows }: Reports, id: number): Flow | undefined => flows.find((flow) => flow.id === id);

/** Id of the word that was clicked for what opens now, "" for none. */
export function openerAt(reports: Reports, at: number): string {
  const current = flowOf(reports, reports.current);
  return current && at < current.until ? current.opener : "";
}

/** Whether a person acted not long ago. */
export const isRecent = ({ clicked }: Reports, at: number): boolean => at - clicked < KEEP;

/** Whether an action in `box` leads on in its report: not after its end. */
export const leadsOn = (box: Box | undefined): boolean => isReport(box) && box?.stage !== "after";

/** A person has activated something, in box `id` if that is watched; `opener` is the id of the gate's word in it. */
export function afterAction(reports: Reports, opener: string, id: number | undefined, at: number): Reports {
  const box = boxOf(reports, id);
  const acted = { ...reports, clicked: at };
  if (opener && !box?.recognised) {
    const begun = withFlow(acted, { state: "", opener, since: at, until: at + KEEP });
    // A menu's own box may go on as the report.
    return tidied(withBox({ ...begun, current: begun.lastId }, box && { ...box, flow: begun.lastId }));
  }
  return box ? acted : tidied({ ...acted, current: 0 });
}

/** A new box is watched, as the last of `boxes`. It takes up the current flow while that is awaited, or is the flow of
 * the report in front; else it begins one. */
export function afterOpening(reports: Reports, node: Element, at: number): Reports {
  const current = flowOf(reports, reports.current);
  const isAwaited = !!current && (at < current.until || frontOf(reports)?.flow === current.id);
  const begun = isAwaited ? reports : withFlow(reports, { state: "", opener: "", since: at, until: 0 });
  const id = begun.lastId + 1;
  const flow = isAwaited ? current.id : begun.lastId;
  const box: Box = { id, node, flow, since: at, stage: "", acted: false, recognised: false, nones: 0 };
  return { ...begun, lastId: id, boxes: [...begun.boxes, box] };
}

/** The box to give up where more are watched than may be: the first that is no report. */
export const boxTooMany = ({ boxes }: Reports): Box | undefined =>
  boxes.length > MOST_BOXES ? (boxes.find((box) => !isReport(box)) ?? boxes[0]) : undefined;

/** Box `id` is gone. Another one may follow it in its flow, unless a flow began since that is still awaited. */
export function afterClosing(reports: Reports, id: number, at: number): Reports {
  const box = boxOf(reports, id);
  if (!box) return reports;
  const left = { ...reports, boxes: reports.boxes.filter((each) => each !== box) };
  const current = flowOf(reports, reports.current);
  const isTaken = !!current && (isReport(box) ? current.since > box.since : at < current.until);
  if (isTaken || !(isReport(box) || box.acted)) return tidied(left);
  const flows = left.flows.map((flow) => (flow.id === box.flow ? { ...flow, until: at + KEEP } : flow));
  return tidied({ ...left, flows, current: box.flow });
}

/** A person has chosen something in box `id`. */
export function afterChoice(reports: Reports, id: number): Reports {
  const box = boxOf(reports, id);
  return withBox(reports, box && { ...box, acted: true, nones: 0 });
}

/** The core has answered a question about `box`, which may be closed by now, and about the flow `asked`. */
export function afterDecision(
  reports: Reports,
  box: Box,
  asked: number,
  { stage, state }: { stage: Stage; state: string },
): Reports {
  const isShown = stage !== "none";
  const open = boxOf(reports, box.id);
  let next = reports;
  let { flow } = open ?? box;
  if (isShown || box.acted || isReport(box)) {
    next = { ...next, flows: next.flows.map((each) => (each.id === asked ? { ...each, state } : each)) };
  } else if (open && flow === asked) {
    // What is no report must not touch the memory of the one that it stands over.
    next = withFlow(next, { ...(flowOf(next, asked) as Flow), state });
    flow = next.lastId;
  }
  if (!open) return tidied(next);
  if (isShown) next = { ...next, current: flow };
  const recognised = open.recognised || isShown;
  return tidied(withBox(next, { ...open, flow, stage, recognised, nones: isShown ? 0 : open.nones + 1 }));
}

/** Whether a box is given up, which the core refused twice in a row: only its looks spoke for it, no click on a report
 * phrase and no choice in it. */
export const isHopeless = (reports: Reports, box: Box): boolean =>
  box.nones > 1 && !box.acted && !flowOf(reports, box.flow)?.opener;

const withBox = (reports: Reports, box: Box | undefined): Reports =>
  box ? { ...reports, boxes: reports.boxes.map((each) => (each.id === box.id ? box : each)) } : reports;

function withFlow(reports: Reports, flow: Omit<Flow, "id">): Reports {
  const id = reports.lastId + 1;
  return { ...reports, lastId: id, flows: [...reports.flows, { ...flow, id }] };
}

/** A question under way may still need one of the latest flows; of older ones only what something belongs to. */
function tidied(reports: Reports): Reports {
  const { flows, boxes, current } = reports;
  const isNeeded = ({ id }: Flow) => id === current || boxes.some(({ flow }) => flow === id);
  const kept = flows.filter((flow, place) => place >= flows.length - 8 || isNeeded(flow));
  return { ...reports, flows: kept };
}
