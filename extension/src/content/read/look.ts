// One look at the page: what of it may still be read, and what was read already. It serves one event or one timer and
// is never kept beyond that, so nothing in it is out of date.

import { Limit } from "../limits";

/** What is known of everything below an element, what is hidden there included. What is not said is not so. */
export interface Below {
  /** It holds a letter or a digit. */
  says?: boolean;
  /** It holds something that can be activated, or may be. */
  control?: boolean;
  /** It holds a control, a heading, a field or a frame: it is more than one row. */
  more?: boolean;
  /** It holds something that is checked, selected or pressed. */
  on?: boolean;
  /** How many inputs, and how many radios and checkboxes that are drawn. */
  inputs: number;
  drawn: number;
  /** The first name of something that shows none, as of an icon. */
  name: string;
}

/** One element as it was seen: what several questions need of it is asked of the page once. */
export interface Seen {
  element: Element;
  style: CSSStyleDeclaration;
  /** Never read, or not seen. */
  isLeftOut: boolean;
  /** What aria-labelledby names, as far as it may be read. */
  labelledBy: Seen[];
  /** Texts and elements rendered inside, in order; undefined while these were not read. */
  parts?: (string | Seen)[];
  /** Its visible lines, once these were asked for. */
  lines?: string[];
  below: Below;
  /** Siblings of its tag and class: how many say something, itself included; 0 until its parent was read. */
  kin: { alike: number };
}

/** How an element and what renders it stand over the page. */
export interface Standing {
  element: Element;
  /** What renders it. */
  parent: Standing | null;
  /** It says by itself that it is a box. */
  isDeclared: boolean;
  /** It is only drawn like one. */
  isDrawn: boolean;
  /** Nothing around it is closed to the person. */
  isOpen: boolean;
}

export interface Look {
  /** Our own host in the page, which is not part of it. */
  host: Element | undefined;
  /** A selector of what the gate calls content, "" for none. */
  content: string;
  /** How many more elements may be asked, how many more controls met, and how much more text read. */
  nodes: number;
  controls: number;
  text: number;
  /** How many more times it may go down into a root or a frame. */
  descents: number;
  seen: Map<Element, Seen>;
  standings: Map<Element, Standing>;
}

export const startLook = (host: Element | undefined, content: string, nodes = Limit.MOST_NODES): Look => ({
  host,
  content,
  nodes,
  controls: Limit.MOST_CONTROLS,
  text: Limit.MOST_TEXT,
  descents: Limit.MOST_DESCENTS,
  seen: new Map(),
  standings: new Map(),
});

/** Whether nothing more may be read. */
export const isSpent = ({ nodes, controls, text }: Look): boolean => nodes <= 0 || controls <= 0 || text <= 0;
