// What was chosen? A press counts once its release or click confirms it, and once only.

import { ECHO, ECHO_OF_KEY } from "../limits";

/** A row that is pressed, as it was before the page reacted. */
export interface Press<Row = unknown> {
  /** What renders the row. */
  node: Element;
  row: Row;
  isReleased: boolean;
}

export interface Pressing<Row = unknown> {
  press?: Press<Row>;
  /** The last choice, when it was made, and whether by a key. */
  chosen?: { node: Element; at: number; byKey: boolean };
}

/** What was chosen by an event, if anything, and what is pressed after it. */
export interface Outcome<Row> {
  pressing: Pressing<Row>;
  choice?: Press<Row>;
}

/** The pointer goes down, on a row or beside all. */
export const afterPress = <Row>({ chosen }: Pressing<Row>, press: Press<Row> | undefined): Pressing<Row> => ({
  press,
  chosen,
});

/** The pointer comes up. */
export const afterRelease = <Row>(pressing: Pressing<Row>): Pressing<Row> =>
  pressing.press ? { ...pressing, press: { ...pressing.press, isReleased: true } } : pressing;

/** A key chooses at once: pages that listen to keys let no click follow. */
export const afterKey = <Row>({ chosen }: Pressing<Row>, press: Press<Row> | undefined, at: number): Outcome<Row> =>
  choose({ press, chosen }, at, true);

/** A click on what is now `press`; `isSynthetic`: no pointer made it. */
export function afterClick<Row>(
  { press: before, chosen }: Pressing<Row>,
  press: Press<Row> | undefined,
  at: number,
  isSynthetic: boolean,
): Outcome<Row> {
  // A click on a label goes on to its control, a key on a button to a click.
  const reach = chosen?.byKey && isSynthetic ? ECHO_OF_KEY : ECHO;
  const isEcho = !!press && chosen?.node === press.node && at - chosen.at < reach;
  if (isEcho) return { pressing: { chosen } };
  return choose({ press: before && before.node === press?.node ? before : press, chosen }, at, false);
}

/** What acts on the press or its release removes the row: no click comes. */
export function afterLook<Row>(
  pressing: Pressing<Row>,
  isThere: (node: Element) => boolean,
  at: number,
): Outcome<Row> {
  const { press } = pressing;
  return press?.isReleased && !isThere(press.node) ? choose(pressing, at, false) : { pressing };
}

const choose = <Row>({ press, chosen }: Pressing<Row>, at: number, byKey: boolean): Outcome<Row> => ({
  pressing: { chosen: press ? { node: press.node, at, byKey } : chosen },
  choice: press,
});
