// What is each shape made of?

import type { Way } from "../../shared/messages";
import { nameOf, rowOf, wayOf } from "./line";
import type { Shape, State } from "./overlay";
import { type Branch, button, cross, icon, picture, type Shown, type Tree } from "./pieces";

/** Draws what a person did not dismiss, as they left it. */
export const drawShape: Record<Shape, (shown: Shown, state: State) => Branch> = {
  dot: drawDot,
  pill: drawPill,
  strip: drawStrip,
  card: drawCard,
};

/** The root element of a shape; its data are for tests. */
function region(shape: Shape, { stage, harm, view }: Shown, label: string, ...children: Tree[]): Branch {
  const { lang, dir, card } = view;
  const attributes = {
    class: shape,
    role: "region",
    "aria-label": label,
    lang,
    dir,
    "data-view": shape,
    "data-stage": stage,
    "data-harm": harm,
    "data-helpline": stage === "early" ? "" : card.first,
  };
  return ["form", attributes, ...children];
}

// Nothing in the dot and the pill names a harm or a victim: others look at the screen.

export function drawDot(shown: Shown): Branch {
  const { label } = shown.view.pill;
  return region("dot", shown, label, button("grow", { class: "main", "aria-label": label }, icon("mark")));
}

/** One that was a dot, because it was dismissed before, can be kept from coming again. */
export function drawPill(shown: Shown, { isUndotted }: Pick<State, "isUndotted">): Branch {
  const { label, hint, only, close } = shown.view.pill;
  return region(
    "pill",
    shown,
    label,
    button("grow", { class: "main" }, icon("mark"), ["div", {}, label, hint && ["small", {}, hint]]),
    isUndotted && button("only", { class: "quiet" }, only),
    cross("dismiss", close),
  );
}

/** The first line, one way to call, one to write, and the way to the card. */
export function drawStrip(shown: Shown): Branch {
  const { card } = shown.view;
  const [first] = card.lines;
  const firstOf = (...kinds: Way["kind"][]): Tree => {
    for (const line of card.lines) {
      const way = line.ways.find(({ kind }) => kinds.includes(kind));
      if (!way) continue;
      // Beside the first line's name, another line's way says whose it is.
      const label = line === first ? way.label : (way.name ?? way.label);
      return wayOf(card, line, { ...way, label }, way.number === first.name ? "go same" : "go");
    }
  };
  return region(
    "strip",
    shown,
    card.name,
    nameOf(first, first.open),
    firstOf("call"),
    firstOf("write", "web"),
    button("grow", { class: "quiet" }, card.more),
  );
}

/** From the title down to "not now". What a person opened, they can close. */
export function drawCard(shown: Shown, { isOpened }: Pick<State, "isOpened">): Branch {
  const { qr, view } = shown;
  const { card, other } = view;
  const [first, ...rest] = card.lines;
  const { questions, needs } = card;
  return region(
    "card",
    shown,
    card.name,
    ["div", { class: "top" }, icon("mark"), ["h2", {}, card.title], isOpened && cross("fold", card.close)],
    ["p", {}, card.body],
    [
      "section",
      {},
      nameOf(first, first.open),
      ["div", { class: "tiles" }, ...first.ways.map((way) => wayOf(card, first, way, "tile"))],
      qr && ["details", { class: "scan" }, ["summary", {}, card.scan], pictureOf(qr)],
    ],
    ...rest.map((line) => rowOf(card, line)),
    card.notice && ["p", { class: "notice" }, card.notice],
    questions && fold(questions.label, ...questions.items.flatMap(({ q, a }) => [heading(q), ["p", {}, a] as Branch])),
    needs &&
      fold(
        needs.label,
        ...needs.items.flatMap(({ title, lines }) => [heading(title), ...lines.map((line) => rowOf(card, line))]),
      ),
    card.continue && button("continue", { class: "wide" }, card.continue),
    [
      "div",
      { class: "foot" },
      button("dismiss", { class: "quiet" }, card.dismiss),
      ...other.map(({ lang, label }) => button(`lang ${lang}`, { class: "quiet", lang }, label)),
    ],
  );
}

const heading = (text: string): Branch => ["h3", {}, text];

/** One is open at a time. */
const fold = (label: string, ...children: Tree[]): Branch =>
  ["details", { class: "fold", name: "fold" }, ["summary", {}, label], ...children];

/** A QR code with the quiet zone of four modules that its readers need; dark modules in a row are one rectangle. */
function pictureOf(qr: string): Branch {
  const rows = qr.split("\n");
  const runs = rows.flatMap((row, y) =>
    [...row.matchAll(/#+/g)].map(({ 0: { length }, index }) => `M${index} ${y}h${length}v1h-${length}z`),
  );
  return picture("qr", `-4 -4 ${rows.length + 8} ${rows.length + 8}`, runs.join(""));
}
