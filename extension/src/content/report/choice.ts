// What was chosen? A press counts once its release or click confirms it, and once only.

import { Limit } from "../limits";

/** How a person acts on something: `click by key` is a click that no pointer made. */
export type Act = "press" | "key" | "click" | "click by key";

/** A row that is pressed, as it was before the page reacted. */
export interface Press<Row = unknown> {
  /** What renders the row. */
  node: Element;
  row: Row;
}

export interface Pressing<Row = unknown> {
  press?: Press<Row>;
  isReleased?: boolean;
  /** The last choice, when it was made, and whether by a key. */
  chosen?: { node: Element; at: number; byKey: boolean };
}

/** What is pressed after an event, and what was chosen by it, if anything. */
export type Outcome<Row> = [pressing: Pressing<Row>, choice?: Press<Row>];

/** A person acts on the row `press`, or beside all. */
export const afterAct = <Row>(
  { press: before, chosen }: Pressing<Row>,
  act: Act,
  press: Press<Row> | undefined,
  at: number,
): Outcome<Row> => {
  if (act === "press") return [{ press, chosen }];
  // A key chooses at once: pages that listen to keys let no click follow.
  if (act === "key") return choose(press, chosen, at, true);
  // A click on a label goes on to its control, a key on a button to a click.
  const reach = chosen?.byKey && act === "click by key" ? Limit.ECHO_OF_KEY : Limit.ECHO;
  if (press && chosen?.node === press.node && at - chosen.at < reach) return [{ chosen }];
  return choose(before?.node === press?.node ? before : press, chosen, at, false);
};

/** What acts on the press or its release removes the row: no click comes. */
export const afterLook = <Row>(
  pressing: Pressing<Row>,
  isThere: (node: Element) => boolean,
  at: number,
): Outcome<Row> => {
  const { press, isReleased, chosen } = pressing;
  return press && isReleased && !isThere(press.node) ? choose(press, chosen, at, false) : [pressing];
};

const choose = <Row>(
  press: Press<Row> | undefined,
  chosen: Pressing["chosen"],
  at: number,
  byKey: boolean,
): Outcome<Row> => [{ chosen: press ? { node: press.node, at, byKey } : chosen }, press];
