// The tested extension is the shipped one and one more file, so that nothing else differs.

declare function importScripts(...names: string[]): void;

/** What a test may set: clock, time zone, language and country of a tab. */
interface TestHook {
  of(tab: number): Promise<{ now?: number; zone?: string; locale?: string; country?: string }>;
  /** Called with each question to the core and its answer, as JSON. */
  record?(tab: number, request: string, result: string): void;
  /** Milliseconds from the start of this script to a core that answers. */
  woke?: number;
  /** Nobody is welcomed: tests open the pages that they look at. */
  isQuiet?: boolean;
  /** Starts a core anew and answers how many milliseconds that took. */
  start?(): Promise<number>;
}

declare global {
  var testHook: TestHook | undefined;
}

// Only a classic worker can import a script that is not there and go on; where it is missing this costs one look into
// the package.
try {
  importScripts("test-hook.js");
} catch {
  // The shipped extension.
}

export {};
