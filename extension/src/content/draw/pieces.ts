// What every shape is made of: elements as data, icons, buttons, and the root. Text only: every string comes finished
// from the decision.

import type { Decision, View } from "../../shared/messages";
import type { Branch, Tree } from "./build";
import type { Shape } from "./shapes";

/** What a shape is drawn from. */
export type Shown = Decision & { view: View };

/** Nothing is drawn for what is missing or "". */
export type Child = Tree | false | null | undefined | 0;

type Attributes = Record<string, string>;

const ICONS = {
  mark: "M7 18.500A9 8 0 1 1 11 20l-5 2zM8 11.500q4 5 8 0",
  call: "M6 3h3l2 5-2.500 2a12 12 0 0 0 5.500 5.500L16 13l5 2v3a3 3 0 0 1-3 3A16 16 0 0 1 3 6a3 3 0 0 1 3-3z",
  write: "M4 5h16v11H10l-4 4v-4H4zM8 9h8M8 12.500h5",
  web: "M7 17L17 7M9 7h8v8",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  close: "M6 6l12 12M18 6L6 18",
};

export const element = (tag: string, className: string, children: Child[], attributes: Attributes = {}): Branch => [
  tag,
  className ? { class: className, ...attributes } : attributes,
  ...(children.filter(Boolean) as Tree[]),
];

/** A picture of one path, for eyes only. */
export const picture = (className: string, viewBox: string, d: string): Branch =>
  element("svg", className, [element("path", "", [], { d })], { viewBox, "aria-hidden": "true" });

export const icon = (name: keyof typeof ICONS): Branch => picture(name, "0 0 24 24", ICONS[name]);

/** A submit button: its event stays in the closed root, and its value says what to do. */
export const button = (value: string, className: string, children: Child[], attributes?: Attributes): Branch =>
  element("button", className, children, { value, ...attributes });

export const cross = (value: string, label: string): Branch =>
  button(value, "x", [icon("close")], { "aria-label": label });

/** The root element of a shape; its data are for tests. */
export const region = (shape: Shape, { stage, harm, view }: Shown, label: string, children: Child[]): Branch =>
  element("form", `overlay ${shape}`, children, {
    role: "region",
    "aria-label": label,
    lang: view.lang,
    dir: view.dir,
    "data-view": shape,
    "data-stage": stage,
    "data-harm": harm,
    "data-helpline": stage === "early" ? "" : view.card.first,
  });
