// The flattened tree, as the person sees it: through shadow roots, open and closed, slots, and same-origin frames.

import { query } from "./dom";
import { MOST_NODES } from "./limits";

type Closed = Element & { openOrClosedShadowRoot?: ShadowRoot };

export function shadowOf(node: Element): ShadowRoot | null | undefined {
  // Never instanceof: nodes of a parent frame have another HTMLElement.
  if (node.shadowRoot || !/xhtml/.test(node.namespaceURI ?? "")) return node.shadowRoot;
  // Chromium has it as a function, Firefox as a property.
  return chrome.dom ? chrome.dom.openOrClosedShadowRoot(node as HTMLElement) : (node as Closed).openOrClosedShadowRoot;
}

/** The tree that `node` renders instead of its children: a shadow root, or the body of a same-origin frame. */
export const rootIn = (node: Element): ParentNode | null | undefined =>
  node.localName === "iframe" ? (node as HTMLIFrameElement).contentDocument?.body : shadowOf(node);

/** The nodes rendered inside `node`: through slots, shadow roots and same-origin frames. */
export function inside(node: Element): Iterable<Node> {
  const slotted = (node as HTMLSlotElement).assignedNodes?.() ?? [];
  return slotted[0] ? slotted : ((rootIn(node) ?? node) as Node).childNodes;
}

/** The parent that renders `node`; of the root of a same-origin frame, the frame. */
export function parentOf(node: Element): Element | null | undefined {
  const above: ParentNode | null = node.parentNode;
  const parent = node.parentElement;
  // assignedSlot is null for a closed root, so the slot is looked up.
  const slots = query(parent && shadowOf(parent), "slot") as HTMLSlotElement[];
  return (
    slots.find((slot) => slot.assignedNodes().includes(node)) ??
    parent ??
    (above as ShadowRoot | null)?.host ??
    (above as Document | null)?.defaultView?.frameElement
  );
}

/** `node` and what renders it, innermost first, up to the root of the topmost same-origin document. */
export function chainOf(node: Element): Element[] {
  const chain = [];
  for (let at: Element | null | undefined = node; at; at = parentOf(at)) chain.push(at);
  return chain;
}

/** The elements rendered below `node`, in order, without `except`. */
export function below(node: Element, except: Element | null, found: Element[] = []): Element[] {
  const slotted = (node as HTMLSlotElement).assignedElements?.() ?? [];
  for (const child of slotted[0] ? slotted : (shadowOf(node) ?? node).children) {
    if (child !== except && found.length < MOST_NODES) {
      found.push(child);
      below(child, except, found);
    }
  }
  return found;
}
