// Every threshold of the page's side; how large a snapshot may be stands in shared/limits.ts.

// When to look, in milliseconds.
/** Looks after an action. */
export const LOOKS = [0, 50, 150, 400, 1000, 2000, 3000];
/** After a click on a report phrase, or in a report, a slow site gets this long and is met within 100 ms. */
export const PATIENT = 10_000;
/** After what a page does by itself the distance of looks doubles up to this, until the person acts again. */
export const CALM = 1000;
/** However many events there are, looks keep this distance, and leave the page so many times what the last one took. */
export const APART = 16;
export const SHARE = 4;
/** A click this soon after the pointer came up is the pointer's, not a key's or a tool's. */
export const SAME_PRESS = 500;

// What one look may read, over all boxes.
/** Elements. */
export const MOST_NODES = 2000;
/** Elements that say by themselves that they can be activated: an option may have three, of which one row is told. */
export const MOST_CONTROLS = 300;
/** UTF-16 units of text. */
export const MOST_TEXT = 65_536;
/** Times that a look goes down into a shadow root or a frame where something is drawn. */
export const MOST_DESCENTS = 60;
/** Of any one text this much is looked at: a page may hold megabytes. */
export const MOST_OF_ONE_TEXT = 2000;
/** Elements that are asked for the words of what was clicked. */
export const MOST_AROUND_CLICK = 40;
/** Elements directly in something that is one control. */
export const MOST_IN_CONTROL = 12;
/** Of one select. */
export const MOST_OPTIONS = 40;
/** What says more words is a sentence, no row and no title. */
export const MOST_WORDS = 12;

// Looking for boxes.
/** How many boxes a look considers, and how many hidden ones of a kind it is ready to pass over. */
export const MOST_FOUND = 8;
export const MOST_HIDDEN = 40;
/** Elements of a box that tell whether it still says the same, and UTF-16 units of each of their texts. */
export const MOST_IN_SIGN = 24;
/** UTF-16 units of a box in which a report word is looked for before it is read. */
export const GLANCE = 8000;
/** How many boxes that were no reports are remembered. */
export const MOST_REFUSED = 50;
/** How many are watched at a time. */
export const MOST_BOXES = 4;
/** How many boxes can come of one act, where nothing but that speaks for them. */
export const MOST_OPENED = 6;
/** Milliseconds that a click can be what opened a box, and a closed box what another one follows. */
export const KEEP = 10_000;
/** Milliseconds after a click in which watched boxes are read at each look: not every change can be observed. */
export const RESTLESS = 1100;
/** Milliseconds in which a click repeats the choice before it: through a label, or through a key on a button. */
export const ECHO = 300;
export const ECHO_OF_KEY = 3000;

// Speaking to the background.
export const MOST_PER_SECOND = 4;
export const MOST_PER_MINUTE = 60;
/** Milliseconds to wait for an answer. */
export const PATIENCE = 5000;
/** How often a question is put to a background that answers badly, and for how many milliseconds to one that was
 * stopped under way. */
export const TRIES = 2;
export const PERSISTENCE = 10_000;

// Drawing, in CSS pixels.
export const EDGE = 8;
export const GAP = 12;
export const WIDEST = 352;
export const TALLEST = 640;
export const NARROWEST = 272;
/** A screen holds fewer controls; a hostile page must not make the search for a place long. */
export const MOST_TARGETS = 150;
/** How often the page may take the overlay out before it stays out. */
export const MOST_FIGHTS = 3;
