// The one node of ours in a page: a popover with a closed root, and in it a form that holds what is drawn. Its words
// are generated content: a screen reader tells them, and no search of the page (`window.find()`) sees them.

import type { Card } from "../../shared/messages";
import { attribute, isShown, of, query, rectOf } from "../dom";
import type { Size } from "./fit";
import type { Branch, Tree } from "./pieces";
import type { Rect } from "./place";

export type Host = ReturnType<typeof createHost>;

export const focus = (node: Element | null | undefined) =>
  node && of(node as HTMLElement, "focus")?.call(node, { preventScroll: true });

const build = ([tag, attributes, ...children]: Branch): HTMLElement => {
  const space = "http://www.w3.org/" + (/svg|path/.test(tag) ? "2000/svg" : "1999/xhtml");
  return set(document.createElementNS(space, tag) as HTMLElement, attributes, ...children);
};

const words = (text: string): Branch => ["i", { "data-text": text }];

/** Gives a node attributes and other children. */
const set = (node: HTMLElement, attributes: Record<string, string>, ...children: (Tree | Node)[]): HTMLElement => {
  for (const name in attributes) node.setAttribute(name, attributes[name]);
  node.replaceChildren();
  for (const child of children) {
    if (child) node.append(child instanceof Node ? child : build(typeof child === "string" ? words(child) : child));
  }
  return node;
};

/** `press` gets the value of a control that was activated; `toggled` is called when something was folded or
 * unfolded. */
export const createHost = (style: string, press: (value: string) => void, toggled: () => void) => {
  const own: Record<string, string> = { popover: "manual", tabindex: "0" };
  const node = build(["div", own]);
  const root = node.attachShadow({ mode: "closed", delegatesFocus: true });
  const looks = new CSSStyleSheet();
  const position = new CSSStyleSheet();
  // A page can say of a custom property that it knows by name that it is an image, and where from. A frame that is no
  // secure context has no randomUUID().
  looks.replaceSync(style.replaceAll("--", `--${crypto.getRandomValues(new BigUint64Array(1))}`));
  const form = build(["form", {}]);
  const status = build(["p", { role: "status" }]);
  root.append(form);
  form.onsubmit = (event) => {
    event.preventDefault();
    press((event.submitter as HTMLButtonElement).value);
  };
  form.addEventListener("toggle", toggled, true);
  let drawn = "";
  let zoom = 1;

  const all = <T extends HTMLElement>(selector: string) => query(root, selector) as T[];
  const folds = () => all<HTMLDetailsElement>("details");
  const controls = () => all<HTMLButtonElement>("a,button,summary").filter(isShown);
  const focused = () => root.activeElement as HTMLButtonElement | null;
  const nameOf = (control: HTMLButtonElement) => control.value || control.innerHTML;

  /** Draws a shape, if that changes anything. What the person unfolded in it and the focus stay as they are. */
  const fill = (tree: Branch) => {
    const key = JSON.stringify(tree);
    if (key === drawn) return;
    drawn = key;
    const [, attributes, ...children] = tree;
    const had = focused();
    const open = folds().map((each) => each.open);
    const { className: shape, ariaLabel: said } = form;
    set(form, attributes, status, ...children);
    folds().forEach((each, index) => (each.open = form.className === shape && open[index]));
    // Said once, politely: a region that speaks only when its text changes after it is there.
    if (form.ariaLabel !== said) requestAnimationFrame(() => set(status, {}, form.ariaLabel ?? ""));
    if (had) focus(controls().find((each) => nameOf(each) === nameOf(had)) ?? controls()[0]);
  };

  /** Sets the place in CSS pixels, and the size in CSS. */
  const move = (left: number, top: number, width: string, height: string) => {
    // What is around it may be zoomed: a pixel of ours is one of the window.
    zoom /= node.currentCSSZoom || zoom;
    const size = `width:${width}!important;height:${height}!important;zoom:${zoom}!important`;
    position.replaceSync(`:host{inset:${top}px auto auto ${left}px!important;${size}}`);
  };

  return {
    node,
    /** Gives it its style, that it loses on its way through another document, and no attributes but its own. */
    dress() {
      for (const name of node.getAttributeNames()) if (attribute(node, name) !== own[name]) node.removeAttribute(name);
      for (const name in own) if (!attribute(node, name)) node.setAttribute(name, own[name]);
      if (root.adoptedStyleSheets[0]) return;
      document.adoptNode(node);
      root.adoptedStyleSheets = [looks, position];
    },
    controls,
    focused,
    fill,
    put: ({ l, t, r, b }: Rect) => move(l, t, `${r - l}px`, `${b - t}px`),
    /** What is drawn takes so much at this width, null for its own. */
    measure(width: number | null): Size {
      move(0, 0, width ? `${width}px` : "max-content", "auto");
      const { width: wide, height } = rectOf(form);
      const w = Math.ceil(wide);
      return { w, h: Math.ceil(height), isCut: form.scrollWidth > w };
    },
    isUnfolded: () => folds().some(({ open }) => open),
    /** Moves the focus to the title, to the first control of what has none. */
    focusFirst() {
      const [title] = all("h2");
      if (title) title.tabIndex = -1;
      focus(title ?? controls()[0]);
    },
    /** Copies for the control that has the focus. Where that may not or cannot be, it stays readable: a selection would
     * hand the closed root to the page. */
    async copy(text: string, { copied, uncopied = "" }: Card) {
      const said = focused()?.querySelector<HTMLElement>("[data-text]");
      const before = said?.dataset.text ?? "";
      const say = (words: string) => said?.setAttribute("data-text", words);
      let done = uncopied;
      try {
        await navigator.clipboard.writeText(text);
        done = copied;
      } catch {
        // It says so.
      }
      set(status, {}, done);
      say(done || before);
      setTimeout(say, 2000, before);
    },
  };
};
