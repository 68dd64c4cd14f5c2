// One element of the page in plain values: everything the reading asks of it, asked once. No page is needed from here.

/** How an element stands in the text around it: it starts a line, is set apart by a space, or goes on. */
export type Display = "block" | "apart" | "inline";

/** What is known of everything below an element, what is hidden there included. */
export interface Below {
  /** It holds a letter or a digit. */
  says: boolean;
  /** It holds something that can be activated, or may be. */
  control: boolean;
  /** It holds a control, a heading, a field or a frame: it is more than one row. */
  more: boolean;
  /** It holds something that is checked, selected or pressed. */
  on: boolean;
  /** How many inputs, and how many radios and checkboxes that are drawn. */
  inputs: number;
  drawn: number;
  /** The first name of something that shows none, as of an icon. */
  name: string;
}

export interface Plain {
  /** Where it is found again; nothing is asked of it. */
  element: Element;
  tag: string;
  role: string;
  /** The type of an input or button, "" of others. */
  type: string;
  className: string;
  /** aria-label, alt and title as they are written; the value of what is a button. */
  label: string;
  alt: string;
  title: string;
  value: string;
  /** What aria-labelledby names, as far as it may be read. */
  labelledBy: Plain[];
  isHeading: boolean;
  /** Says by itself that it can be activated. */
  isRow: boolean;
  /** May be a row, where it holds none. */
  isMaybe: boolean;
  /** A text field: counted, never read. */
  isField: boolean;
  /** What a radio or a checkbox is, also a drawn one. */
  choice: "" | "radio" | "checkbox";
  isOn: boolean;
  /** Never read, or not seen. */
  isLeftOut: boolean;
  /** It has a box that is not hidden; it may be transparent. */
  isShown: boolean;
  /** One of its labels can be seen. */
  isLabelled: boolean;
  /** The control that a label stands for. */
  control: Pick<Plain, "element" | "choice" | "isOn"> | null;
  /** Of a select. */
  options: { element: Element; label: string; isOn: boolean }[];
  display: Display;
  /** The cursor over it is that of something to click. */
  points: boolean;
  /** A list item with a bullet: policies are lists with bullets, options are not. */
  isBulleted: boolean;
  /** Font size in CSS pixels. */
  size: number;
  /** The shadow root or frame that it renders instead of its children. */
  root: ParentNode | null;
  /** That root shows children of the page in slots. */
  hasSlots: boolean;
  /** Texts and elements rendered inside, in order. */
  parts: (string | Plain)[];
  /** Whether `parts` were read. */
  isRead: boolean;
  below: Below;
  /** How many siblings are of its tag and class and say something, itself included; 0 until its parent was read. */
  alike: number;
}

export const NOTHING: Below = { says: false, control: false, more: false, on: false, inputs: 0, drawn: 0, name: "" };

const LETTER = /[\p{L}\p{N}]/u;

/** Whether a text says something once handles are bare signs. */
export const says = (text: string): boolean => LETTER.test(text.replace(/@[\w.]{2,}/g, "@"));

export const elementsOf = ({ parts }: Plain): Plain[] => parts.filter((part) => typeof part !== "string");

/** Works out what is known of `node` and of its children from these, once all are read. */
export function sumUp(node: Plain): void {
  const below = { ...NOTHING };
  const alike = new Map<string, number>();
  const kin = ({ tag, className }: Plain) => `${tag} ${className}`;
  for (const part of node.parts) {
    if (typeof part === "string") {
      below.says ||= says(part);
      continue;
    }
    addTo(below, part);
    if (part.below.says) alike.set(kin(part), (alike.get(kin(part)) ?? 0) + 1);
  }
  for (const child of elementsOf(node)) child.alike = alike.get(kin(child)) ?? 0;
  node.below = below;
}

function addTo(sum: Below, { tag, role, label, alt, isHeading, isRow, isMaybe, isField, isOn, below }: Plain): void {
  const control = isRow || isMaybe || below.control;
  sum.says ||= below.says;
  sum.control ||= control;
  sum.more ||= control || isHeading || isField || below.more || /^(input|select|iframe)$/.test(tag);
  sum.on ||= isOn || below.on;
  sum.inputs += below.inputs + (tag === "input" ? 1 : 0);
  sum.drawn += below.drawn + (/^(radio|checkbox)$/.test(role) ? 1 : 0);
  sum.name ||= label || alt || below.name;
}
