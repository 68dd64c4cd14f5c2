// What the tests of newer rules share: a server that hands out a log, an extension that was built for it, and a report
// that only newer rules know. What is handed out is signed by keys of the tests.

import { keyFile, Log, makeKeys, type Parts } from "./log";
import { RulesServer } from "./rules-server";
import type { Browser } from "./runner/browser";
import { build, next, partsOf } from "./updates-build";
import { Visit, patience, pause, test } from "./visit";

export const keys = makeKeys();
export let server: RulesServer;
export let extension: string;
export let packaged: Parts;
/** The version of both packaged parts. */
export let first: number;

/** Gives the tests of a file a server, and an extension that asks it. */
export function startRulesServer(): void {
  test.beforeAll(async () => {
    server = await RulesServer.start();
    extension = build("plain", server.url, keyFile(keys));
    packaged = partsOf(extension);
    first = JSON.parse(packaged.detection).version;
  });

  test.afterAll(() => server?.close());

  test.beforeEach(() => {
    server.fault = null;
    server.take();
    server.log = new Log(keys).publish(packaged);
  });
}

/** Words that no site has, for a report that only newer rules know. */
const strange = {
  menu: `<div role="dialog" aria-label="Options"><button>Flouguer</button><button>Partager</button><button>Annuler</button></div>`,
  reasons: `<div role="dialog" aria-modal="true" aria-label="Flouguer"><h1>Flouguer</h1><ul><li><button>Braoulement</button></li><li><button>Trempouille</button></li><li><button>Gastafior</button></li></ul></div>`,
};

export const learn = (part: any): void => {
  const { concepts } = part.lexicon.find((it: any) => it.lang === "fr");
  concepts.report.push("floug*");
  concepts.harassment.push("braoul*");
  concepts.spam.push("trempouil*");
  concepts.scam.push("gastafi*");
};

/** The packaged parts with a newer detection part that knows the strange words. */
export const learned = (steps = 1): Parts => ({ ...packaged, detection: next(packaged.detection, learn, steps) });

export const strangeReport = async (it: Visit): Promise<void> => {
  await it.do({ show: strange.menu });
  await it.do({ click: "Flouguer", show: strange.reasons });
};

/** Whether the rules in use know the strange words. */
export async function knows(browser: Browser): Promise<boolean> {
  const it = await Visit.open(browser);
  await strangeReport(it);
  const { stage } = await it.lookAtRest();
  await it.close();
  return stage === "early";
}

/** Waits until the server was asked for something. */
export async function asked(what: RegExp): Promise<void> {
  const found = (): boolean => server.seen.some(({ path }) => what.test(path));
  for (const end = Date.now() + patience; !found(); await pause(5)) {
    if (Date.now() > end) throw new Error(`nobody asked for ${what}`);
  }
}

/** Holds back the answer to one name until it is let go. */
export function hold(name: RegExp): () => void {
  let go = (): void => {};
  const wait = new Promise<void>((done) => (go = done));
  server.fault = async (it, body) => {
    if (name.test(it)) await wait;
    return body;
  };
  return go;
}
