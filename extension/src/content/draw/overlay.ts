// The life of one overlay: what becomes of it by what happens, and what is then to be done. Touches no page.

import { Limit } from "../limits";
import type { Shown } from "./pieces";

export type Shape = "pill" | "dot" | "card" | "strip";

export interface State {
  decision: Shown | null;
  /** We draw for the topmost window; a frame inside another page has room for a pill at most. */
  isTop: boolean;
  /** What is drawn, "" for nothing. */
  shape: Shape | "";
  /** The card, by a click. */
  isOpened: boolean;
  /** The number to call is unfolded, by a click. */
  isCalling: boolean;
  /** Back to this, by a click. */
  folded: "" | "strip" | "pill";
  /** The dot that stands for a pill was made one, by a click. */
  isUndotted: boolean;
  /** Whether a card may still come unasked: it had room so far, and none was dismissed. */
  mayCard: boolean;
  /** Dismissed at this harm, "" for none understood; null where it was not dismissed. */
  dismissedFor: string | null;
  /** How often in a row the page took it out at once. */
  fights: number;
}

/** What can be done with the overlay in its page. */
export interface Deeds {
  /** Puts it into the page, on top, and draws it. */
  show(): void;
  /** Puts it back as it was. */
  restore(): void;
  /** Draws the first shape that has room. */
  draw(): void;
  /** Draws it so, and moves the focus to the card's title, or to the first control of what has none. */
  enter(): void;
  /** Takes it out of the page. */
  clear(): void;
  /** Moves the focus back to the site. */
  leave(): void;
}

/** What changes, and what is to be done, in order. */
export type Step = [Partial<State>, ...(keyof Deeds)[]];

const UNTOUCHED = { isOpened: false, isCalling: false, folded: "", isUndotted: false, dismissedFor: null, fights: 0 } as const;

export const startOverlay = (isTop: boolean): State => ({
  ...UNTOUCHED,
  decision: null,
  isTop,
  mayCard: true,
  shape: "",
});

/** No harm is understood yet. */
const isEarly = ({ decision }: State): boolean => decision?.stage === "early";

/** A dot stands for the pill, that was dismissed before. */
const isDotted = (state: State): boolean => isEarly(state) && !!state.decision?.dot && !state.isUndotted;

/** The shapes that may be tried, the most helpful first. */
export const shapesFor = (state: State): Shape[] => {
  const { isTop, isOpened, folded, mayCard } = state;
  if (isOpened) return ["card"];
  if (isDotted(state)) return ["dot"];
  const all: Shape[] = ["card", "strip", "pill", "dot"];
  if (isEarly(state) || folded === "pill" || !isTop) return all.slice(2);
  return mayCard && !folded ? all : all.slice(1);
};

/** The core decided; the same decision again where only the dialog changed. */
export const afterDecision = (former: State, decision: Shown): Step => {
  const { stage, harm, only } = decision;
  const state = { ...former, decision };
  const isNewStage = former.decision?.stage !== stage;
  if (isNewStage || former.decision?.harm !== harm) state.mayCard = true;
  if (isNewStage && stage === "after") state.folded = "";
  // Steps that a person takes quickly swap it out as well; only what the core says nothing new about is a fight.
  if (former.decision !== decision && state.fights < Limit.MOST_FIGHTS) state.fights = 0;
  const { dismissedFor, isOpened } = state;
  const isUnwanted = stage === "early" ? (only && !isOpened) || dismissedFor !== null : dismissedFor === harm;
  if (state.fights >= Limit.MOST_FIGHTS || isUnwanted) return [{ ...state, shape: "" }, "clear"];
  if (dismissedFor) state.mayCard = false;
  return [state, "show"];
};

/** There is nothing to draw for the dialog. What the person did is forgotten with it, not while it is still there. */
export const afterEnd = (isDialogSeen: boolean): Step => [
  { ...(isDialogSeen ? {} : UNTOUCHED), decision: null, shape: "" },
  "clear",
];

/** A card for which there was no room does not come unasked later. */
export const afterDrawing = ({ mayCard }: State, shape: Shape): Step => [
  { shape, mayCard: mayCard && shape === "card" },
];

/** The page took it out, so many milliseconds after it was put in. */
export const afterRemoval = ({ fights: before }: State, after: number, isDialogThere: boolean): Step => {
  const fights = after < Limit.FIGHT ? before + 1 : 0;
  return fights >= Limit.MOST_FIGHTS || !isDialogThere ? [{ fights, shape: "" }, "clear"] : [{ fights }, "restore"];
};

/** A control was activated: the first word of its value. */
export const afterPress = (state: State, what: string): Step => {
  const { shape, folded } = state;
  switch (what) {
    case "grow":
      // A dot that stands for a pill becomes one; a dot for want of room does not.
      if (isDotted(state)) return [{ isUndotted: true }, "enter"];
      return [{ isOpened: true, folded: shape === "strip" ? shape : folded }, "enter"];
    case "call":
      if (shape !== "card") return [{ isOpened: true, isCalling: true, folded: "strip" }, "enter"];
      return [{ isCalling: !state.isCalling }, "draw"];
    case "continue":
      return [{ isOpened: false, folded: folded || "pill" }, "leave", "draw"];
    case "fold":
      // Once more, and nothing of ours is there: nobody is told, and nothing is counted.
      if (shape !== "card") return afterPress(state, "dismiss");
      return [{ isOpened: false, folded: isEarly(state) ? folded : folded || "pill" }, "enter"];
    case "dismiss":
    case "only": {
      // A pill that goes away does not keep a later card from coming whole.
      const dismissedFor = shape === "card" || !isEarly(state) ? (state.decision?.harm ?? "") : "";
      return [{ isOpened: false, dismissedFor, shape: "" }, "leave", "clear"];
    }
  }
  return [{}];
};

/** Whether the background is told of a press. */
export const isTold = (what: string): boolean => /^(open|dismiss|only|lang)$/.test(what);
