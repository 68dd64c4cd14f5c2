// From a box of the page to its outline: the elements that a person sees, as the reading walks them, and the texts in
// them, which are numbered on the way: what of them stays, the core says.

import {
  attribute, call, closest, elementById, first, isElement, isSeen, isShown, matches, of, query, styleOf, tagOf,
} from "../dom";
import { CHOICE, CONTROL, HEADING } from "../read/rows";
import { isProfile } from "../read/see";
import { FIELD, QUOTED } from "../read/text";
import { documentIn, inside, shadowOf } from "../tree";
import type { Node, Said, Text } from "../../shared/outline";
import { shape } from "../../shared/shape";
import { TEXTS, attributesOf } from "./attributes";

/** How much is taken of one box. */
export const MOST = { nodes: 800, depth: 40, texts: 300, text: 20_000 };

/** UTF-16 units of a text that is put to the core; of a longer one only the shape is taken, so much of it. */
const MOST_ASKED = 120;
const MOST_OF_ONE = 400;
/** Elements that name another one. */
const MOST_LABELS = 4;

/** What says nothing to a reader of the box. */
const NOTHING = "script,style,template,noscript,link,meta,canvas,video,audio,object,embed,datalist,source";
/** What an outline may be made of; all else is a plain box. */
const TAG = /^(?!(base|applet|track|frame|frameset|portal|math)$)[a-z][a-z0-9-]{0,40}$/;
/** What is one word of the box, and nothing in it. */
const LEAVES = `svg,img,${FIELD},input`;

export interface Copying {
  said: Said[];
  /** Words that the page uses of people. */
  named: ReadonlySet<string>;
  /** Our own node in the page. */
  isOurs(element: Element): boolean;
  nodes: number;
  text: number;
  /** Numbers for what labels are for. */
  ids: Map<string, string>;
  cut: boolean;
}

export const startCopy = (named: ReadonlySet<string>, isOurs: Copying["isOurs"]): Copying => ({
  said: [], named, isOurs, nodes: MOST.nodes, text: MOST.text, ids: new Map(), cut: false,
});

interface Around {
  depth: number;
  size: number;
  isLabel: boolean;
  isQuoted: boolean;
  isPointed: boolean;
}

/** The outline of `box`. */
export function copyOf(box: Element, copying: Copying): Node<Text> {
  query(box, "label[for]").forEach((label, i) => copying.ids.set(attribute(label, "for"), `n${i + 1}`));
  const around = { depth: 0, size: 0, isLabel: false, isQuoted: false, isPointed: false };
  return copyNode(box, around, copying) ?? { tag: "div" };
}

function copyNode(element: Element, around: Around, copying: Copying): Node<Text> | null {
  if (copying.isOurs(element) || matches(element, NOTHING)) return null;
  const isUnseen = !isSeen(element);
  if (isUnseen && !isChoice(element) && !first(element, CHOICE)) return null;
  if (copying.nodes-- <= 0 || around.depth > MOST.depth) {
    copying.cut = true;
    return null;
  }
  const tag = tagOf(element);
  const style = styleOf(element);
  const size = Math.min(99, Math.round(parseFloat(style.fontSize)) || 0);
  const isPointer = style.cursor === "pointer";
  const isPerson = isProfile(element);
  const within = {
    depth: around.depth + 1,
    size,
    isPointed: isPointer,
    // An option that is drawn by a list of its own is one as well.
    isLabel: around.isLabel || isPointer || matches(element, `${CONTROL},${HEADING},option`),
    isQuoted: around.isQuoted || isPerson || matches(element, `${QUOTED},${FIELD}`),
  };
  const attributes = { ...attributesOf(allOf(element), copying.named), ...textsOf(element, within, copying) };
  const id = copying.ids.get(tag === "label" ? attribute(element, "for") : attribute(element, "id"));
  if (id) attributes[tag === "label" ? "for" : "id"] = id;
  // An address makes a link, and is left out.
  if (tag === "a" && attribute(element, "href") && !attributes.role) attributes.role = "link";
  const root = documentIn(element) ? "frame" : tag !== "slot" && shadowOf(element) ? "shadow" : undefined;
  const children = matches(element, LEAVES) ? [] : childrenOf(element, within, copying, isUnseen);
  return {
    tag: isPerson ? "q" : TAG.test(tag) ? tag : "div",
    ...(Object.keys(attributes).length && { attributes }),
    ...(!/^(inline|contents|ruby|none)/.test(style.display) && { block: true }),
    ...(isPointer && !around.isPointed && { pointer: true }),
    ...(isUnseen && { unseen: true }),
    ...(size && size !== around.size && { size }),
    ...(root && { root }),
    ...(children.length && { children }),
  };
}

const isChoice = (element: Element): boolean =>
  tagOf(element) === "input" && matches(element, CHOICE) && isShown(element);

const allOf = (element: Element): [string, string][] =>
  call(element, "getAttributeNames").map((name: string) => [name, attribute(element, name)]);

function childrenOf(element: Element, within: Around, copying: Copying, isUnseen: boolean): (Text | Node<Text>)[] {
  const children: (Text | Node<Text>)[] = [];
  for (const node of inside(element)) {
    if (isElement(node)) {
      const child = copyNode(node, within, copying);
      if (child) children.push(child);
    } else if (of(node, "nodeType") === 3 && !isUnseen) {
      const text = textOf((node as CharacterData).data, within, copying);
      if (text !== null) children.push(text);
    }
  }
  return children;
}

/** A text of the page as it is told; null for none. White space between lines of the source is none. */
function textOf(data: string, { isLabel, isQuoted }: Around, copying: Copying): Text | null {
  const text = data.slice(0, MOST_OF_ONE).replace(/\p{Cc}+/gu, " ").replace(/\s+/gu, " ");
  if (!text || (text === " " && /\n/.test(data))) return null;
  if (copying.text <= 0 || copying.said.length >= MOST.texts) {
    copying.cut = true;
    return shape(text);
  }
  copying.text -= text.length;
  if (isQuoted || text.trim().length > MOST_ASKED || !/[\p{L}\p{N}]/u.test(text)) return shape(text);
  return copying.said.push({ text, isLabel }) - 1;
}

/** What an element says by attributes, and what names it elsewhere. */
function textsOf(element: Element, within: Around, copying: Copying): Record<string, Text> {
  const texts: Record<string, string> = {};
  for (const name of TEXTS) if (attribute(element, name)) texts[name] = attribute(element, name);
  const { type, value } = element as HTMLInputElement;
  const isButton = tagOf(element) === "input" && /^(submit|button)$/.test(type);
  const label = labelOf(element) || (isButton && value) || (tagOf(element) === "svg" && titleIn(element));
  if (label) texts["aria-label"] = label;
  const told: Record<string, Text> = {};
  for (const [name, text] of Object.entries(texts)) {
    // A picture's name is that of what stands on it, or of somebody.
    const isLabel = within.isLabel || (name === "aria-label" && !matches(element, "img,svg"));
    told[name] = textOf(text, { ...within, isLabel }, copying) ?? "";
  }
  return told;
}

const titleIn = (element: Element): string => (first(element, "title") ?? element).textContent ?? "";

/** What `aria-labelledby` names. */
const labelOf = (element: Element): string =>
  attribute(element, "aria-labelledby")
    .split(/\s+/, MOST_LABELS)
    .map((id) => id && elementById(element, id.replace(/^#/, "")))
    .map((label) => (label && !closest(label, QUOTED) ? label.textContent : ""))
    .join(" ");
