// Every threshold of the page's side; how large a snapshot may be stands in shared/limits.ts.

/** Looks after an action. */
export const LOOKS = [0, 50, 150, 400, 1000, 2000, 3000];

/** An enum, because its values stand where they are used and cost the page no names. */
export const enum Limit {
  // When to look, in milliseconds.
  /** After a click on a report phrase, or in a report, a slow site gets this long and is met within 100 ms. */
  PATIENT = 10_000,
  /** After what a page does by itself the distance of looks doubles up to this, until the person acts again. */
  CALM = 1000,
  /** However many events there are, looks keep this distance, and leave the page so many times what the last one took;
   * questions that are put again keep it, too. */
  APART = 16,
  SHARE = 4,
  /** A click this soon after the pointer came up is the pointer's, not a key's or a tool's. */
  SAME_PRESS = 500,

  // What one look may read, over all boxes.
  /** Elements. */
  MOST_NODES = 2000,
  /** Elements that say by themselves that they can be activated: an option may have three, of which one row is told. */
  MOST_CONTROLS = 300,
  /** UTF-16 units of text. */
  MOST_TEXT = 65_536,
  /** Times that a look goes down into a shadow root or a frame where something is drawn. */
  MOST_DESCENTS = 60,
  /** Of any one text this much is looked at: a page may hold megabytes. */
  MOST_OF_ONE_TEXT = 2000,
  /** Elements that are asked for the words of what was clicked. */
  MOST_AROUND_CLICK = 40,
  /** Elements directly in something that is one control. */
  MOST_IN_CONTROL = 12,
  /** Of one select, and of lists that stand elsewhere than the dialog. */
  MOST_OPTIONS = 40,
  /** What says more words is a sentence, no row and no title. */
  MOST_WORDS = 12,

  // Looking for boxes.
  /** How many boxes a look considers, and how many hidden ones of a kind it is ready to pass over. */
  MOST_FOUND = 8,
  MOST_HIDDEN = 40,
  /** Elements of a box that tell whether it still says the same, and UTF-16 units of each of their texts. */
  MOST_IN_SIGN = 24,
  /** UTF-16 units of a box in which a report word is looked for: in any script that takes less than 5 ms. */
  GLANCE = 8000,
  /** How many boxes that were no reports are remembered. */
  MOST_REFUSED = 50,
  /** How many are watched at a time. */
  MOST_BOXES = 4,
  /** How many boxes can come of one act, where nothing but that speaks for them. */
  MOST_OPENED = 6,
  /** Milliseconds that a click can be what opened a box, and a closed box what another one follows. */
  KEEP = 10_000,
  /** Milliseconds after a click in which watched boxes are read at each look: not every change can be observed. */
  RESTLESS = 1100,
  /** Milliseconds in which a click repeats the choice before it: through a label, or through a key on a button. */
  ECHO = 300,
  ECHO_OF_KEY = 3000,

  // Speaking to the background.
  MOST_PER_SECOND = 4,
  MOST_PER_MINUTE = 60,
  /** Milliseconds to wait for an answer, where there is something else to ask. */
  PATIENCE = 5000,
  /** How often a question is put to a background that answers badly, and for how many milliseconds to one that was
   * stopped under way. */
  TRIES = 2,
  PERSISTENCE = 10_000,

  // Drawing, in CSS pixels.
  EDGE = 8,
  GAP = 12,
  WIDEST = 352,
  TALLEST = 640,
  NARROWEST = 272,
  /** A screen holds fewer controls; a hostile page must not make the search for a place long. */
  MOST_TARGETS = 150,
  /** Milliseconds and pixels within which a second press belongs to the first. */
  TWICE = 400,
  NEAR = 24,
  /** A page that takes the overlay out within so many milliseconds fights it, and how often it may before it stays out. */
  FIGHT = 200,
  MOST_FIGHTS = 3,
}
