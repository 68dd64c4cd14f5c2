// Which boxes stand above the page? Roles say it for two thirds of them; for the others, where and how they are drawn.

import { isSeen, query, rectOf, styleOf } from "../dom";
import { MOST_FOUND, MOST_HIDDEN } from "../limits";
import { inside, parentOf, shadowOf } from "../tree";
import { type Look, type Standing, isSpent } from "./look";
import { HEADING } from "./rows";

const BOX = "dialog[open],[role$=dialog],[aria-modal=true],:popover-open";

/** Fixed points, across and down in parts of the viewport: dialogs stand in the middle, sheets below, drawers aside. */
const POINTS = [[0.5, 0.5], [0.5, 0.3], [0.5, 0.75], [0.5, 0.95], [0.85, 0.5], [0.15, 0.5]];

/** Visible boxes, topmost first. `hooks` is a selector of what a report carries, also in the page itself, "" for none. */
export function findBoxes(hooks: string, look: Look): Element[] {
  const found = new Set<Element>();
  const documents = new Set([document]);
  for (const [x, y] of POINTS) {
    const drawn = drawnAt(document, x * innerWidth, y * innerHeight, look.host, documents);
    if (drawn) addBoxesAround(drawn, found, look);
  }
  for (const each of documents) {
    for (const node of lastOf(each, BOX)) found.add(node);
    for (const node of hooks ? lastOf(each, hooks) : []) {
      // The form itself may be known where nothing around it looks like a dialog.
      if (!addBoxesAround(node, found, look)) found.add(node);
    }
  }
  const visible: Element[] = [];
  for (const box of found) {
    if (visible.length === MOST_FOUND) break;
    if (box !== look.host && !isList(box) && isVisible(box, look)) visible.push(box);
  }
  return visible;
}

const lastOf = (root: Document, selector: string): Element[] => query(root, selector).slice(-MOST_HIDDEN).reverse();

/** The element drawn at a point, down through shadow roots, open and closed, and same-origin frames. */
function drawnAt(
  root: Document | ShadowRoot,
  x: number,
  y: number,
  host: Element | null,
  documents: Set<Document>,
): Element | null {
  let at = root.elementFromPoint(x, y);
  if (at === host) at = root.elementsFromPoint(x, y)[1];
  if (!at) return null;
  const child = (at as HTMLIFrameElement).contentDocument;
  const inner = child ?? shadowOf(at);
  const { left, top } = rectOf(at);
  if (child) documents.add(child);
  const deeper = inner && drawnAt(inner, child ? x - left : x, child ? y - top : y, host, documents);
  // A root answers with what is outside it, where nothing of it is there.
  return deeper && inner.contains(deeper) ? deeper : at;
}

/** Adds the boxes around `node`, innermost first: those that say so, then those that are only drawn like one. False
 * where that was nothing new. */
function addBoxesAround(node: Element, found: Set<Element>, look: Look): boolean {
  const drawn: Element[] = [];
  const before = found.size;
  for (let at = standingOf(node, look); at; at = at.parent) {
    if (at.isDeclared) found.add(at.element);
    if (at.isDrawn) drawn.push(at.element);
  }
  for (const each of drawn) found.add(each);
  return found.size > before || drawn.length > 0;
}

/** From `node` outwards, as far as the look reaches. */
export function standingOf(node: Element, look: Look): Standing | null {
  const unknown: Element[] = [];
  let at: Element | null | undefined = node;
  for (; at && !look.standings.has(at) && !isSpent(look); at = parentOf(at)) {
    unknown.push(at);
    look.nodes--;
  }
  let parent = (at && look.standings.get(at)) ?? null;
  for (const element of unknown.reverse()) {
    const isDeclared = isDeclaredBox(element);
    const isDrawn = !isDeclared && isDrawnAbove(element);
    const isShut = element.matches("[inert]") || (element.localName === "iframe" && !isSeen(element));
    parent = { element, parent, isDeclared, isDrawn, isOpen: !isShut && parent?.isOpen !== false };
    look.standings.set(element, parent);
  }
  return parent;
}

function isDrawnAbove(element: Element): boolean {
  const { position, zIndex } = styleOf(element);
  if (/fixed|absolute/.test(position) && +zIndex > 9) return true;
  // The page itself may stand in a fixed frame.
  return position === "fixed" && !element.contains(element.ownerDocument.querySelector("main,[role=main],[role=feed]"));
}

/** Whether a box says by itself that it is one. Without that it counts only when it came after an action. */
export const isDeclaredBox = (box: Element): boolean => box.matches(BOX);

/** Whether `node` is rendered in `box`. */
export function isIn(node: Element, box: Element, look: Look): boolean {
  let at = standingOf(node, look);
  while (at && at.element !== box) at = at.parent;
  return !!at;
}

/** What opens for a control elsewhere, whose value shows what was chosen in it, unless it asks by itself. */
const isList = (box: Element): boolean =>
  !isDeclaredBox(box) && box.matches("[role=listbox],:has([role=listbox])") && !box.querySelector(HEADING);

/** Boxes stay in the page, hidden in many ways; only one that a person can see and use counts. */
export function isVisible(box: Element, look: Look): boolean {
  const win = box.ownerDocument.defaultView;
  const rect = win && isSeen(box) && areaOf(box, 3, look);
  if (!rect || !standingOf(box, look)?.isOpen) return false;
  const { right, bottom, left, top } = rect;
  return right > 8 && bottom > 8 && left < win.innerWidth - 8 && top < win.innerHeight - 8;
}

/** Where a box is drawn; a wrapper without extent is where its contents are. */
function areaOf(box: Element, depth: number, look: Look): DOMRect | null {
  const rect = rectOf(box);
  if (rect.width > 8 && rect.height > 8) return rect;
  if (!depth) return null;
  for (const child of inside(box)) {
    if (child.nodeType !== 1) continue;
    if (isSpent(look)) return null;
    look.nodes--;
    const inner = isSeen(child as Element) && areaOf(child as Element, depth - 1, look);
    if (inner) return inner;
  }
  return null;
}
