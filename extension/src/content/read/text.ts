// What a node says to the person who looks at it, and what of it is never read.

import { attribute, isSeen, styleOf } from "../dom";
import { shadowOf } from "../tree";

/** What people wrote. */
const QUOTED = "blockquote,article,[role=article],q,time";
/** Text fields: counted, never read. */
export const FIELD = "textarea,[contenteditable]:not([contenteditable=false]),[role=textbox]";
const NEVER = `${QUOTED},${FIELD},script,style,template,noscript,svg,canvas,video,audio,object,select,datalist,[aria-hidden=true],[inert]`;

/** What the reader of one box leaves out beside NEVER: our own host and what the gate calls content. */
export interface Omit {
  host: Element | null;
  quoted: string;
}

/** The tree that `node` renders instead of its children: a shadow root, or the body of a same-origin frame. */
export const rootIn = (node: Element): ParentNode | null | undefined =>
  node.localName === "iframe" ? (node as HTMLIFrameElement).contentDocument?.body : shadowOf(node);

/** The nodes rendered inside `node`: through slots, shadow roots and same-origin frames. */
export function inside(node: Element): Iterable<Node> {
  const slotted = (node as HTMLSlotElement).assignedNodes?.() ?? [];
  return slotted[0] ? slotted : ((rootIn(node) ?? node) as Node).childNodes;
}

/** A link to somebody: its path is one segment, or begins with @. Its text is a name. */
const isProfile = (node: Element): boolean =>
  node.matches("a[href]:not([href^='#']):is(:not([role]),[role=link])") && /^\/(@|[^/]+\/?$)/.test((node as HTMLAnchorElement).pathname);

export const isLeftOut = (node: Element, { host, quoted }: Omit): boolean =>
  node === host || node.matches(NEVER + quoted) || isProfile(node) || !isSeen(node);

/** Of any one text this much is looked at: a page may hold megabytes. */
const MOST = 2000;

/** At most 120 UTF-16 units, never half a character; white space and control characters are one space, a handle
 * (@somebody) is a bare sign. "" for what holds no letter or digit. */
export function tidy(text: string | null | undefined): string {
  const tidied = (text ?? "").slice(0, MOST).replace(/[\s\p{Cc}]+/gu, " ").replace(/@[\w.]{2,}/g, "@").trim().slice(0, 120).replace(/\p{Cs}/gu, "");
  return /[\p{L}\p{N}]/u.test(tidied) ? tidied : "";
}

export const isLong = (text: string): boolean => text.split(" ").length > 12;

/** A block starts a line; an inline block is set apart by a space. */
export const isBlock = (node: Element): boolean => !/^(inline|contents|ruby|none)/.test(styleOf(node).display);

/** The visible lines of text in `node`, nested spans joined. */
export function lines(node: Element, omit: Omit): string[] {
  let text = "";
  const walk = (parent: Element) => {
    for (const child of inside(parent) as Iterable<Element & Text>) {
      if (text.length > MOST) return;
      if (child.nodeType === 3) text += child.data.slice(0, MOST).replace(/\s+/g, " ");
      if (child.localName === "br") text += "\n";
      // A help button in a label is no part of what the label says.
      if (child.nodeType !== 1 || isLeftOut(child, omit) || (node.localName === "label" && child.localName === "button")) continue;
      const apart = isBlock(child) ? "\n" : styleOf(child).display === "inline" ? "" : " ";
      text += apart;
      walk(child);
      text += apart;
    }
  };
  walk(node);
  return text.split("\n").map(tidy).filter(Boolean);
}

/** What `aria-labelledby` or `aria-label` gives; ids may carry a stray #. */
export function ariaName(node: Element, omit: Omit): string {
  const named = attribute(node, "aria-labelledby").split(/\s+/).flatMap((id) => {
    const target = id && (node.getRootNode() as Document).getElementById(id.replace(/^#/, ""));
    return target && !target.closest(QUOTED + omit.quoted) ? lines(target, omit) : [];
  });
  return tidy(named.join(" ")) || tidy(attribute(node, "aria-label"));
}

/** The first line of what one can activate, or its accessible name where it shows none. */
export function nameOf(node: Element, omit: Omit): string {
  const inner = node.querySelector("[aria-label],[alt],svg title");
  return (
    lines(node, omit)[0] ||
    ariaName(node, omit) ||
    tidy(attribute(inner, "aria-label") || attribute(inner, "alt") || inner?.textContent) ||
    (/^(submit|button)$/.test((node as HTMLInputElement).type) && tidy((node as HTMLInputElement).value)) ||
    tidy(attribute(node, "alt")) ||
    tidy(attribute(node, "title"))
  );
}
