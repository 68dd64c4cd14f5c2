// Which shapes of the overlay may be tried now?

import type { Decision } from "../../shared/messages";

export type Shape = "pill" | "dot" | "card" | "strip";

/** What the choice depends on: what the core decided, and what the person did in this dialog. */
export interface Situation {
  decision: Decision | null;
  /** We draw for the topmost window; a frame inside another page has room for a pill at most. */
  isTop: boolean;
  /** The card, by a click. */
  isOpened: boolean;
  /** Back to this, by a click. */
  folded: "" | "strip" | "pill";
  /** The dot that stands for a pill was made one, by a click. */
  isUndotted: boolean;
  /** Whether a card may still come unasked: it had room so far, and none was dismissed. */
  mayCard: boolean;
}

/** No harm is understood yet. */
export const isEarly = ({ decision }: Pick<Situation, "decision">): boolean => decision?.stage === "early";

/** The shapes that may be tried, the most helpful first. */
export function shapesFor(situation: Situation): Shape[] {
  const { decision, isTop, isOpened, folded, isUndotted, mayCard } = situation;
  if (isOpened) return ["card"];
  if (isEarly(situation) && decision?.dot && !isUndotted) return ["dot"];
  if (isEarly(situation) || folded === "pill" || !isTop) return ["pill", "dot"];
  return mayCard && !folded ? ["card", "strip", "pill", "dot"] : ["strip", "pill", "dot"];
}
