// What the functions of this folder share inside the page. They play the site: they run in its own world, know nothing
// of the extension, and are sent as source text, so each is complete in itself and meets the others only here.

import type { How, Mount } from "../flow";

export interface Config {
  mount: Mount;
  nonce: string;
  seed: number;
  /** The page is the ordinary feed. */
  feed: boolean;
  /** Fragments that are in the page from the start, hidden. */
  hidden: { html: string; how: How }[];
}

/** Something that is shown: what goes when it closes, and the box that a person sees. */
export interface Shown {
  outer: HTMLElement;
  box: HTMLElement;
  /** Where fragments of the next step go when the content is swapped. */
  home: ParentNode & Node;
  hide?: How;
  html: string;
  undo: (() => void)[];
  /** When it is filled, if that takes a moment. */
  ready?: Promise<void>;
}

/** One change of the page. */
export interface Change {
  html?: string;
  how: How;
  close: boolean;
  delay: number;
}

export interface Point {
  x: number;
  y: number;
  error?: string;
}

export interface Harness {
  config: Config;
  current: Shown | null;
  /** Closed shadow roots that this page made. */
  roots: WeakMap<Element, ShadowRoot>;
  /** Time of the first frame with the last change in it, in milliseconds since 1970; 0 while it is awaited. */
  shownAt: number;
  parse(html: string, doc: Document): DocumentFragment;
  mount(html: string): Shown;
  trap(shown: Shown): () => void;
  listen(root: Document | ShadowRoot): void;
  rootOf(el: Element): ShadowRoot | null;
  change(change: Change): void;
  close(): void;
  /** Everything below a node, through shadow roots and frames, in tree order. */
  elements(root: Node): Generator<Element>;
  find(name: string, kind: "click" | "check" | "focus"): Point;
  /** A point where a click does nothing, or the "…" of the first post. */
  neutral(): Point;
  /** The change happens when the trusted event that is about to come has arrived. */
  arm(by: "click" | "key", change: Change): void;
  /** Resolves with shownAt once the armed change has been painted. */
  done(): Promise<number>;
  select?: HTMLSelectElement;
}
