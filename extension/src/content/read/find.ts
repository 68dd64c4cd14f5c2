// Which boxes stand above the page? Roles say it for two thirds of them; for the others, where and how they are drawn.

import { isSeen, query, rectOf, styleOf } from "../dom";
import { MOST_FOUND, MOST_HIDDEN } from "../limits";
import { chainOf, shadowOf } from "../tree";
import { HEADING } from "./rows";
import { inside } from "./text";

const BOX = "dialog[open],[role$=dialog],[aria-modal=true],:popover-open";

/** Fixed points, across and down in parts of the viewport: dialogs stand in the middle, sheets below, drawers aside. */
const POINTS = [[0.5, 0.5], [0.5, 0.3], [0.5, 0.75], [0.5, 0.95], [0.85, 0.5], [0.15, 0.5]];

/** Visible boxes, topmost first. `hooks` is a selector of what only report dialogs carry, "" for none. */
export function boxes(host: Element | null, hooks: string): Element[] {
  const found = new Set<Element>();
  const documents = new Set([document]);
  for (const [x, y] of POINTS) climb(hit(document, x * innerWidth, y * innerHeight, host, documents), found);
  for (const each of documents) {
    for (const node of last(each, BOX)) found.add(node);
    // The form itself may be known where nothing around it looks like a dialog.
    if (hooks) for (const node of last(each, hooks)) climb(node, found) || found.add(node);
  }
  const visible: Element[] = [];
  for (const box of found) if (visible.length < MOST_FOUND && box !== host && !isMenu(box) && isVisible(box)) visible.push(box);
  return visible;
}

const last = (root: Document, selector: string): Element[] => query(root, selector).slice(-MOST_HIDDEN).reverse();

/** The element drawn at a point, down through shadow roots, open and closed, and same-origin frames. */
function hit(root: Document | ShadowRoot, x: number, y: number, host: Element | null, documents: Set<Document>): Element | null {
  let at = root.elementFromPoint(x, y);
  if (at === host) at = root.elementsFromPoint(x, y)[1];
  if (!at) return null;
  const child = (at as HTMLIFrameElement).contentDocument;
  const inner = child ?? shadowOf(at);
  const { left, top } = rectOf(at);
  if (child) documents.add(child);
  const deeper = inner && hit(inner, child ? x - left : x, child ? y - top : y, host, documents);
  // A root answers with what is outside it, where nothing of it is there.
  return deeper && inner.contains(deeper) ? deeper : at;
}

/** Adds the boxes around `node`: those that say so first, then those that are only drawn like one, innermost first. */
function climb(node: Element | null, found: Set<Element>): boolean {
  const drawn: Element[] = [];
  const before = found.size;
  for (const each of node ? chainOf(node) : []) {
    const { position, zIndex } = styleOf(each);
    if (saysSo(each)) found.add(each);
    // The page itself may stand in a fixed frame.
    else if ((position === "fixed" || (position === "absolute" && +zIndex > 9)) && !each.querySelector("main,[role=main],[role=feed]")) drawn.push(each);
  }
  for (const each of drawn) found.add(each);
  return found.size > before || !!drawn.length;
}

/** Whether a box says by itself that it is one. Without that it counts only when it came after an action. */
export const saysSo = (box: Element): boolean => box.matches(BOX);

/** A menu leads to a report but is none, unless it asks something. */
const isMenu = (box: Element): boolean =>
  box.matches("[role=menu],[role=tooltip]") && !box.querySelector(`${HEADING},input,[role=radio]`);

/** Boxes stay in the page, hidden in many ways; only one that a person can see and use counts. */
export function isVisible(box: Element): boolean {
  const win = box.ownerDocument.defaultView;
  const rect = win && isSeen(box) && area(box, 3);
  return (
    !!rect && rect.right > 8 && rect.bottom > 8 && rect.left < win.innerWidth - 8 && rect.top < win.innerHeight - 8 &&
    chainOf(box).every((each) => !each.matches("[inert],[aria-hidden=true]") && (each.localName !== "iframe" || isSeen(each)))
  );
}

/** Where a box is drawn; a wrapper without extent is where its contents are. */
function area(box: Element, depth: number): DOMRect | null {
  const rect = rectOf(box);
  if (rect.width > 8 && rect.height > 8) return rect;
  for (const child of depth ? (inside(box) as Iterable<Element>) : []) {
    const inner = child.nodeType === 1 && isSeen(child) && area(child, depth - 1);
    if (inner) return inner;
  }
  return null;
}
