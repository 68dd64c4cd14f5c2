// The life of one overlay: what happens to it, what becomes of it, and what is then to be done. Touches no page.

import type { Decision, Message } from "../../shared/messages";
import { MOST_FIGHTS } from "../limits";
import { isEarly, type Shape, shapesFor, type Situation } from "./shapes";

/** A page that takes the overlay out within so many milliseconds fights it. */
const FIGHT = 200;

export interface State extends Situation {
  /** What is drawn, "" for nothing. */
  shape: Shape | "";
  /** Dismissed at this harm, "" for none understood; null where it was not dismissed. */
  dismissedFor: string | null;
  /** How often in a row the page took it out at once. */
  fights: number;
}

export type Event =
  /** The core decided; the same decision again where only the dialog changed. */
  | { type: "decided"; decision: Decision }
  /** There is nothing to draw for the dialog, which may still be there. */
  | { type: "ended"; isDialogSeen: boolean }
  | { type: "drawn"; shape: Shape }
  /** The page took it out, so many milliseconds after it was put in. */
  | { type: "removed"; after: number; isDialogThere: boolean }
  /** A control was activated; its value says what it does. */
  | { type: "pressed"; value: string }
  | { type: "escaped" };

export type Effect =
  /** Put it into the page, on top; look what in the dialog must stay free; take it out of the page. */
  | { do: "attach" | "survey" | "clear" }
  /** Draw the first shape that has room; unless afresh, what is there stays as long as it can. */
  | { do: "draw"; isAfresh: boolean }
  /** Move the focus: to the card's title, to the first control, or back to the site. */
  | { do: "focus"; on: "title" | "first" | "site" }
  | { do: "tell"; message: Message }
  /** The person wants the card in this language. */
  | { do: "speak"; lang: string }
  | { do: "copy"; number: string };

const UNTOUCHED = { isOpened: false, folded: "", isUndotted: false, dismissedFor: null, fights: 0 } as const;

export const startOverlay = (isTop: boolean): State => ({
  ...UNTOUCHED,
  decision: null,
  isTop,
  mayCard: true,
  shape: "",
});

const redraw: Effect = { do: "draw", isAfresh: true };
const focus = (on: "title" | "first" | "site"): Effect => ({ do: "focus", on });

/** What becomes of the overlay by an event, and what is to be done, in order. */
export function stepOverlay(state: State, event: Event): [State, Effect[]] {
  switch (event.type) {
    case "decided":
      return decide(state, event.decision);
    case "ended":
      // What the person did is forgotten with the dialog, not while that is still there.
      return [{ ...state, ...(event.isDialogSeen ? {} : UNTOUCHED), decision: null, shape: "" }, [{ do: "clear" }]];
    case "drawn":
      // A card for which there was no room does not come unasked later.
      return [{ ...state, shape: event.shape, mayCard: state.mayCard && event.shape === "card" }, []];
    case "removed": {
      const fights = event.after < FIGHT ? state.fights + 1 : 0;
      if (fights >= MOST_FIGHTS || !event.isDialogThere) return clear({ ...state, fights });
      return [{ ...state, fights }, [{ do: "attach" }, { do: "draw", isAfresh: false }]];
    }
    case "pressed":
      return press(state, event.value);
    case "escaped":
      return fold(state);
  }
}

const clear = (state: State): [State, Effect[]] => [{ ...state, shape: "" }, [{ do: "clear" }]];

function decide(former: State, decision: Decision): [State, Effect[]] {
  const { stage, harm, only } = decision;
  const state = { ...former, decision };
  if (former.decision?.stage !== stage || former.decision.harm !== harm) state.mayCard = true;
  if (stage === "after" && former.decision?.stage !== stage) state.folded = "";
  // Steps that a person takes quickly swap it out as well; only what the core says nothing new about is a fight.
  if (former.decision !== decision && state.fights < MOST_FIGHTS) state.fights = 0;
  const { dismissedFor, isOpened } = state;
  const isUnwanted = stage === "early" ? (only && !isOpened) || dismissedFor !== null : dismissedFor === harm;
  if (state.fights >= MOST_FIGHTS || isUnwanted) return clear(state);
  if (dismissedFor) state.mayCard = false;
  return [state, [{ do: "attach" }, { do: "survey" }, redraw]];
}

function press(state: State, value: string): [State, Effect[]] {
  const [what, first, second] = value.split(" ");
  switch (what) {
    case "grow":
      return [grow(state), [redraw, focus("title")]];
    case "continue":
      return [{ ...state, isOpened: false, folded: state.folded || "pill" }, [focus("site"), redraw]];
    case "fold":
      return fold(state);
    case "dismiss":
      return dismiss(state, { type: "dismissed" });
    case "only":
      return dismiss(state, { type: "only", on: true });
    case "open":
      return [state, [{ do: "tell", message: { type: "open", line: first, way: second } }]];
    case "lang":
      return [state, [{ do: "speak", lang: first }]];
    case "copy":
      return [state, [{ do: "copy", number: first }]];
  }
  return [state, []];
}

function grow(state: State): State {
  const { shape, folded } = state;
  // A dot that stands for a pill becomes one; a dot for want of room does not.
  if (shape === "dot" && shapesFor(state)[0] === "dot") return { ...state, isUndotted: true };
  return { ...state, isOpened: true, folded: shape === "strip" ? shape : folded };
}

/** Smaller by one; what is small already gives the focus back to the site's dialog. */
function fold(state: State): [State, Effect[]] {
  if (state.shape !== "card") return [state, [focus("site")]];
  const folded = isEarly(state) ? state.folded : state.folded || "pill";
  return [{ ...state, isOpened: false, folded }, [redraw, focus("first")]];
}

function dismiss(state: State, message: Message): [State, Effect[]] {
  // A pill that goes away does not keep a later card from coming whole.
  const dismissedFor = state.shape === "card" || !isEarly(state) ? (state.decision?.harm ?? "") : "";
  const next: State = { ...state, isOpened: false, dismissedFor, shape: "" };
  return [next, [{ do: "tell", message }, focus("site"), { do: "clear" }]];
}
