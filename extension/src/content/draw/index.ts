// The overlay: what a young person sees beside a report. Its life, and what each of its controls does.

import type { Decision, Message, View } from "../../shared/messages";
import { isSeen, isShown, max, min, now, query, rectOf } from "../dom";
import { EDGE, GAP, MOST_FIGHTS, NARROWEST, WIDEST } from "../limits";
import { startsAt } from "../read/target";
import { build, dress, grow } from "./build";
import type { Drawing, Shape } from "./draw";
import { raiseShield } from "./events";
import { parentsFor } from "./mount";
import { box as rect, cost, place, type Rect, type Room } from "./place";
import { find, survey } from "./survey";

export interface Overlay {
  show(decision: Decision, box: Element): void;
  hide(): void;
  readonly host: Element | null;
}

export interface Actions {
  tell(message: Message): void;
  /** The person wants the card in this language. */
  speak(lang: string): void;
}

const focus = (node: Element | null | undefined) => (node as HTMLElement | null)?.focus?.({ preventScroll: true });

/** Called at document_start, before the page's first listener, in the topmost window of the box's origin. Until show() it
 * draws nothing and touches nothing. */
export function createOverlay({ tell, speak }: Actions, signal: AbortSignal): Overlay {
  const shield = raiseShield(receive, signal);

  let decision: Decision | null = null;
  let early = false; // no harm is understood yet
  let site: Element | null = null; // the box of the site's dialog
  let found: Element[][] = [[], []];
  let focusBefore: Element | null;

  // What the person did in this dialog.
  let opened = false; // the card, by a click
  let folded: Shape | 0 = 0; // back to this, by a click
  let undotted = false;
  let goneFor: string | null = null; // dismissed, at this harm
  let fights = 0;

  // What is drawn.
  let host: HTMLElement | null = null;
  let root: ShadowRoot;
  let sheet: CSSStyleSheet;
  let form: HTMLFormElement;
  let status: HTMLElement;
  let shape: Shape | 0 = 0;
  let drawn = "";
  let at: Rect | null = null;
  let mayCard = true;
  let attached = 0;
  let frame = 0;
  let watch: AbortController | undefined;

  const all = (selector: string) => query(root, selector);
  const controls = () => all("a,button,summary").filter(isShown) as HTMLButtonElement[];
  const focused = () => host && (root.activeElement as HTMLButtonElement | null);

  function show(next: Decision, box: Element) {
    const { stage, harm, drawing } = next;
    if (!drawing || !box.isConnected) return hide();
    if (decision?.stage !== stage || decision.harm !== harm) mayCard = true;
    if (stage === "after" && decision?.stage !== stage) folded = 0;
    // Steps that a person takes quickly swap it out as well; only what the core says nothing new about is a fight.
    if (decision !== next && fights < MOST_FIGHTS) fights = 0;
    decision = next;
    early = stage === "early";
    site = box;
    if (fights >= MOST_FIGHTS || (early ? (next.only && !opened) || goneFor !== null : goneFor === harm)) return clear();
    if (goneFor) mayCard = false;
    attach();
    found = find(box, host);
    layout(true);
  }

  /** Takes everything out of the page. What the person did is forgotten with the dialog, not while that is still there. */
  function hide() {
    clear();
    if (!site || !isSeen(site)) {
      opened = undotted = false;
      folded = fights = 0;
      goneFor = null;
    }
    decision = site = focusBefore = null;
  }

  function clear() {
    watch?.abort();
    host?.remove();
    shield.host = host = at = null;
    shape = 0;
    drawn = "";
  }

  /** Puts the host where it belongs, on top of whatever the page put there since. */
  function attach() {
    const parents = parentsFor(site as Element);
    const had = focused();
    if (at && host?.parentNode === parents[0]) {
      const top = (host.getRootNode() as Document).elementFromPoint((at.l + at.r) / 2, (at.t + at.b) / 2);
      if (top === host) return;
    }
    const mine = host ?? make();
    watch?.abort();
    for (const parent of parents) {
      mine.remove();
      // Before a focus sentinel, if the dialog ends in one: what is behind that cannot be reached with Tab.
      const end = parent.lastElementChild as HTMLElement | null;
      parent.insertBefore(mine, end && end.tabIndex >= 0 && !end.firstChild ? end : null);
      mine.showPopover();
      if (isShown(mine)) break;
    }
    focus(had);
    attached = now();
    observe(mine);
  }

  function make() {
    host = shield.host = build(["div", { popover: "manual", tabindex: "0" }]);
    root = host.attachShadow({ mode: "closed", delegatesFocus: true });
    const look = new CSSStyleSheet();
    look.replaceSync((decision as Decision).style);
    sheet = new CSSStyleSheet();
    root.adoptedStyleSheets = [look, sheet];
    form = build(["form", {}]) as HTMLFormElement;
    status = build(["p", { role: "status" }]);
    root.append(form);
    form.onsubmit = (event) => {
      event.preventDefault();
      act((event.submitter as HTMLButtonElement).value);
    };
    form.addEventListener("toggle", later, true);
    return host;
  }

  function observe(mine: HTMLElement) {
    watch = new AbortController();
    const options = { capture: true, signal: watch.signal };
    const lost = new MutationObserver(() => {
      if (mine.isConnected) return;
      fights = now() - attached < 200 ? fights + 1 : 0;
      if (fights >= MOST_FIGHTS || !site?.isConnected) return clear();
      attach();
      layout();
    });
    lost.observe(mine.parentNode as Node, { childList: true });
    const size = new ResizeObserver(later);
    size.observe(site as Element);
    watch.signal.onabort = () => {
      lost.disconnect();
      size.disconnect();
    };
    for (const each of [window, visualViewport]) {
      // A dialog that slides in is measured again where it comes to rest.
      for (const type of ["scroll", "transitionend", "animationend"]) each?.addEventListener(type, later, options);
      each?.addEventListener("resize", () => layout(true), options);
    }
    addEventListener("pointerrawupdate", (event) => startsAt(event, host) && event.stopImmediatePropagation(), options);
    addEventListener("focusin", (event) => startsAt(event, host) || (focusBefore = event.composedPath()[0] as Element), options);
    focusBefore ??= document.activeElement;
  }

  function later() {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => layout());
  }

  /** The views that may be tried now, the most helpful first. */
  function shapes(): Shape[] {
    if (opened) return ["card"];
    if (early && decision?.dot && !undotted) return ["dot"];
    if (early || folded === "pill" || window !== top) return ["pill", "dot"];
    return [...(mayCard && !folded ? (["card"] as const) : []), "strip", "pill", "dot"];
  }

  /** Draws the first view that fits. Unless `afresh`, what is there stays as long as it can. */
  function layout(afresh?: boolean) {
    if (!host?.isConnected || !site?.isConnected || !decision) return;
    const { offsetLeft, offsetTop, width, height } = visualViewport as VisualViewport;
    const view = rect(offsetLeft + EDGE, offsetTop + EDGE, width - 2 * EDGE, height - 2 * EDGE);
    const [panel, targets] = survey(site, found, view);
    const room: Room = {
      view,
      panel,
      controls: targets,
      pointer: shield.pointer,
      rtl: decision.view?.dir === "rtl",
    };
    const list = shapes();
    const old = at;
    for (const each of list.slice(afresh ? 0 : max(0, list.indexOf(shape as Shape)))) {
      const kept = each === shape && old;
      fill(each, decision);
      at = fit(each, room, kept, each === list.at(-1));
      if (at) break;
    }
    if (shape !== "card") mayCard = false;
    if (at) put(at.l, at.t, at.r - at.l + "px", at.b - at.t);
  }

  /** A place for what is drawn, the one it has if that is still good; null if there is none that covers nothing. */
  function fit(each: Shape, room: Room, old: Rect | null | false, last: boolean): Rect | null {
    const { view, panel } = room;
    const card = each === "card";
    const most = view.b - view.t;
    const wide = view.r - view.l;
    const side = max(panel.l - view.l, view.r - panel.r) - GAP;
    const width = card ? min(wide, WIDEST, side < NARROWEST ? WIDEST : side) : each === "strip" ? min(wide, 560) : 0;
    let w = 0;
    let h = 0;
    const good = (spot: Rect) => cost(room, spot) < (card ? 0.01 : 1);
    const attempt = (tall = h): Rect | 0 => {
      const kept = old && rect(min(old.l, view.r - w), min(old.t, view.b - tall), w, tall);
      const spot = place(room, w, tall);
      // Where the dialog has grown into it, it gives way if there is room. Where the person opened it over the dialog, it stays.
      if (kept && ((good(kept) && cost(room, kept) < cost(room, spot) + 0.4) || (opened && !good(old) && cost(room, kept) < 1e9))) return kept;
      return good(spot) ? spot : 0;
    };
    const measure = () => {
      [w, h] = put(0, 0, width ? width + "px" : "max-content", 9999);
      return !card && form.scrollWidth > w ? 0 : attempt();
    };
    const unfolded = card && all(".fold[open]")[0];
    const spot =
      measure() ||
      // The QR code folds away first; what the person opened or unfolds scrolls; what comes unasked must fit.
      (card && !unfolded && all(".scan[open]").map((scan) => ((scan as HTMLDetailsElement).open = false)) && measure()) ||
      ((opened || unfolded) && (attempt(min(h, most)) || (old && attempt(old.b - old.t))));
    if (spot) return spot;
    return last || opened ? place({ ...room, pointer: opened ? null : room.pointer }, w, min(h, most)) : null;
  }

  /** Moves the host and says how large what it holds then is. */
  function put(l: number, t: number, width: string, most: number): number[] {
    sheet.replaceSync(`:host{inset:${t}px auto auto ${l}px!important;width:${width}!important;max-height:${most}px!important}`);
    const { width: w, height: h } = rectOf(form);
    return [w, h].map(Math.ceil);
  }

  function fill(next: Shape, { drawing }: Decision) {
    const [, look, ...children] = (drawing as Drawing)[next];
    const key = JSON.stringify([look, children, opened, undotted]);
    if (key === drawn) return;
    const had = focused();
    const folds = () => all("details") as HTMLDetailsElement[];
    const open = folds().map((each) => each.open);
    const said = form.ariaLabel;
    form.replaceChildren(status, ...children.map(grow));
    dress(form, look);
    form.className += (opened ? " opened" : "") + (undotted ? " choice" : "");
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

  /** Our share of an event before the page is cut off. False: the page may have it, so that its focus trap wraps. */
  function receive(event: Event, back: boolean): boolean {
    const { type, key, shiftKey } = event as KeyboardEvent;
    if (!/^(keydown|focusin)$/.test(type)) return true;
    const order = controls();
    const here = order.indexOf(focused() as HTMLButtonElement);
    // A trap that goes backwards into the host lands on its first control: the last one is meant.
    if (type === "focusin" && back && !here && (event as Event & FocusEvent).relatedTarget !== host) focus(order.at(-1));
    if (key === "Escape") {
      event.preventDefault();
      fold();
    }
    return key !== "Tab" || (shiftKey ? here > 0 : here < order.length - 1);
  }

  /** Smaller by one; what is small already gives the focus back to the site's dialog. */
  function fold() {
    if (shape !== "card") return backToSite();
    opened = false;
    if (!early) folded ||= "pill";
    layout(true);
    focus(controls()[0]);
  }

  /** To where the focus was; where that cannot be told (in a closed root) or is gone, to the first control that takes it. */
  function backToSite() {
    for (const each of [focusBefore, ...found[0]]) if (focused() && each && isShown(each)) focus(each);
  }

  function act(value: string) {
    const [what, first, second] = value.split(" ");
    if (what === "grow") {
      if (shape === "strip") folded = shape;
      // A dot that stands for a pill becomes one; a dot for want of room does not.
      if (shape === "dot" && shapes()[0] === shape) undotted = true;
      else opened = true;
      layout(true);
      const [title] = all("h2");
      if (title) title.tabIndex = -1;
      focus(title);
    }
    if (what === "continue") {
      opened = false;
      folded ||= "pill";
      backToSite();
      layout(true);
    }
    if (what === "fold") fold();
    if (/^(dismiss|only)/.test(what)) {
      tell(what === "only" ? { type: what, on: true } : { type: "dismissed" });
      // A pill that goes away does not keep a later card from coming whole.
      goneFor = shape === "card" || !early ? (decision as Decision).harm : "";
      opened = false;
      backToSite();
      clear();
    }
    if (what === "open") tell({ type: what, line: first, way: second });
    if (what === "lang") speak(first);
    if (what === "copy") copy(first);
  }

  async function copy(number: string) {
    const { copy: label, copied } = (decision?.view as View).card;
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
    show,
    hide,
    get host() {
      return host;
    },
  };
}
