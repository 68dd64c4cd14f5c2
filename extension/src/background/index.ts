// The background: owns rules, settings, storage and the clock, and asks the core. It may be stopped between any two
// messages, so it keeps nothing that matters: the state of a report travels with the messages.

import { draw } from "../content/draw/draw";
import { STYLE } from "../content/draw/style";
import type { CoreDecision, Decision, Failure, Message, OptionsMessage } from "../shared/messages";
import { openLink } from "./open";
import { codesOf } from "./qr";
import { readRequest } from "./request";
import { keepGates, type Rules, startCore } from "./rules";
import { isTime, plan } from "./schedule";
import { changeSettings, countDismissal, dismissals, isInterval, readSettings } from "./settings";
import { check } from "./updates";
import { viewOf } from "./view";

declare function importScripts(...names: string[]): void;

/** What a test may set: clock and country of a tab. */
interface TestHook {
  of(tab: number): Promise<{ now?: number; country?: string }>;
  /** Called with each question to the core and its answer, as JSON. */
  record?(tab: number, request: string, result: string): void;
  /** Milliseconds from the start of this script to a core that answers. */
  woke?: number;
  /** Starts a core anew and answers how many milliseconds that took. */
  start?(): Promise<number>;
}
declare global {
  var testHook: TestHook | undefined;
}

const born = performance.now();

// The tested extension is the shipped one and one more file, so that nothing else differs. Only a classic worker can
// import a script that is not there and go on; where it is missing this costs one look into the package.
try {
  importScripts("test-hook.js");
} catch {
  // The shipped extension.
}

let ready: Promise<Rules> | undefined;

/** The core, started once for each life of the background; after a failure the next message tries again. */
function core(): Promise<Rules> {
  return (ready ??= startCore().then(
    (started) => {
      if (globalThis.testHook) globalThis.testHook.woke ??= performance.now() - born;
      void plan().catch(() => {});
      return started;
    },
    (error) => {
      ready = undefined;
      throw error;
    },
  ));
}

if (globalThis.testHook) {
  globalThis.testHook.start = async () => {
    const from = performance.now();
    await startCore();
    return performance.now() - from;
  };
}

let checking: Promise<void> | undefined;

/** Looks for newer rules and uses them, once at a time. Until the new core has started the former one answers. */
function update(): Promise<void> {
  return (checking ??= core()
    .then(check)
    .then(async (stored) => {
      if (stored) ready = Promise.resolve(await startCore());
      await plan(true);
    })
    .finally(() => (checking = undefined)));
}

/** The last question of each frame, by tab and frame: an answer for a document that is gone is dropped. */
const latest = new Map<string, { document: string | undefined }>();

chrome.runtime.onInstalled.addListener(() => void core().catch(() => {}));
chrome.runtime.onStartup.addListener(() => void core().catch(() => {}));

chrome.alarms.onAlarm.addListener((alarm) => {
  if (isTime(alarm)) void update().catch(() => {});
});

// Any content script can write there. What it may spoil is a filter, and is put right again.
chrome.storage.local.onChanged.addListener(({ gates }) => {
  if (gates) void core().then(keepGates, () => {});
});

const OPTIONS = chrome.runtime.getURL("options.html");

chrome.runtime.onMessage.addListener((message: Message | OptionsMessage, sender, answer) => {
  if (sender.id !== chrome.runtime.id || !sender.tab?.id || typeof message?.type !== "string") return false;
  const replied = sender.url === OPTIONS ? replyToOptions(message as OptionsMessage) : reply(message as Message, sender, sender.tab);
  replied.then(answer, () => answer(failure("failed")));
  return true;
});

async function replyToOptions(message: OptionsMessage): Promise<unknown> {
  if (message.type === "check") await update();
  if (message.type === "interval" && isInterval(message.interval)) {
    await changeSettings({ interval: message.interval });
    await plan();
  }
  return viewOf(await core());
}

const failure = (code: string): Failure => ({ error: { code } });

async function reply(message: Message, sender: chrome.runtime.MessageSender, tab: chrome.tabs.Tab): Promise<unknown> {
  switch (message.type) {
    case "warm":
      await core();
      return null;
    case "gate": {
      const { gates } = await core();
      const host = hostOf(sender);
      return Object.hasOwn(gates.hosts, host) ? { ...gates.hosts[host], words: gates.words } : null;
    }
    case "decide":
      return decide(message, sender, tab.id as number);
    case "open":
      await openLink(await core(), message.line, message.way, tab);
      return null;
    case "dismissed":
      await countDismissal();
      return null;
    case "only":
      await changeSettings({ only: message.on === true });
      return null;
  }
  return null;
}

async function decide(message: Extract<Message, { type: "decide" }>, sender: chrome.runtime.MessageSender, tab: number): Promise<Decision | Failure> {
  const request = readRequest(message);
  if (!request) return failure("bad_request");
  const frame = `${tab}/${sender.frameId}`;
  const mine = { document: sender.documentId };
  latest.set(frame, mine);
  try {
    const [{ decide: ask }, settings, dismissed, test] = await Promise.all([core(), readSettings(), dismissals(), globalThis.testHook?.of(tab)]);
    if (latest.get(frame) !== mine) return failure("stale");
    const { snapshot, state, zone, touch } = request;
    const question = {
      host: hostOf(sender),
      now: test?.now ?? Date.now(),
      zone,
      country: test?.country ?? settings.country,
      lang: settings.lang || request.lang,
      touch,
      state,
      snapshot,
    };
    const decision = ask(question) as CoreDecision | Failure;
    globalThis.testHook?.record?.(tab, JSON.stringify(question), JSON.stringify(decision));
    if ("error" in decision) return decision;
    const qr = touch ? {} : codesOf(decision);
    const { view } = decision;
    const drawing = view?.card.lines[0] ? draw(decision, view, qr, touch) : null;
    return { ...decision, dot: dismissed >= 2, only: settings.only, style: view ? STYLE : "", drawing, qr };
  } finally {
    if (latest.get(frame) === mine) latest.delete(frame);
  }
}

/** The host of the frame that speaks; of a frame without an address of its own, that of the page it belongs to. */
function hostOf({ origin, url }: chrome.runtime.MessageSender): string {
  try {
    return new URL(origin && origin !== "null" ? origin : (url ?? "")).hostname;
  } catch {
    return "";
  }
}
