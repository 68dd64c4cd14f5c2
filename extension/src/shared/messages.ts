// What the content script, the background and the core say to each other. Types only: nothing of this file is shipped.
// The background takes host, tab, frame and document from the sender of a message, never from its body.

import type { EvidenceMessage } from "./evidence";
import type { OutlineMessage } from "./outline";

/** A rule file's phrase or selector with the id that stands for it in reasons and state. */
export interface Named {
  id: string;
  s: string;
}

/** What the gate of one host has for itself. */
export interface HostGate {
  platform: string;
  /** Selectors of nodes that a report dialog of this host carries. */
  hooks: Named[];
  /** Selectors of quoted content, left out of every snapshot. */
  content: string[];
  /** Starts of paths and the kind of thing that is reported there. */
  surfaces: { p: string; s: Surface }[];
}

/** The small filter of one host, compiled by the core. It decides whether waking the background is worth it: it must
 * let through every report dialog, and may let through more. */
export interface Gate extends HostGate {
  /** Patterns of normalised text, one a line; the first of all that it fits gives the id. */
  words: Named[];
}

/** The gates of all hosts: the words are the same everywhere. */
export interface Gates {
  words: Named[];
  hosts: Record<string, HostGate>;
}

export type Surface = "" | "post" | "account" | "message";

/** A `value` is what a list that is opened elsewhere shows as chosen; unchecked, what was just chosen in one. */
export type RowKind =
  | "button" | "radio" | "checkbox" | "option" | "link" | "label" | "item" | "menuitem" | "submit" | "value";

/** Something in the dialog to activate or to choose: options and action buttons alike; the core sorts them out. */
export interface Row {
  /** First line. */
  t: string;
  k: RowKind;
  /** Checked or selected; left out otherwise. */
  c?: true;
  /** What it said before the browser translated it, if it did. */
  o?: string;
}

/** What is read of one dialog, within the limits of limits.ts. It lives for one message. */
export interface Snapshot {
  event: "opened" | "changed" | "chosen";
  surface: Surface;
  /** Accessible name, "" when it resolves to none. */
  name: string;
  headings: string[];
  /** Other visible text blocks. */
  texts: string[];
  rows: Row[];
  /** How many text fields; never what is in them. */
  fields: number;
  /** Ids of the gate's hooks that are in the dialog. */
  hooks: string[];
  /** Id of the gate's word in what was clicked to get here. */
  opener: string;
  /** Index in rows of the row just activated, or -1. */
  chosen: number;
}

export type Stage = "none" | "early" | "card" | "after";

/** "sms" is that of a way to write beside another one of the line. */
export type WayKind = "call" | "write" | "web" | "sms";

/** One way to reach a helpline. */
export interface Way {
  id: string;
  kind: WayKind;
  /** Says whose it is, too: its button says only what its kind does. Left out where it is that and the line's name. */
  name?: string;
  /** `tel:` and `sms:` are real links; https is opened by the background, by id, and only pages of ours get it. Left
   * out where a number is copied. */
  href?: string;
  /** The number in large type, for a call from a computer. */
  number?: string;
}

/** One helpline as it is drawn. */
export interface Line {
  id: string;
  name: string;
  /** Left out where nothing may be said of its hours. */
  open?: "open" | "closed";
  status?: string;
  note?: string;
  ways: Way[];
}

export interface Card {
  /** Accessible name. */
  name: string;
  title: string;
  body: string;
  /** Id of the line shown first, "" where none is known. */
  first: string;
  lines: Line[];
  /** Above the lines after the first, where that has to be waited for. */
  aside?: string;
  /** Whom to reach in danger now. */
  danger?: { label: string; lines: Line[] };
  /** Sentences to begin a message with, where the first line has to be waited for. */
  prepare?: { label: string; items: string[] };
  /** Who is near, each list folded. */
  near?: { label: string; lines: Line[] }[];
  notice?: string;
  /** Who installed the extension, where that is a school. */
  school?: string;
  continue: string;
  dismiss: string;
  close: string;
  copy: string;
  copied: string;
  /** Where the site forbids it. */
  uncopied?: string;
  scan: string;
  /** What the buttons of ways say. */
  kinds: Partial<Record<WayKind, string>>;
  more: string;
  questions?: { label: string; items: { q: string; a: string }[] };
  needs?: { label: string; items: { title: string; lines: Line[] }[] };
}

/** Finished strings, drawn as text. What is missing or "" is not drawn. */
export interface View {
  lang: string;
  dir: "ltr" | "rtl";
  /** Milliseconds for which what it says of hours stays true. */
  holds: number;
  /** Where the language has few texts: how each of those begins, and the language of what begins otherwise. */
  partial?: { begins: string[]; rest: { lang: string; label: string } };
  /** The others, by their own names. */
  languages: { label: string; names: Record<string, string> };
  pill: { label: string; hint?: string; only: string; close: string };
  card: Card;
}

/** What the core answers to `decide`. */
export interface CoreDecision {
  stage: Stage;
  /** Harm id, "" while none is understood. */
  harm: string;
  /** Opaque, at most 1 kB; given back with the next message about this dialog. */
  state: string;
  /** Null at stage "none". */
  view: View | null;
  /** What was reported may be a picture that nobody may keep. Never sent to a page. */
  noPicture?: true;
}

/** The core's decision and what the background adds to it: at most 6,000 bytes of JSON. */
export interface Decision extends Omit<CoreDecision, "noPicture"> {
  /** The pill was dismissed twice in this browser session: draw a dot. */
  dot: boolean;
  /** The user wants no pill, the card only. */
  only: boolean;
  /** The user wants larger text. */
  size?: TextSize;
  /** A QR code, row by row, "#" for a dark module: of the call way of the card's first line, where it has one and the
   * main pointer is not coarse. */
  qr?: string;
}

export interface Failure {
  error: { code: string; detail?: string };
}

/** What only a page knows of its reader. */
export interface Reader {
  /** Language for the card, "" for that of the page or browser. */
  lang: string;
  /** The main pointer is coarse. */
  touch: boolean;
}

/** What a device says of itself. */
export interface Device extends Reader {
  /** IANA name of the device's time zone. */
  zone: string;
  /** The browser's first language, as a tag: dialogs are read in it too, and its region counts where the zone says no
   * country. */
  locale: string;
}

export interface DecideMessage extends Reader {
  type: "decide";
  /** Language that the page says it is in, as a tag. */
  page: string;
  snapshot: Snapshot;
  state: string;
}

/** Content script to background. */
export type Message =
  | { type: "gate" }
  | { type: "warm" }
  /** The style sheet of what is drawn: few pages need it, so they do not carry it. */
  | { type: "style" }
  | DecideMessage
  /** A person pressed this: "open LINE WAY" opens the page of a helpline, "lang LANG" has the card in that language,
   * "dismiss" and "only" send the pill away. */
  | { type: "press"; value: string };

/** A page of the extension to the background. */
export type PageMessage =
  /** Answered with a [Help]. */
  | ({ type: "help" } & Device)
  /** What the extension does on this host: answered with a [Site], null where it does nothing there. */
  | { type: "site"; host: string }
  /** Stays quiet on the host's site until tomorrow, or no longer does: answered with a [Site]. */
  | { type: "pause"; host: string; on: boolean }
  /** Answered with a [PolicyStatus]. */
  | { type: "policy" }
  /** Answered with a [SettingsStatus], as are the next two; null changes all settings back. */
  | { type: "settings" }
  | { type: "change"; change: Partial<Settings> | null }
  /** The text of a file that may hold exported settings. */
  | { type: "import"; text: string }
  | EvidenceMessage
  | OutlineMessage
  /** Answered with an [UpdatesStatus], as are the next two. */
  | { type: "updates" }
  | { type: "check" }
  | { type: "interval"; interval: Interval };

/** Help without a report: what is shown while no harm is understood. */
export interface Help {
  /** Null where the background cannot answer. */
  view: View | null;
  /** As in a [Decision]. */
  qr?: string;
  /** The line that the country's help is built around, open or not, with the code of its number; left out where that is
   * not known. */
  main?: { id: string; name: string; note?: string; qr: string };
  /** No picture may be kept here. */
  noProof?: true;
}

/** One of the sites that the extension is for. */
export interface Site {
  /** Platform id; of a site that somebody added, its host without "www.". */
  platform: string;
  /** Off by the settings. */
  isOff: boolean;
  /** Quiet until then, in milliseconds since 1970; 0 where it is not. */
  pausedUntil: number;
}

export interface SettingsStatus {
  settings: Settings;
  /** False where storage refuses: the defaults serve, and nothing can be changed. */
  isStored: boolean;
  /** Why an import was refused, "" where there was none or it was taken. */
  refused: ImportRefusal | "";
  /** ISO codes of the countries that have lines. */
  countries: string[];
  /** Ids of the platforms of this package. */
  platforms: string[];
  /** Lines whose facts nobody has confirmed for a year, and when they were last. */
  old: { name: string; asOf: string }[];
}

/** Another file, one of a later version of the extension, or one that is damaged. */
export type ImportRefusal = "foreign" | "newer" | "broken";

/** To our scripts in a tab. */
export type TabMessage =
  /** Are you at work? Answered with true or false. */
  | { type: "here" }
  /** A site was taken back: is the gate of this host still the same? */
  | { type: "anew" };

/** Texts of a dialog that was not recognised: those that something to press or a heading says, and others. */
export interface MaskRequest {
  page: string;
  locale: string;
  labels: string[];
  texts: string[];
}

/** What may be told of them, in the same order. */
export type Mask = Pick<MaskRequest, "labels" | "texts">;

/** `storage.local.settings`. A content script can write it, so the background validates each field. */
export interface Settings {
  /** ISO country code in lower case, "" for that of the time zone. */
  country: string;
  /** Language of the card, "" for that of the page. */
  lang: string;
  /** No pill, the card only. */
  only: boolean;
  /** How often newer rules are looked for. */
  interval: Interval;
  /** How large the text of the card and of the extension's pages is. */
  size: TextSize;
  /** Ids of the platforms, and names of added sites, on which it stays quiet. */
  off: string[];
}

export type TextSize = "normal" | "large" | "largest";

export type Interval = "day" | "week" | "off";

/** The rules are two signed parts: what recognises a report, and what a child reads and calls. */
export type Part = "detection" | "directory";

/** What kept an update from being taken. */
export interface Refusal {
  /** The core's code, or `offline unreachable slow status redirect not_json too_large failed`. */
  code: string;
  /** For maintainers. */
  detail: string;
}

/** How the last check for newer rules went. */
export interface Check {
  /** Milliseconds since 1970, as this computer's clock was. */
  at: number;
  /** The last refusal and when it came; it stands until the next one, also when all went well since. */
  refusal: (Refusal & { at: number }) | null;
}

/** A part in use, and what its statement says of it. */
export interface PartStatus {
  version: number;
  /** "2026-11-23", "" where nobody has signed it. */
  date: string;
  /** Names of the keys. */
  keys: string[];
  /** It came later than the package. */
  updated: boolean;
}

/** What the options page shows of updates. */
export interface UpdatesStatus extends Record<Part, PartStatus> {
  /** Where newer rules come from, "" in a package that looks for none. */
  url: string;
  /** This is a private window, where only the packaged rules serve. */
  private: boolean;
  /** The newest known state of the log: how many versions, when it was signed, and the signed note itself. */
  head: { size: number; time: string; note: string } | null;
  check: Check | null;
  /** Why what is stored is not in use, "" where it is. */
  problem: string;
  interval: Interval;
  /** An administrator set that. */
  isFixed: boolean;
}
