// Every bound of the page's side. In a file of their own, numbers become part of the code that uses them.

// Reading one box.
export const MOST_NODES = 2000;
export const MOST_TEXT = 65_536;
export const MOST_ROWS = 100;
export const MOST_OPTIONS = 40;
export const MOST_TEXTS = 12;

// Looking for boxes.
/** How many boxes a look considers, and how many hidden ones of a kind it is ready to pass over. */
export const MOST_FOUND = 8;
export const MOST_HIDDEN = 40;
export const MOST_BOXES = 4;
/** A look that takes longer, in milliseconds, goes on at the next one. */
export const BUDGET = 10;
/** Milliseconds that a click can be what opened a box, and a closed box what another one follows. */
export const KEEP = 10_000;
/** After a click on a report phrase, or in a report, a slow site gets this long and is met within 100 ms. */
export const PATIENT = 10_000;
/** However many events there are, looks keep this distance, and leave the page this many times what the last one took. */
export const APART = 16;
export const SHARE = 4;

// Speaking to the background.
export const MOST_PER_SECOND = 4;
export const MOST_PER_MINUTE = 60;
/** Milliseconds to wait for an answer. */
export const PATIENCE = 5000;

// Drawing, in CSS pixels.
export const EDGE = 8;
export const GAP = 12;
export const WIDEST = 352;
export const NARROWEST = 272;
/** A screen holds fewer controls; a hostile page must not make the search for a place long. */
export const MOST_TARGETS = 150;
/** How often the page may take the overlay out before it stays out. */
export const MOST_FIGHTS = 3;
