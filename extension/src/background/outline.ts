// Takes the outline of a dialog that was not recognised, for the page that shows what would be saved. What the dialog
// says goes to the core, which leaves the words that the rules know; all else is forgotten here.

import type { Mask, MaskRequest } from "../shared/messages";
import {
  type Copied, FORMAT, type Node, type Outline, type OutlineAnswer, type Said, type Text,
} from "../shared/outline";
import { shape } from "../shared/shape";
import { openBeside, pressedTab } from "./beside";
import { rulesInUse } from "./in-use";
import { allows } from "./policy";
import { isLanguage } from "../shared/settings";

/** Boxes of all frames that are shown to the person. */
const MOST_BOXES = 6;
/** Bytes that the core is asked at once; it takes 24 kB. */
const MOST_BYTES = 20_000;

/** Opens a page that shows what would be saved of a tab, where there is anything. */
export async function showOutline(id: number): Promise<OutlineAnswer> {
  const tab = (await allows("capture")) && (await pressedTab(id));
  if (!tab) return "refused";
  const copied = await copyIn(id).catch(() => null);
  if (!copied) return "refused";
  if (!copied.length) return "none";
  const host = new URL(tab.url).hostname;
  const { mask } = await rulesInUse();
  const outlines = copied.slice(0, MOST_BOXES).map((each) => outlineOf(each, host, navigator.language, mask));
  await openBeside(tab, "capture.html", outlines);
  return "shown";
}

/** What the frames of a tab answer, the page itself first. The browser leaves out those that the press does not
 * reach. */
async function copyIn(tabId: number): Promise<Copied[]> {
  const target = { tabId, allFrames: true };
  await chrome.scripting.executeScript({ target, files: ["outline.js"] });
  const func = () => {
    const { outlineHere } = globalThis;
    delete globalThis.outlineHere;
    return outlineHere?.() ?? [];
  };
  const answers = await chrome.scripting.executeScript({ target, func });
  return answers.sort((a, b) => a.frameId - b.frameId).flatMap(({ result }) => result ?? []);
}

/** A box with what the core leaves of its texts. */
export function outlineOf(
  { lang, mount, cut, said, dialog }: Copied,
  host: string,
  locale: string,
  mask: (request: MaskRequest) => Mask | null,
): Outline {
  const told = tellingOf(said, { page: lang, locale, labels: [], texts: [] }, mask);
  return {
    format: FORMAT, host, lang: isLanguage(lang) ? lang : "", mount, ...(cut && { cut }), dialog: filled(dialog, told),
  };
}

/** What is left of each text: of those for which there is no room in one question, the shape. */
function tellingOf(said: Said[], request: MaskRequest, mask: (request: MaskRequest) => Mask | null): string[] {
  const places = new Map<string, { list: "labels" | "texts"; at: number }>();
  let room = MOST_BYTES;
  for (const { text, isLabel } of said) {
    const list = isLabel ? "labels" : "texts";
    const key = list + text;
    if (places.has(key)) continue;
    room -= new TextEncoder().encode(JSON.stringify(text)).length + 1;
    if (room < 0) break;
    places.set(key, { list, at: request[list].push(text) - 1 });
  }
  const told = mask(request);
  return said.map(({ text, isLabel }) => {
    const place = places.get((isLabel ? "labels" : "texts") + text);
    return (told && place && told[place.list]?.[place.at]) ?? shape(text);
  });
}

/** A node with texts in the place of their numbers. */
export function filled(node: Node<Text>, told: string[]): Node {
  const textOf = (text: Text) => (typeof text === "number" ? (told[text] as string) : text);
  // What comes from a tab has its keys in any order.
  const { tag, attributes, block, pointer, unseen, size, root, children } = node;
  return {
    tag,
    ...(attributes && {
      attributes: Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, textOf(value)])),
    }),
    ...(block && { block }),
    ...(pointer && { pointer }),
    ...(unseen && { unseen }),
    ...(size && { size }),
    ...(root && { root }),
    ...(children && {
      children: children.map((each) => (typeof each === "object" ? filled(each, told) : textOf(each))),
    }),
  };
}
