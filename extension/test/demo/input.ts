// What `go run ./scripts/demo` gives on standard input.

/** Where a click leads: a file, swapped into the open dialog or shown anew, or the end of the dialog. */
export interface Move {
  to?: string;
  swap?: boolean;
  close?: boolean;
}

/** Where each button and row of a site leads, for one kind of report in one language. */
export interface Graph {
  /** By file and label; the file "" is the page before a dialog is open. */
  moves: Record<string, Record<string, Move>>;
  /** By file: what follows any other row. */
  next: Record<string, string>;
  /** HTML by file. */
  files: Record<string, string>;
}

/** One line of the start page. */
export interface Entry {
  site: string;
  lang: "fr" | "en";
  kind: "post" | "account" | "message";
  url: string;
  locale: string;
  page: string;
  seed: number;
  /** What is clicked until the site asks for a reason. */
  way: string[];
  graph: Graph;
}

export interface Input {
  chromium: string;
  extension: string;
  /** Without a window, for a program that clicks instead of a person. */
  headless?: boolean;
  french: boolean;
  /** data: address of the extension's icon. */
  icon: string;
  names: Record<string, string>;
  /** Time zones in which cards are shown, the usual one first. */
  zones: string[];
  entries: Entry[];
}
