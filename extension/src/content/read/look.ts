// One look at the page: what of it may still be read, and what was read already. It serves one event or one timer and
// is never kept beyond that, so nothing in it is out of date.

import { MOST_NODES, MOST_TEXT } from "../limits";
import type { Below, Plain } from "./plain";

/** How an element and what renders it stand over the page, asked once a look. */
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

/** How the page is asked; a test answers in its place. */
export interface Page {
  /** One element, without what is below it. */
  describe(element: Element): Plain;
  /** The texts and elements rendered inside `element`, in order. */
  partsOf(element: Element): Iterable<string | Element>;
  /** What its aria-labelledby names, as far as it may be read. */
  labelsOf(element: Element): Element[];
  /** What is below an element that is not read. */
  belowUnread(element: Element): Below;
}

export interface Look {
  /** How many more elements may be asked, and how much more text read. */
  nodes: number;
  text: number;
  page: Page;
  /** How many boxes were read. */
  boxes: number;
  plains: Map<Element, Plain>;
  standings: Map<Element, Standing>;
}

export const startLook = (page: Page, nodes = MOST_NODES): Look => ({
  nodes,
  text: MOST_TEXT,
  page,
  boxes: 0,
  plains: new Map(),
  standings: new Map(),
});

export const isSpent = ({ nodes, text }: Look): boolean => nodes <= 0 || text <= 0;
