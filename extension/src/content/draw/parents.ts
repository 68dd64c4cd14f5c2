// Where in the page the host goes: as far out as a pointer, the focus and a screen reader can still get at it, and
// where going there does not close the dialog.

import { call, documentOf, matches, of, query, styleOf, tagOf } from "../dom";
import { DIALOG } from "../read/find";
import { chainOf } from "../tree";

/** Parents for the host, best first; not every one of them renders it (a component may leave its children out). A
 * dialog in a frame has it beside the frame, where there is room, and where it keeps its style. */
export const parentsFor = (box: Element, host: Element): Element[] => {
  const chain = chainOf(box).filter((each) => documentOf(each) === document);
  // The part of the chain that is alive while everything around it is dead, or declared so.
  let end = chain.findIndex((each) => matches(each, ":modal"));
  if (end < 0) end = chain.findLastIndex(isAlone);
  if (end < 0 && chain.some(isDeadBody)) end = chain.findLastIndex(takesPointer);
  // Many a dialog that has the focus closes when it leaves. Once in it ours stays: a press must not miss it.
  if (end < 0 && (matches(box, ":focus-within") || host.parentNode === box)) end = 0;
  // The browser closes these, and what opened in them, on a press outside.
  const light = chain.findIndex((each) => matches(each, ":popover-open:not([popover=manual]),[closedby=any]"));
  if (light >= 0 && (end < 0 || end > light)) end = light;
  const alive = chain
    .slice(0, end + 1)
    .filter((each) => !/^(html|body|slot|i?frame)$/.test(tagOf(each)))
    .reverse();
  const dialogs = alive.filter((each) => matches(each, `dialog,${DIALOG}`));
  return [...dialogs, ...alive, chain.at(-1) as Element];
};

const isShut = (node: Element) => matches(node, "[inert],[aria-hidden=true]") && call(node, "getClientRects")[0];

const isAlone = (node: Element) =>
  matches(node, "[aria-modal=true]") || query(of(node, "parentElement"), ":scope>*").some(isShut);

// The root of a page takes the pointer whatever its body says.
const takesPointer = (node: Element) => tagOf(node) !== "html" && styleOf(node).pointerEvents !== "none";

const isDeadBody = (node: Element) => tagOf(node) === "body" && !takesPointer(node);
