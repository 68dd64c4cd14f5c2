// What the runner is given and what it says: one JSON line a flow on standard input, one a judged step on standard
// output. The Go package rules/flows has read the folders, filled in the defaults and checked everything.

export type Stage = "none" | "early" | "card" | "after";
export type Mount = "light" | "open-shadow" | "closed-shadow" | "show-modal" | "popover" | "iframe" | "inert-siblings";
export type How = "insert" | "swap" | "unhide" | "unhide-opacity" | "unhide-transform";

export interface Expect {
  stage: Stage;
  harm?: string;
  first?: string;
}

export interface Step {
  click?: string;
  check?: string;
  /** A key as KeyboardEvent.key names it, and the element that has the focus then. */
  press?: { on?: string; key: string };
  delay: number;
  /** HTML to show. */
  show?: string;
  how: How;
  wait: number;
  close: boolean;
  expect?: Expect;
}

export interface Flow {
  id: string;
  url: string;
  locale: string;
  timezone: string;
  country: string;
  /** The clock of the referral in milliseconds since 1970, 0 for the real one. */
  now: number;
  csp: "none" | "strict";
  width: number;
  height: number;
  touch: boolean;
  /** HTML of the whole page, "" for the empty feed. */
  page: string;
  mount: Mount;
  steps: Step[];
  expect?: Expect;
  /** Chooses among equally faithful ways, the same at every run: taken from the flow's name. */
  seed: number;
  /** JavaScript that the site runs before anything else; for tests of what a site can do. */
  script?: string;
  /** Recorded requests by step number. */
  recorded: Record<string, Request>;
}

/** Somebody in France at a page of a site, before anything is reported. */
export const plainFlow: Flow = {
  id: "test/plain",
  url: "https://www.instagram.com/p/C0ffee/",
  locale: "fr-FR",
  timezone: "Europe/Paris",
  country: "",
  csp: "strict",
  // A Tuesday evening, when the 3018 is open.
  now: Date.parse("2026-11-24T18:30:00+01:00"),
  width: 1280,
  height: 800,
  touch: false,
  page: "",
  mount: "light",
  steps: [],
  seed: 7,
  recorded: {},
};

/** A request to the core as the background built it. */
export type Request = Record<string, any>;

export interface Run {
  chromium: string;
  extension: string;
  pages: number;
  /** Wait for rest after every judged step, and say the request that is to be recorded of it. */
  record: boolean;
  /** Folder for one PNG a judged step, "" for none. */
  screenshots: string;
  flows: Flow[];
}

export interface Seen {
  stage: string;
  harm: string;
  first: string;
  view: string;
}

/** The outcome of one judged step; step is 0 for a page without steps. */
export interface Judged {
  flow: string;
  step: number;
  ok: boolean;
  expected: Expect;
  seen: Seen;
  /** What was wrong, one sentence each. */
  problems: string[];
  /** From the dialog's first frame to the overlay's, in milliseconds, where this step brought the overlay. */
  latency?: number;
  /** From the dialog's first frame to the first frame seen with the expected stage, in milliseconds. */
  reached?: number;
  /** The last request to the core; when recording only one that is to be recorded. */
  request?: Request;
  /** Milliseconds from the action to the end of the judgement. */
  ms: number;
}

export interface Finished {
  flow: string;
  finished: true;
  ms: number;
}
