// Takes what stands in a tab, for the page that shows it. Nothing of it is stored: it waits here, in memory, for the
// moment until that page asks. What is remembered, until the browser ends and not on disk, is in which tabs something
// was reported of which nobody may keep a picture.

import type { Capture, NoPicture } from "../shared/evidence";
import { openBeside, type PressedTab, pressedTab } from "./beside";
import { allows } from "./policy";
import adult from "../../../rules/packaged/adult.json";

/** Opens a page that shows what stands in a tab, and says whether it does. */
export async function capture(id: number): Promise<boolean> {
  const tab = (await allows("evidence")) && (await pressedTab(id));
  if (!tab) return false;
  const at = Date.now();
  const shown: Capture = { ...(await takePicture(tab)), address: tab.url, at };
  await openBeside(tab, "evidence.html", shown);
  return true;
}

// A browser takes two pictures a second, and refuses the third of someone who presses quickly.
const TOO_SOON = "MAX_CAPTURE_VISIBLE_TAB_CALLS_PER_SECOND";
const SOON = 1_000;
const TRIES = 3;

/** Without a picture also where the browser refuses, or where another tab came to the front meanwhile. */
async function takePicture({ id, windowId, url }: PressedTab): Promise<Pick<Capture, "picture" | "why">> {
  for (let left = TRIES; left > 0; left--) {
    const why = await whyNoPicture(id, new URL(url).hostname);
    if (why) return { picture: "", why };
    try {
      const picture = await chrome.tabs.captureVisibleTab(windowId, { format: "png" });
      const now = await chrome.tabs.get(id);
      if (now.active && now.url === url) return { picture, why: "" };
      break;
    } catch (error) {
      if (!String(error).includes(TOO_SOON)) break;
      await new Promise((resolve) => setTimeout(resolve, SOON));
    }
  }
  return { picture: "", why: "refused" };
}

async function whyNoPicture(tab: number, host: string): Promise<NoPicture | ""> {
  if (isAdult(host)) return "adult";
  return (await isForbidden(tab)) ? "reported" : "";
}

/** Whether a host is one of the sites for adults, or below one. */
export const isAdult = (host: string): boolean => {
  const dotted = `.${host.replace(/\.$/, "")}`;
  return adult.hosts.some((site) => dotted.endsWith(`.${site}`));
};

const keyOf = (tab: number) => `noPicture/${tab}`;

/** From now on no picture is taken of this tab, whatever comes into it. */
export const forbidPicture = async (tab: number): Promise<void> => chrome.storage.session.set({ [keyOf(tab)]: true });

/** True also where that cannot be read. */
const isForbidden = async (tab: number): Promise<boolean> => {
  const key = keyOf(tab);
  try {
    return key in (await chrome.storage.session.get(key));
  } catch {
    return true;
  }
};
