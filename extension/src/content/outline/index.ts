// Put into a tab after a person's press, and nowhere else: finds the boxes that stand above the page in one frame, and
// copies their outlines. It reads and changes nothing.

import { attribute, documentOf, matches, query } from "../dom";
import { findBoxes, isDeclaredBox } from "../read/find";
import { startLook } from "../read/look";
import { shadowOf } from "../tree";
import type { Copied, Mount } from "../../shared/outline";
import { namesIn, wordsOf } from "./attributes";
import { copyOf, startCopy } from "./copy";

/** Boxes of one frame that are shown to the person. */
const MOST_BOXES = 4;
/** Links and pictures that are asked whom they are of. */
const MOST_NAMES = 2000;

globalThis.outlineHere = (): Copied[] => {
  // What is in a frame that the page around it can read is read from there.
  if (window !== top && frameElement) return [];
  return boxes().map((box) => {
    const named = namesOn([document, documentOf(box)]);
    const first = startCopy(named, isOurs);
    copyOf(box, first);
    for (const text of first.said) for (const word of namesIn(text)) named.add(word);
    // Now it is known of whom the box speaks.
    const copying = startCopy(named, isOurs);
    const dialog = copyOf(box, copying);
    return { lang: langOf(box), mount: mountOf(box), cut: copying.cut, said: copying.said, dialog };
  });
};

/** Topmost first; of boxes around each other that say the same, the one that says it is one, else the innermost. A page
 * without any may be the report itself: its forms. */
function boxes(): Element[] {
  const found = findBoxes("dialog", startLook(undefined, ""), []).filter((box) => !isOurs(box));
  const declared = [...found.filter(isDeclaredBox), ...found.filter((box) => !isDeclaredBox(box))];
  const kept = declared.filter(
    (box, i) => !declared.slice(0, i).some((other) => areAround(box, other) && textIn(box) === textIn(other)),
  );
  const all = found.filter((box) => kept.includes(box));
  return (all.length ? all : query(document, "form").filter((form) => form.checkVisibility())).slice(0, MOST_BOXES);
}

const textIn = (box: Element): string => (box.textContent ?? "").replace(/\s+/g, " ").trim();

const areAround = (a: Element, b: Element): boolean => a.contains(b) || b.contains(a);

/** The pill or card beside a report that is recognised, of this copy of the extension or another one. */
const isOurs = (element: Element): boolean =>
  matches(element, "[popover=manual]") && query(shadowOf(element), "[data-stage]").length > 0;

/** Words that may be of people: in addresses, and under pictures. */
function namesOn(pages: Document[]): Set<string> {
  const texts = [location.pathname];
  for (const page of pages) {
    texts.push(page.title);
    for (const link of query(page, "a[href]").slice(0, MOST_NAMES)) texts.push((link as HTMLAnchorElement).pathname);
    for (const image of query(page, "img[alt]").slice(0, MOST_NAMES)) texts.push(attribute(image, "alt"));
  }
  return new Set(texts.flatMap((text) => wordsOf(decoded(text).slice(0, 500))));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Of the page that a box stands in. */
function langOf(box: Element): string {
  const lang = attribute(documentOf(box).documentElement, "lang");
  return /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$/.test(lang) ? lang : "";
}

function mountOf(box: Element): Mount {
  const root = box.getRootNode();
  if (documentOf(box) !== document || window !== top) return "iframe";
  if (matches(box, ":modal")) return "show-modal";
  if (matches(box, ":popover-open")) return "popover";
  return root instanceof ShadowRoot ? (root.mode === "open" ? "open-shadow" : "closed-shadow") : "light";
}
