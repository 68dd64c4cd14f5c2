// Which boxes stand above the page? Roles say it for two thirds of them; for the others, where and how they are drawn.

import {
  allIn, call, documentOf, elementAt, first, isElement, isSeen, isShown, labelOf, matches, of, query, rectOf, styleOf,
  tagOf, windowOf,
} from "../dom";
import { Limit } from "../limits";
import { documentIn, inside, parentOf, shadowOf } from "../tree";
import { type Look, type Standing, isSpent } from "./look";
import { HEADING } from "./rows";

export const DIALOG = "[role$=dialog],[aria-modal=true]";
const BOX = `dialog[open],${DIALOG},:popover-open`;

/** Visible boxes, topmost first. `hooks` is a selector of what a report carries, also in the page itself; each that
 * `came` may be one, too. */
export const findBoxes = (hooks: string, look: Look, came: Iterable<Element>): Element[] => {
  const found = new Set<Element>();
  const documents = new Set([document]);
  // Across and down in parts of the viewport: dialogs stand in the middle, sheets below, drawers aside.
  for (const [x, y] of [[0.5, 0.5], [0.5, 0.3], [0.5, 0.75], [0.5, 0.95], [0.85, 0.5], [0.15, 0.5]]) {
    const drawn = drawnAt(x * innerWidth, y * innerHeight, documents, look);
    if (drawn) addBoxesAround(drawn, found, look);
  }
  for (const each of documents) {
    for (const node of lastOf(each, BOX)) found.add(node);
    // What is known of a report, or came as one, is what stands above the page around it; itself, where nothing does.
    for (const node of [...lastOf(each, hooks), ...came]) {
      if (!addBoxesAround(node, found, look)) found.add(node);
    }
  }
  const visible: Element[] = [];
  for (const box of found) {
    if (visible.length === Limit.MOST_FOUND) break;
    if (box === look.host || !isVisible(box, look)) continue;
    // A dialog goes before what is only drawn around it: no point meets what is in a frame that is not laid out yet.
    const at = visible.findIndex((each) => isDeclaredBox(box) && !isDeclaredBox(each) && isIn(box, each, look));
    visible.splice(at < 0 ? visible.length : at, 0, box);
  }
  return visible;
};

const lastOf = (root: Document, selector: string): Element[] => query(root, selector).slice(-Limit.MOST_HIDDEN).reverse();

/** The element drawn at a point, down through shadow roots, open and closed, and same-origin frames. */
const drawnAt = (x: number, y: number, documents: Set<Document>, look: Look): Element | null => {
  let found: Element | null = null;
  for (let root: Document | ShadowRoot | null | undefined = document; root && look.descents-- > 0; ) {
    let drawn: Element | null = elementAt(root, x, y);
    if (drawn && drawn === look.host) drawn = call(root, "elementsFromPoint", x, y)[1];
    // A root answers with its host or with what is around it, where nothing of it is there.
    if (!drawn || !call(root, "contains", drawn)) break;
    found = drawn;
    const page: Document | null = documentIn(drawn);
    if (page) {
      documents.add(page);
      const { left, top } = rectOf(drawn);
      x -= left;
      y -= top;
    }
    root = page ?? shadowOf(drawn);
  }
  return found;
};

/** Adds the boxes around `node`, innermost first: those that say so, then those that are only drawn like one. False
 * where there is none. */
export const addBoxesAround = (node: Element, found: Set<Element>, look: Look): boolean => {
  const boxes: Element[] = [];
  let declared = 0;
  for (let each = standingOf(node, look); each; each = each.parent) {
    if (each.isDeclared) boxes.splice(declared++, 0, each.element);
    if (each.isDrawn) boxes.push(each.element);
  }
  for (const each of boxes) found.add(each);
  return !!boxes[0];
};

/** From `node` outwards, as far as the look reaches. */
export const standingOf = (node: Element, look: Look): Standing | null => {
  const unknown: Element[] = [];
  let each: Element | null | undefined = node;
  for (; each && !look.standings.has(each) && !isSpent(look); each = parentOf(each)) {
    unknown.push(each);
    look.nodes--;
  }
  let parent = (each && look.standings.get(each)) ?? null;
  for (const element of unknown.reverse()) {
    const isDeclared = isDeclaredBox(element);
    const isDrawn = !isDeclared && isDrawnAbove(element);
    const isShut = matches(element, "[inert]") || (tagOf(element) === "iframe" && !isSeen(element));
    parent = { element, parent, isDeclared, isDrawn, isOpen: !isShut && parent?.isOpen !== false };
    look.standings.set(element, parent);
  }
  return parent;
};

const isDrawnAbove = (element: Element): boolean => {
  const { position, zIndex } = styleOf(element);
  if (!/fixed|absolute/.test(position)) return false;
  // The page itself may stand in a fixed frame.
  const main = () => first(documentOf(element), "main,[role=main],[role=feed]");
  return +zIndex > 9 || (position === "fixed" && !call(element, "contains", main()));
};

/** Whether a box says by itself that it is one. Without that it counts only when it came after an action. */
export const isDeclaredBox = (box: Element): boolean => matches(box, BOX);

/** Whether `node` is rendered in `box`. */
export const isIn = (node: Element, box: Element, look: Look): boolean => {
  let each = standingOf(node, look);
  while (each && each.element !== box) each = each.parent;
  return !!each;
};

/** What opens for a control elsewhere, whose value shows what was chosen in it, unless it asks by itself. */
export const isList = (box: Element): boolean =>
  !isDeclaredBox(box) && matches(box, "[role=listbox],:has([role=listbox])") && !first(box, HEADING);

/** Boxes stay in the page, hidden in many ways; only one that a person can see and use counts. */
export const isVisible = (box: Element, look: Look): boolean => {
  const win = windowOf(box);
  const rect = win && isSeen(box) && areaOf(box, 3, look);
  if (!rect || !standingOf(box, look)?.isOpen) return false;
  const { right, bottom, left, top } = rect;
  return right > 8 && bottom > 8 && left < win.innerWidth - 8 && top < win.innerHeight - 8;
};

/** Where a box is drawn; a wrapper without extent is where its contents are. */
const areaOf = (box: Element, depth: number, look: Look): DOMRect | null => {
  const rect = rectOf(box);
  if (rect.width > 8 && rect.height > 8) return rect;
  if (!depth) return null;
  for (const child of inside(box)) {
    if (!isElement(child)) continue;
    if (isSpent(look)) return null;
    look.nodes--;
    const inner = isSeen(child) && areaOf(child, depth - 1, look);
    if (inner) return inner;
  }
  return null;
};

/** What differs once a box says something else, as little as can be asked each time: how much is in it, and what is
 * seen of it first. Two numbers say the same: a counter or a clock makes no other dialog. */
export const signOf = (box: Element, host: Element | undefined): string => {
  let sign = `${allIn(box).length} ${of(box, "scrollHeight")} ${labelOf(box)}`;
  let left = Limit.MOST_IN_SIGN;
  const add = (node: Element) => {
    for (const each of inside(node)) {
      if (!left) return;
      if (!isElement(each)) sign += (each as Text).data?.slice(0, Limit.MOST_IN_SIGN).replace(/\d+/g, "0");
      else if (each !== host && isShown(each)) {
        left--;
        sign += "|";
        add(each);
      }
    }
  };
  add(box);
  return sign;
};
