// Which parts of the picture are made black: by dragging, by two presses at opposite corners, or with a frame that keys
// move. All measures are pixels of the picture.

export interface Point {
  x: number;
  y: number;
}

export interface Box extends Point {
  width: number;
  height: number;
}

export interface Blanks {
  picture: { width: number; height: number };
  /** In the order in which they were made. */
  black: readonly Box[];
  /** What will be black when it is filled. */
  frame: Box | null;
  /** The corner where the pointer went down first. */
  corner: Point | null;
}

export type Change =
  | ({ type: "press" | "drag" } & Point)
  /** `least` is how far the pointer has gone in a drag; a shorter way was a press at the first corner. */
  | ({ type: "release"; least: number } & Point)
  /** Puts a frame in the middle. */
  | { type: "frame" }
  /** Moves the frame by steps of a fortieth of the picture, or makes it larger by them. */
  | { type: "move" | "grow"; x: number; y: number }
  | { type: "fill" }
  | { type: "cancel" }
  | { type: "undo" };

const STEPS = 40;

export const noBlanks = (width: number, height: number): Blanks => ({
  picture: { width, height },
  black: [],
  frame: null,
  corner: null,
});

export function changeBlanks(blanks: Blanks, change: Change): Blanks {
  const { picture, black, frame, corner } = blanks;
  switch (change.type) {
    case "press":
      return corner ? fill(blanks, boxOf(blanks, corner, change)) : { ...blanks, frame: null, corner: change };
    case "drag":
      return corner ? { ...blanks, frame: boxOf(blanks, corner, change) } : blanks;
    case "release":
      if (!corner || Math.hypot(change.x - corner.x, change.y - corner.y) < change.least) return blanks;
      return fill(blanks, boxOf(blanks, corner, change));
    case "frame": {
      const [width, height] = [Math.ceil(picture.width / 4), Math.ceil(picture.height / 4)];
      const middle = { x: (picture.width - width) >> 1, y: (picture.height - height) >> 1, width, height };
      return { ...blanks, frame: middle, corner: null };
    }
    case "move":
    case "grow": {
      if (!frame) return blanks;
      const step = { x: change.x * stepOf(picture.width), y: change.y * stepOf(picture.height) };
      return { ...blanks, corner: null, frame: (change.type === "move" ? moved : grown)(frame, step, picture) };
    }
    case "fill":
      return frame ? fill(blanks, frame) : blanks;
    case "cancel":
      return { ...blanks, frame: null, corner: null };
    case "undo":
      return { ...blanks, black: black.slice(0, -1) };
  }
}

const stepOf = (length: number) => Math.max(1, Math.round(length / STEPS));

const within = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most);

const moved = (box: Box, by: Point, { width, height }: Blanks["picture"]): Box => ({
  ...box,
  x: within(box.x + by.x, 0, width - box.width),
  y: within(box.y + by.y, 0, height - box.height),
});

const grown = (box: Box, by: Point, { width, height }: Blanks["picture"]): Box => ({
  ...box,
  width: within(box.width + by.x, Math.min(stepOf(width), width - box.x), width - box.x),
  height: within(box.height + by.y, Math.min(stepOf(height), height - box.y), height - box.y),
});

const fill = (blanks: Blanks, box: Box): Blanks => ({
  ...blanks,
  black: box.width && box.height ? [...blanks.black, box] : blanks.black,
  frame: null,
  corner: null,
});

/** Whole pixels, rounded outwards: none is left half black. */
function boxOf({ picture }: Blanks, one: Point, other: Point): Box {
  const x = within(Math.floor(Math.min(one.x, other.x)), 0, picture.width);
  const y = within(Math.floor(Math.min(one.y, other.y)), 0, picture.height);
  return {
    x,
    y,
    width: within(Math.ceil(Math.max(one.x, other.x)), 0, picture.width) - x,
    height: within(Math.ceil(Math.max(one.y, other.y)), 0, picture.height) - y,
  };
}
