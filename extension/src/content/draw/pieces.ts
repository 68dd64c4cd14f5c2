// What every shape is made of. Text only: every string comes finished from the decision.

import type { Decision, View } from "../../shared/messages";

/** What there is to draw, and its style sheet. */
export type Shown = Decision & { view: View; style: string };

/** An element as data: its name, its attributes, and what is in it. */
export type Branch = [tag: string, attributes: Record<string, string>, ...children: Tree[]];
/** Nothing is drawn for what is missing or "". */
export type Tree = string | Branch | false | undefined;

type Icon = "mark" | "call" | "write" | "web" | "sms" | "copy" | "close" | "globe";

/** A picture of one path, for eyes only; the paths of icons are in the style sheet. */
export const icon = (name: Icon | "qr", viewBox = "0 0 24 24", path: Record<string, string> = {}): Branch =>
  ["svg", { class: name, viewBox, "aria-hidden": "true" }, ["path", path]];

/** A block of this class. */
export const block = (name: string, ...children: Tree[]): Branch => ["div", { class: name }, ...children];

/** A submit button: its event stays in the closed root, and its value says what to do. */
export const button = (value: string, attributes: Record<string, string>, ...children: Tree[]): Branch =>
  ["button", { value, ...attributes }, ...children];

export const cross = (value: string, label: string): Branch =>
  button(value, { class: "x", "aria-label": label }, icon("close"));
