// What is each shape made of?

import type { Card, Line, View, Way } from "../../shared/messages";
import { copyOf, firstWayOf, nameOf, rowOf, wayName, wayOf } from "./line";
import type { Shape, State } from "./overlay";
import { block, type Branch, button, cross, icon, type Shown, type Tree } from "./pieces";

/** The root element of a shape; its data are for tests. */
const region = (shape: Shape, { stage, harm, size, view }: Shown, label: string, ...children: Tree[]): Branch => {
  const { lang, dir, card } = view;
  const attributes = {
    class: shape,
    role: "region",
    "aria-label": label,
    lang,
    dir,
    ...(size && { "data-size": size }),
    "data-stage": stage,
    "data-harm": harm,
    "data-helpline": card.first,
  };
  return ["form", attributes, ...children.map((each) => tell(each, view))];
};

/** Says of each text that the language does not have in which one it is. */
const tell = (tree: Tree, view: View): Tree => {
  const { partial } = view;
  if (!partial || !tree) return tree;
  if (typeof tree === "string") {
    return partial.begins.some((each) => tree.startsWith(each)) ? tree : ["i", { lang: partial.rest.lang }, tree];
  }
  const [tag, attributes, ...children] = tree;
  return attributes.lang ? tree : [tag, attributes, ...children.map((each) => tell(each, view))];
};

// Nothing in the dot and the pill names a harm or a victim: others look at the screen.

export const drawDot = (shown: Shown): Branch => {
  const { label } = shown.view.pill;
  return region("dot", shown, label, button("grow", { class: "main", "aria-label": label }, icon("mark")));
};

/** One that was a dot, because it was dismissed before, can be kept from coming again. */
export const drawPill = (shown: Shown, { isUndotted }: Pick<State, "isUndotted">): Branch => {
  const { label, hint, only, close } = shown.view.pill;
  return region(
    "pill",
    shown,
    label,
    button("grow", { class: "main" }, icon("mark"), ["div", {}, label, hint && ["small", {}, hint]]),
    isUndotted && button("only", { class: "quiet" }, only),
    cross("dismiss", close),
  );
};

/** Who is there, one way to call, one to write, and the way to the card. In a school, where phones may be forbidden,
 * writing is first. */
export const drawStrip = (shown: Shown): Branch => {
  const { card } = shown.view;
  const [first] = card.lines;
  const firstOf = (...kinds: Way["kind"][]): Tree => {
    for (const line of card.lines) {
      const way = line.ways.find(({ kind }) => kinds.includes(kind));
      // Beside the first line's name, another line's way says whose it is.
      if (way) return firstWayOf(card, line, way, "go", false, line === first ? "" : wayName(card, line, way));
    }
  };
  const ways = [firstOf("call"), firstOf("write", "web")];
  if (card.school) ways.reverse();
  return region(
    "strip",
    shown,
    card.name,
    nameOf(first ?? { name: card.title }),
    ...ways,
    button("grow", { class: "quiet" }, card.more),
  );
};

/** From the title down to "not now". What a person opened, they can close. */
export const drawCard = (shown: Shown, { isOpened, isCalling }: Pick<State, "isOpened" | "isCalling">): Branch => {
  const { qr, view } = shown;
  const { card, languages, partial } = view;
  const [first, ...rest] = card.lines;
  const row = (line: Line) => rowOf(card, line);
  const { aside, danger, prepare, near = [], questions, needs } = card;
  return region(
    "card",
    shown,
    card.name,
    // Nothing tells the page of what moves in columns.
    block(
      "columns",
      block(
        "column",
        block("top", icon("mark"), ["h2", {}, card.title], isOpened && cross("fold", card.close)),
        card.body && ["p", {}, card.body],
        first && [
          "section",
          {},
          nameOf(first),
          !!first.ways[0] &&
            block("tiles", ...first.ways.map((way) => firstWayOf(card, first, way, "tile", isCalling))),
          isCalling && drawNumber(card, first, qr),
        ],
        prepare && fold(prepare.label, ...prepare.items.map((text) => sentence(card, text))),
        aside && heading(aside),
        ...rest.map(row),
        danger &&
          block(
            "row",
            ["b", {}, danger.label],
            ...danger.lines.flatMap((line) => line.ways.slice(0, 1).map((way) => dangerWay(card, line, way))),
          ),
        ...near.map(({ label, lines }) => fold(label, ...lines.map(row))),
        ...[card.notice, card.school].map((text): Tree => text && ["p", { class: "notice" }, text]),
        questions && fold(questions.label, ...questions.items.flatMap(({ q, a }) => [heading(q), ["p", {}, a] as Branch])),
        !!needs?.items[0] &&
          fold(
            needs.label,
            ...needs.items.flatMap(({ title, lines }) => [heading(title), ...lines.map(row)]),
          ),
        fold(
          ["span", {}, icon("globe"), languages.label],
          block("names", ...Object.entries(languages.names).map(([lang, label]) => speak(lang, label))),
        ),
        block(
          "end",
          card.continue && button("continue", { class: "wide" }, card.continue),
          block(
            "foot",
            button("dismiss", { class: "quiet" }, card.dismiss),
            partial && speak(partial.rest.lang, partial.rest.label),
          ),
        ),
      ),
    ),
  );
};

/** The number to call, where the line is not named by it, and what a telephone reads it from. */
const drawNumber = (card: Card, line: Line, qr?: string): Tree => {
  const call = line.ways.find(({ number }) => number);
  return (
    call &&
    block("number", qr && pictureOf(qr), [
      "div",
      {},
      call.number !== line.name && ["b", { dir: "ltr" }, call.number],
      qr && ["p", {}, card.scan],
      wayOf(card, line, call, "small"),
    ])
  );
};

const dangerWay = (card: Card, line: Line, way: Way): Branch =>
  wayOf(card, line, way, "small", way.kind === "call" ? line.name : wayName(card, line, way));

/** Has the card said in another language. */
const speak = (lang: string, label: string): Branch => button(`lang ${lang}`, { class: "quiet", lang }, label);

const sentence = (card: Card, text: string): Branch => block("row", ["p", {}, text], copyOf(card, text));

const heading = (text: string): Branch => ["h3", {}, text];

/** One is open at a time. */
const fold = (label: Tree, ...children: Tree[]): Branch =>
  ["details", { class: "fold", name: "fold" }, ["summary", {}, label], ...children];

/** A QR code with the quiet zone of four modules that its readers need; dark modules in a row are one rectangle. */
const pictureOf = (qr: string): Branch => {
  const rows = qr.split("\n");
  const runs = rows.flatMap((row, y) =>
    [...row.matchAll(/#+/g)].map(({ 0: { length }, index }) => `M${index} ${y}h${length}v1h-${length}z`),
  );
  return icon("qr", `-4 -4 ${rows.length + 8} ${rows.length + 8}`, { d: runs.join("") });
};

/** Draws what a person did not dismiss, as they left it. */
export const drawShape: Record<Shape, (shown: Shown, state: State) => Branch> = {
  dot: drawDot,
  pill: drawPill,
  strip: drawStrip,
  card: drawCard,
};
