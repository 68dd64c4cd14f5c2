// The flattened tree, as the person sees it: through shadow roots, open and closed, slots, and same-origin frames.

import { isElement, of, query, tagOf } from "./dom";
import { Limit } from "./limits";

/** What may have a shadow root: to ask for one takes longer than all else that a look asks of an element. */
const HOST = /-|^(article|aside|blockquote|body|div|footer|h[1-6]|header|main|nav|p|section|span)$/;

export const shadowOf = (node: Element): ShadowRoot | null | undefined => {
  const root = of(node, "shadowRoot");
  // Never instanceof: nodes of a parent frame have another HTMLElement.
  if (root || !HOST.test(tagOf(node)) || !/xhtml/.test(of(node, "namespaceURI") ?? "")) return root;
  return chrome.dom.openOrClosedShadowRoot(node as HTMLElement);
};

/** The document of a same-origin frame. */
export const documentIn = (node: Element): Document | null =>
  /^i?frame$/.test(tagOf(node)) ? (node as HTMLIFrameElement).contentDocument : null;

/** The tree that `node` renders instead of its children: a shadow root, or the body of a same-origin frame. */
export const rootIn = (node: Element): ParentNode | null | undefined => {
  const page = documentIn(node);
  return page ? of(page, "body") : shadowOf(node);
};

/** The nodes rendered inside `node`: through slots, shadow roots and same-origin frames. */
export const inside = (node: Element): Iterable<Node> => {
  const slotted = tagOf(node) === "slot" ? (node as HTMLSlotElement).assignedNodes() : [];
  return slotted[0] ? slotted : of((rootIn(node) ?? node) as Node, "childNodes");
};

/** The parent that renders `node`; of the root of a same-origin frame, the frame. */
export const parentOf = (node: Element): Element | null | undefined => {
  const above = of(node, "parentNode");
  if (!above) return null;
  // The document that a frame holds, or a shadow root.
  if (!isElement(above)) return of(above as ShadowRoot, "host") ?? of(above as Document, "defaultView")?.frameElement;
  // assignedSlot is null for a closed root, so the slot is looked up.
  const slots = query(shadowOf(above), "slot") as HTMLSlotElement[];
  return slots.find((slot) => slot.assignedNodes().includes(node)) ?? above;
};

/** `node` and what renders it, innermost first, up to the root of the topmost same-origin document. */
export const chainOf = (node: Element | null): Element[] => {
  const chain = [];
  for (let each: Element | null | undefined = node; each; each = parentOf(each)) chain.push(each);
  return chain;
};

/** The elements rendered below `node`, in order, without `except`. */
export const below = (node: Element, except: Element | undefined, found: Element[] = []): Element[] => {
  for (const child of tagOf(node) === "iframe" ? [] : inside(node)) {
    if (isElement(child) && child !== except && found.length < Limit.MOST_NODES) {
      found.push(child);
      below(child, except, found);
    }
  }
  return found;
};
