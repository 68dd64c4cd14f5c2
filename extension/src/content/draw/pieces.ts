// What every shape is made of. Text only: every string comes finished from the decision.

import type { Decision, View } from "../../shared/messages";

/** What there is to draw, and its style sheet. */
export type Shown = Decision & { view: View; style: string };

/** An element as data: its name, its attributes, and what is in it. */
export type Branch = [tag: string, attributes: Record<string, string>, ...children: Tree[]];
/** Nothing is drawn for what is missing or "". */
export type Tree = string | Branch | false | undefined;

const ICONS = {
  mark: "M7 18.5A9 8 0 1 1 11 20l-5 2zM8 11.5q4 5 8 0",
  call: "M6 3h3l2 5-2.5 2a12 12 0 0 0 5.5 5.5L16 13l5 2v3a3 3 0 0 1-3 3A16 16 0 0 1 3 6a3 3 0 0 1 3-3z",
  write: "M4 5h16v11H10l-4 4v-4H4zM8 9h8M8 12.5h5",
  web: "M7 17L17 7M9 7h8v8",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  close: "M6 6l12 12M18 6L6 18",
  globe: "M3 12h18M12 3a9 9 0 0 1 0 18a9 9 0 0 1 0-18a14 14 0 0 1 0 18a14 14 0 0 1 0-18",
};

/** A picture of one path, for eyes only. */
export const picture = (name: string, viewBox: string, d: string): Branch =>
  ["svg", { class: name, viewBox, "aria-hidden": "true" }, ["path", { d }]];

export const icon = (name: keyof typeof ICONS): Branch => picture(name, "0 0 24 24", ICONS[name]);

/** A submit button: its event stays in the closed root, and its value says what to do. */
export const button = (value: string, attributes: Record<string, string>, ...children: Tree[]): Branch =>
  ["button", { value, ...attributes }, ...children];

export const cross = (value: string, label: string): Branch =>
  button(value, { class: "x", "aria-label": label }, icon("close"));
