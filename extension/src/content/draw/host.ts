// The one node of ours in a page: a popover with a closed root, and in it a form that holds what is drawn.

import type { Card } from "../../shared/messages";
import { isShown, query, rectOf } from "../dom";
import { type Branch, buildElement, buildNode, setAttributes } from "./build";
import type { Size } from "./fit";
import style from "./overlay.css";
import type { Rect } from "./place";
import type { Shape } from "./shapes";

export type Host = ReturnType<typeof createHost>;

export const focus = (node: Element | null | undefined) =>
  (node as HTMLElement | null)?.focus?.({ preventScroll: true });

/** `press` gets the value of a control that was activated; `toggled` is called when something was folded or
 * unfolded. */
export function createHost(press: (value: string) => void, toggled: () => void) {
  const node = buildElement(["div", { popover: "manual", tabindex: "0" }]);
  const root = node.attachShadow({ mode: "closed", delegatesFocus: true });
  const looks = new CSSStyleSheet();
  looks.replaceSync(style);
  const position = new CSSStyleSheet();
  root.adoptedStyleSheets = [looks, position];
  const form = buildElement(["form", {}]) as HTMLFormElement;
  const status = buildElement(["p", { role: "status" }]);
  root.append(form);
  form.onsubmit = (event) => {
    event.preventDefault();
    press((event.submitter as HTMLButtonElement).value);
  };
  form.addEventListener("toggle", toggled, true);
  let shape: Shape | "" = "";
  let drawn = "";

  const all = (selector: string) => query(root, selector);
  const folds = () => all("details") as HTMLDetailsElement[];
  const controls = () => all("a,button,summary").filter(isShown) as HTMLButtonElement[];
  const focused = () => root.activeElement as HTMLButtonElement | null;

  /** Draws a shape, if that changes anything. What the person unfolded in it and the focus stay as they are. */
  function fill(next: Shape, tree: Branch) {
    const key = JSON.stringify(tree);
    if (key === drawn) return;
    const [, attributes, ...children] = tree;
    const had = focused();
    const open = folds().map((each) => each.open);
    const said = form.ariaLabel;
    form.replaceChildren(status, ...children.map(buildNode));
    setAttributes(form, attributes);
    folds().forEach((each, index) => {
      each.open = next === shape ? open[index] : each.className === "scan";
    });
    // Said once, politely: a region that speaks only when its text changes after it is there.
    if (form.ariaLabel !== said) requestAnimationFrame(() => status.replaceChildren(form.ariaLabel ?? ""));
    shape = next;
    drawn = key;
    const name = (each: HTMLButtonElement) => each.value || each.textContent;
    if (had) focus(controls().find((each) => name(each) === name(had)) ?? controls()[0]);
  }

  /** Sets place, width and largest height, as CSS lengths. */
  function move(left: string, top: string, width: string, most: string) {
    position.replaceSync(
      `:host{inset:${top} auto auto ${left}!important;width:${width}!important;max-height:${most}!important}`,
    );
  }

  /** What is drawn takes so much at this width, null for its own. */
  function measure(width: number | null): Size {
    move("0", "0", width === null ? "max-content" : `${width}px`, "9999px");
    const { width: w, height: h } = rectOf(form);
    return { w: Math.ceil(w), h: Math.ceil(h), isCut: form.scrollWidth > Math.ceil(w) };
  }

  async function copy(number: string, { copy: label, copied }: Card) {
    const [digits, said] = ["b", "i"].map((tag) => focused()?.querySelector<HTMLElement>(tag));
    try {
      await navigator.clipboard.writeText(number);
      status.textContent = copied;
      said?.replaceChildren(copied);
      setTimeout(() => said?.replaceChildren(label), 2000);
    } catch {
      if (!digits) return;
      digits.style.userSelect = "text";
      getSelection()?.selectAllChildren(digits);
    }
  }

  return {
    node,
    controls,
    focused,
    fill,
    measure,
    copy,
    get shape() {
      return shape;
    },
    put({ l, t, r, b }: Rect) {
      move(`${l}px`, `${t}px`, `${r - l}px`, `${b - t}px`);
    },
    isUnfolded: () => all(".fold[open]").length > 0,
    /** Folds the QR code; answers whether it was unfolded. */
    foldCode() {
      const open = all(".scan[open]") as HTMLDetailsElement[];
      for (const each of open) each.open = false;
      return open.length > 0;
    },
    focusTitle() {
      const [title] = all("h2");
      if (title) title.tabIndex = -1;
      focus(title);
    },
  };
}
