// The overlay: what a young person sees beside a report. The shell: what is decided elsewhere is done to the page here.

import type { Decision, Message } from "../../shared/messages";
import { closest, isConnected, isSeen, isShown, max } from "../dom";
import { Limit } from "../limits";
import { targetsOf } from "../read/target";
import { attachTo, hasTwin, isWrapped, type Tab, watchPage } from "./attach";
import { fit, widthOf } from "./fit";
import { createHost, focus, type Host } from "./host";
import { guardEvents } from "./listen";
import {
  type Deeds, type Shape, type Step,
  afterDecision, afterDrawing, afterEnd, afterPress, afterRemoval, isTold, shapesFor, startOverlay,
} from "./overlay";
import type { Shown } from "./pieces";
import { rectAt, type Rect, type Room } from "./place";
import { drawShape } from "./shapes";
import { answer, type Seen } from "./shield";
import { contentsOf, nothing, survey } from "./survey";

export interface Overlay {
  show(decision: Decision, box: Element): void;
  hide(): void;
  /** Our node in the page. */
  host(): Element | undefined;
  /** What happens in it stays in it, from now on: called before the page's first listener, and again where the page
   * took every listener away. */
  raise(): void;
}

export interface Actions {
  tell(message: Message): void;
  /** The person wants the card in this language. */
  speak(lang: string): void;
}

/** Called in the topmost window of the box's origin. Until show() it draws nothing and touches nothing. */
export const createOverlay = ({ tell, speak }: Actions, signal: AbortSignal): Overlay => {
  let state = startOverlay(window === top);
  /** The box of the site's dialog. */
  let site: Element | null = null;
  let contents = nothing;
  /** Where the focus was in the page. */
  let focusBefore: Element | null = null;
  let host: Host | null = null;
  let at: Rect | null = null;
  let frame = 0;
  let watch: AbortController | undefined;
  /** Another copy of the extension draws beside this dialog: one is enough. */
  let isSecond = false;
  /** The last and the first node of a trap that the focus was taken from. */
  let around: Element[] = [];
  /** The page's last key. */
  let tab: Tab = 0;
  const hostNode = () => host?.node;

  const step = ([changes, ...todo]: Step) => {
    state = { ...state, ...changes };
    for (const deed of todo) deeds[deed]();
  };

  const show = () => {
    const box = site as Element;
    contents = contentsOf(box, attach(box));
    draw();
  };

  const restore = () => {
    attach(site as Element);
    draw(state.shape);
  };

  const attach = (box: Element): Element => {
    host ??= createHost((state.decision as Shown).style, press, drawLater);
    const had = host.focused();
    host.dress();
    if (attachTo(box, host.node, at)) {
      focus(had);
      focusBefore ??= document.activeElement;
      watch?.abort();
      watch = watchPage(box, host.node, {
        removed: (after) => step(afterRemoval(state, after, !!site && isSeen(site))),
        moved: drawLater,
        resized: () => draw(),
        acted: (by) => void (tab = by),
        focused(node) {
          const from = focusBefore;
          focusBefore = node;
          around = [];
          // Where the dialog has the focus, ours must be in it.
          attach(box);
          if (!from || !isWrapped(from, node, tab, box)) return;
          around = tab > 0 ? [from, node] : [node, from];
          focus(host?.controls().at(tab > 0 ? 0 : -1));
        },
      });
    }
    return host.node;
  };

  const clear = () => {
    watch?.abort();
    host?.node.remove();
    host = at = null;
  };

  const drawLater = () => {
    cancelAnimationFrame(frame);
    // What is there stays as long as it can.
    frame = requestAnimationFrame(() => draw(state.shape));
  };

  /** Draws the first shape that fits, `largest` or one that is smaller. */
  const draw = (largest: Shape | "" = "") => {
    const { isOpened, isCalling } = state;
    const decision = state.decision as Shown;
    const into = host;
    if (!into?.node.isConnected || !isConnected(site as Element)) return;
    const room = roomBeside(site as Element, decision.view.dir === "rtl");
    const shapes = shapesFor(state);
    let former = state.shape;
    for (const shape of shapes.slice(max(0, shapes.indexOf(largest as Shape)))) {
      into.fill(drawShape[shape](decision, state));
      // One that takes the place of another in between is placed anew.
      const kept = shape === former ? at : null;
      former = shape;
      const isLast = shape === shapes.at(-1);
      const trial = { shape, room, kept, isOpened, isUnfolded: isCalling || into.isUnfolded(), isLast };
      const found = fit(trial, into.measure(widthOf(shape, room)));
      if (!found) continue;
      at = found;
      into.put(at);
      return step(afterDrawing(state, shape));
    }
  };

  const enter = () => {
    // It may not have been moved for as long as it was pressed.
    attach(site as Element);
    draw();
    host?.focusFirst();
  };

  const roomBeside = (box: Element, isRtl: boolean): Room => {
    const { offsetLeft, offsetTop, width, height } = visualViewport as VisualViewport;
    const viewport = rectAt(offsetLeft + Limit.EDGE, offsetTop + Limit.EDGE, width - 2 * Limit.EDGE, height - 2 * Limit.EDGE);
    return { viewport, ...survey(box, contents, viewport), pointer: pointer(), isRtl };
  };

  const press = (value: string) => {
    const [what, lang] = value.split(" ");
    if (isTold(what)) tell({ type: "press", value });
    if (what === "lang") speak(lang);
    if (what === "copy") void host?.copy(value.slice(5), (state.decision as Shown).view.card);
    step(afterPress(state, what));
  };

  /** Our share of an event before the page is cut off. False: the page may have it. */
  const receive = (event: Event & Seen): boolean => {
    if (event.type === "click") {
      const control = closest(targetsOf(event).at(-1) as Element, "a,button,summary");
      // A frame without an origin may send no form: there a click is all that comes of a press.
      const value = origin === "null" && (control as HTMLButtonElement | null)?.value;
      // A press beside the controls does nothing: a link or a label may stand around ours.
      if (value || (event.detail && !control)) event.preventDefault();
      if (value) press(value);
    }
    if (!host || !/^(keydown|focusin)$/.test(event.type)) return true;
    const controls = host.controls();
    const here = controls.indexOf(host.focused() as HTMLButtonElement);
    const isArriving = tab < 0 && (event as Event as FocusEvent).relatedTarget !== host.node;
    const share = answer(event, here, controls.length, isArriving);
    if (share === "last") focus(controls.at(-1));
    if (share === "fold") {
      event.preventDefault();
      step(afterPress(state, "fold"));
    }
    if (share !== "leave") return true;
    const beyond = around[event.shiftKey ? 0 : 1];
    if (!beyond || !isShown(beyond)) return false;
    // Past the trap that the focus was taken from.
    event.preventDefault();
    focus(beyond);
    return true;
  };

  /** To where the focus was; where that cannot be told (in a closed root) or is gone, to the first control that takes
   * it. */
  const leave = () => {
    for (const each of [focusBefore, ...contents.controls]) if (host?.focused() && each && isShown(each)) focus(each);
  };

  const hide = () => {
    const isThere = !!site && isSeen(site);
    isSecond &&= isThere;
    step(afterEnd(isThere));
    site = focusBefore = null;
  };

  const [raise, pointer] = guardEvents(hostNode, receive, signal);
  const deeds: Deeds = { show, restore, draw, enter, leave, clear };

  return {
    show(decision, box) {
      if (!isConnected(box)) return hide();
      site = box;
      isSecond ||= hasTwin(box, host?.node);
      if (!isSecond) step(afterDecision(state, decision as Shown));
    },
    hide,
    host: hostNode,
    raise,
  };
};
