// The overlay: what a young person sees beside a report. The shell: what is decided elsewhere is done to the page here.

import type { Decision, Message } from "../../shared/messages";
import { isSeen, isShown, now } from "../dom";
import { EDGE } from "../limits";
import { attachTo, watchPage } from "./attach";
import type { Branch } from "./build";
import { drawCard } from "./card";
import { fit, type Size, widthOf } from "./fit";
import { createHost, focus, type Host } from "./host";
import { guardEvents } from "./listen";
import { type Effect, type Event as Happening, startOverlay, type State, stepOverlay } from "./overlay";
import type { Shown } from "./pieces";
import { drawDot, drawPill } from "./pill";
import { rectAt, type Rect, type Room } from "./place";
import { type Shape, shapesFor } from "./shapes";
import { answer } from "./shield";
import { drawStrip } from "./strip";
import { contentsOf, nothing, survey } from "./survey";

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

/** Called at document_start, before the page's first listener, in the topmost window of the box's origin. Until show()
 * it draws nothing and touches nothing. */
export function createOverlay({ tell, speak }: Actions, signal: AbortSignal): Overlay {
  const guard = guardEvents(receive, signal);
  let state = startOverlay(window === top);
  /** The box of the site's dialog. */
  let site: Element | null = null;
  let contents = nothing;
  /** Where the focus was in the page. */
  let focusBefore: Element | null = null;
  let host: Host | null = null;
  let at: Rect | null = null;
  let attached = 0;
  let frame = 0;
  let watch: AbortController | undefined;

  function happen(event: Happening) {
    const [next, effects] = stepOverlay(state, event);
    state = next;
    effects.forEach(perform);
  }

  function perform(effect: Effect) {
    switch (effect.do) {
      case "attach":
        return attach(site as Element);
      case "survey":
        contents = contentsOf(site as Element, guard.host);
        return;
      case "clear":
        return clear();
      case "draw":
        return draw(effect.isAfresh);
      case "focus":
        if (effect.on === "title") host?.focusTitle();
        if (effect.on === "first") focus(host?.controls()[0]);
        if (effect.on === "site") focusSite();
        return;
      case "tell":
        return tell(effect.message);
      case "speak":
        return speak(effect.lang);
      case "copy":
        if (state.decision?.view) void host?.copy(effect.number, state.decision.view.card);
    }
  }

  function attach(box: Element) {
    host ??= createHost((value) => happen({ type: "pressed", value }), drawLater);
    guard.host = host.node;
    const had = host.focused();
    if (!attachTo(box, host.node, at)) return;
    focus(had);
    attached = now();
    watch?.abort();
    watch = watchPage(box, host.node, {
      removed: () => happen({ type: "removed", after: now() - attached, isDialogThere: !!site?.isConnected }),
      moved: drawLater,
      resized: () => draw(true),
      focused: (node) => (focusBefore = node),
    });
    focusBefore ??= document.activeElement;
  }

  function clear() {
    watch?.abort();
    host?.node.remove();
    guard.host = host = at = null;
  }

  function drawLater() {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => draw(false));
  }

  /** Draws the first shape that fits. Unless afresh, what is there stays as long as it can. */
  function draw(isAfresh: boolean) {
    const { decision, isOpened } = state;
    if (!host?.node.isConnected || !site?.isConnected || !decision?.view) return;
    const shapes = shapesFor(state);
    const room = roomBeside(site, decision.view.dir === "rtl");
    const former = at;
    const from = isAfresh ? 0 : Math.max(0, shapes.indexOf(host.shape as Shape));
    for (const shape of shapes.slice(from)) {
      // One that takes the place of another in between is placed anew.
      const kept = shape === host.shape ? former : null;
      host.fill(shape, treeOf(shape, { ...decision, view: decision.view }, state));
      const isUnfolded = shape === "card" && host.isUnfolded();
      const isLast = shape === shapes.at(-1);
      at = fit({ shape, room, kept, isOpened, isUnfolded, isLast }, sizesOf(host, shape, room, isUnfolded));
      if (at) break;
    }
    happen({ type: "drawn", shape: host.shape as Shape });
    if (at) host.put(at);
  }

  function roomBeside(box: Element, isRtl: boolean): Room {
    const { offsetLeft, offsetTop, width, height } = visualViewport as VisualViewport;
    const viewport = rectAt(offsetLeft + EDGE, offsetTop + EDGE, width - 2 * EDGE, height - 2 * EDGE);
    return { viewport, ...survey(box, contents, viewport), pointer: guard.pointer, isRtl };
  }

  /** Our share of an event before the page is cut off. False: the page may have it. */
  function receive(event: Event, isBackwards: boolean): boolean {
    if (!host || !/^(keydown|focusin)$/.test(event.type)) return true;
    const controls = host.controls();
    const here = controls.indexOf(host.focused() as HTMLButtonElement);
    const isFromOurs = (event as FocusEvent).relatedTarget === host.node;
    const { isKept, isLast, isEscape } = answer(event as KeyboardEvent, {
      here,
      count: controls.length,
      isFromOurs,
      isBackwards,
    });
    if (isLast) focus(controls.at(-1));
    if (isEscape) {
      event.preventDefault();
      happen({ type: "escaped" });
    }
    return isKept;
  }

  /** To where the focus was; where that cannot be told (in a closed root) or is gone, to the first control that takes
   * it. */
  function focusSite() {
    for (const each of [focusBefore, ...contents.controls]) if (host?.focused() && each && isShown(each)) focus(each);
  }

  function hide() {
    happen({ type: "ended", isDialogSeen: !!site && isSeen(site) });
    site = focusBefore = null;
  }

  return {
    show(decision, box) {
      if (!decision.view?.card.lines[0] || !box.isConnected) return hide();
      site = box;
      happen({ type: "decided", decision });
    },
    hide,
    get host() {
      return guard.host;
    },
  };
}

function treeOf(shape: Shape, shown: Shown, { isOpened, isUndotted }: State): Branch {
  switch (shape) {
    case "dot":
      return drawDot(shown);
    case "pill":
      return drawPill(shown, isUndotted);
    case "strip":
      return drawStrip(shown);
    case "card":
      return drawCard(shown, isOpened);
  }
}

/** The size of what is drawn, then that without the QR code. */
function* sizesOf(host: Host, shape: Shape, room: Room, isUnfolded: boolean): Generator<Size> {
  const width = widthOf(shape, room);
  yield host.measure(width);
  if (shape === "card" && !isUnfolded && host.foldCode()) yield host.measure(width);
}
