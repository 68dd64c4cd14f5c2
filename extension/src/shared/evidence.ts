// Keeping a proof of what stands in a tab: what a page of ours asks for, and what the page that shows it gets.

/** Why there is no picture: what was reported in the tab may be a picture that nobody may keep; the site is for adults;
 * the browser takes none of this page. */
export type NoPicture = "reported" | "adult" | "refused";

/** What a person saw, as it was when they asked for it. It is in memory only, and is handed over once. */
export interface Capture {
  /** A PNG as a `data:` address, "" where there is none. */
  picture: string;
  why: NoPicture | "";
  address: string;
  /** Milliseconds since 1970, as this computer's clock was. */
  at: number;
}

/** To the background, from a page of ours: `capture` is answered with whether the page with the capture opens,
 * `captured` with the [Capture] that the asking page was opened for, null where there is none (any more). */
export type EvidenceMessage = { type: "capture"; tab: number } | { type: "captured" };

/** Takes what stands in a tab and opens the page that shows it beside the tab. To be called after a press on the
 * toolbar button in that tab, which must be in front: the press is what permits it (`activeTab`). False where the tab
 * shows no web page, and then nothing opens. */
export const capture = (tab: number): Promise<boolean> => send({ type: "capture", tab });

/** For the page that was opened: what it shows. A second call, as after a reload, gives null. */
export const takeCapture = (): Promise<Capture | null> => send({ type: "captured" });

const send = (message: EvidenceMessage) => chrome.runtime.sendMessage(message);
