// Asks the core about one dialog. The state of a report travels with the messages: the background may be stopped
// between any two, so it keeps nothing that matters.

import type { CoreDecision, DecideMessage, Decision, Failure, Settings } from "../shared/messages";
import { forbidPicture } from "./evidence";
import { rulesInUse } from "./in-use";
import { isQuiet } from "./pause";
import { schoolHere } from "./policy";
import { qrOf } from "./qr";
import { readDevice, readRequest } from "./request";
import { countDismissals, readSettings } from "./settings";
import { zoneHere } from "../shared/clock";
import { siteOn } from "./site";

/** Dismissed so often in a browser session, the pill comes as a dot. */
const DOT = 2;

const NOTHING = { stage: "none", harm: "", view: null } as const;

/** The last question of each frame, by tab and frame: an answer for a document that is gone is dropped. */
const latest = new Map<string, object>();

export async function decide(
  message: DecideMessage,
  sender: chrome.runtime.MessageSender,
  tab: number,
): Promise<Decision | Failure> {
  const request = readRequest(message);
  if (!request) return { error: { code: "bad_request" } };
  const frame = `${tab}/${sender.frameId}`;
  const mine = {};
  latest.set(frame, mine);
  try {
    const host = hostOf(sender);
    const [core, site, settings, school, dismissals, test] = await Promise.all([
      rulesInUse(),
      siteOn(host),
      readSettings(),
      schoolHere(),
      countDismissals(),
      globalThis.testHook?.of(tab),
    ]);
    if (latest.get(frame) !== mine) return { error: { code: "stale" } };
    const { snapshot, state, page } = request;
    const { zone, locale, region, lang, touch } = readDevice({
      ...message,
      zone: test?.zone ?? zoneHere(),
      locale: test?.locale ?? navigator.language,
    });
    // Our own page has no site. Any other host without one was taken back while the page was open.
    const isOurs = host === chrome.runtime.id;
    if (site ? isQuiet(site) : !isOurs) return answerWith({ ...NOTHING, state }, { touch, dismissals, settings });
    const question = {
      host,
      now: test?.now ?? Date.now(),
      zone,
      region,
      country: test?.country ?? settings.country,
      lang: settings.lang || lang || page || locale,
      touch,
      page,
      locale,
      state,
      snapshot,
      ...school,
    };
    const decision = core.decide(question) as CoreDecision | Failure;
    globalThis.testHook?.record?.(tab, JSON.stringify(question), JSON.stringify(decision));
    if ("error" in decision) return decision;
    if (decision.noPicture) await forbidPicture(tab).catch(() => {});
    return answerWith(decision, { touch, dismissals, settings });
  } finally {
    if (latest.get(frame) === mine) latest.delete(frame);
  }
}

/** What a page's content script gets of a decision. */
export function answerWith(
  { stage, harm, state, view }: CoreDecision,
  { touch, dismissals, settings }: { touch: boolean; dismissals: number; settings: Pick<Settings, "only" | "size"> },
): Decision {
  const { only, size } = settings;
  // A school lets nobody scan a code with a phone, and what it adds takes the room.
  const qr = touch || !view || view.card.school ? undefined : qrOf(view);
  const large = size === "normal" ? undefined : size;
  return { stage, harm, state, view, dot: dismissals >= DOT, only, ...(large && { size }), ...(qr && { qr }) };
}

/** The host of the frame that speaks; of a frame without an address of its own, that of the page it belongs to. */
export function hostOf({ origin, url, tab }: Pick<chrome.runtime.MessageSender, "origin" | "url" | "tab">): string {
  const addresses = [origin, url, tab?.url].filter((each): each is string => !!each && URL.canParse(each));
  return addresses.map((each) => new URL(each).hostname).find(Boolean) ?? "";
}
