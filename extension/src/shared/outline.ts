// The outline of a dialog that was not recognised: what a person may save for those who maintain the rules.
// rules/captured/README.md describes the file.

export const FORMAT = "bouton3018/dialog/1";

/** How a box stands in its page, as a recorded flow names it. */
export type Mount = "light" | "open-shadow" | "closed-shadow" | "show-modal" | "popover" | "iframe";

/** One element. What is false, empty or as around it is left out. */
export interface Node<Of = string> {
  tag: string;
  attributes?: Record<string, Of | string>;
  /** It begins a line. */
  block?: true;
  /** The pointer over it is that of something to press. */
  pointer?: true;
  /** There, and not seen: a choice that something else is drawn for. */
  unseen?: true;
  /** Of its text, in pixels. */
  size?: number;
  /** What is in it is its shadow root, or the page of a frame. */
  root?: "shadow" | "frame";
  children?: (Of | Node<Of>)[];
}

/** A box of the page. */
export interface Outline {
  format: typeof FORMAT;
  host: string;
  /** What the page says it is written in, "" where it says nothing. */
  lang: string;
  mount: Mount;
  /** There is more than was taken. */
  cut?: true;
  dialog: Node;
}

/** A text on its way to the core, which says what of it stays. */
export interface Said {
  text: string;
  /** It stands on something to press, or as a heading: it is no message. */
  isLabel: boolean;
}

/** A text of a box: its number among what is said, or itself where only its shape was taken. */
export type Text = number | string;

/** A box as a frame answers with it. */
export interface Copied {
  lang: string;
  mount: Mount;
  cut: boolean;
  said: Said[];
  dialog: Node<Text>;
}

declare global {
  /** In a tab, between the script that sets it and the question for what it finds. */
  var outlineHere: (() => Copied[]) | undefined;
}

/** What came of a press on "show what would be saved": the page opens; the tab has no such window, or no page. */
export type OutlineAnswer = "shown" | "none" | "refused";

/** To the background, from a page of ours: `outline` is answered with an [OutlineAnswer], `outlined` with the outlines
 * that the asking page was opened for, topmost first; null where there are none (any more). */
export type OutlineMessage = { type: "outline"; tab: number } | { type: "outlined" };

/** Takes the outlines of what stands open in a tab, and opens the page that shows them beside it. To be called after a
 * press on the toolbar button in that tab, which must be in front: the press is what permits it (`activeTab`). */
export const showOutlines = (tab: number): Promise<OutlineAnswer> => send({ type: "outline", tab });

/** For the page that was opened: what it shows. A second call, as after a reload, gives null. */
export const takeOutlines = (): Promise<Outline[] | null> => send({ type: "outlined" });

const send = (message: OutlineMessage) => chrome.runtime.sendMessage(message);
