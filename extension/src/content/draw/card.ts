// What the card is made of, from the title down to "not now".

import type { Qr } from "../../shared/messages";
import { unpackQr } from "../../shared/qr";
import type { Branch } from "./build";
import { nameOf, rowOf, wayOf } from "./line";
import { button, type Child, cross, element, icon, picture, region, type Shown } from "./pieces";

/** `isOpened`: a person opened it, and so can close it. */
export function drawCard(shown: Shown, isOpened: boolean): Branch {
  const { qr, view } = shown;
  const { card, other } = view;
  const [first, ...rest] = card.lines;
  const { questions, needs } = card;
  return region("card", shown, card.name, [
    element("div", "top", [icon("mark"), element("h2", "", [card.title]), isOpened && cross("fold", card.close)]),
    element("p", "", [card.body]),
    element("section", "", [
      nameOf(first, first.open),
      element(
        "div",
        "tiles",
        first.ways.map((way) => wayOf(card, first, way, "tile")),
      ),
      qr && element("details", "scan", [element("summary", "", [card.scan]), pictureOf(qr)]),
    ]),
    ...rest.map((line) => rowOf(card, line)),
    card.notice && element("p", "notice", [card.notice]),
    questions &&
      fold(
        questions.label,
        questions.items.flatMap(({ q, a }) => [heading(q), element("p", "", [a])]),
      ),
    needs &&
      fold(
        needs.label,
        needs.items.flatMap(({ title, lines }) => [heading(title), ...lines.map((line) => rowOf(card, line))]),
      ),
    card.continue && button("continue", "wide", [card.continue]),
    element("div", "foot", [
      button("dismiss", "quiet", [card.dismiss]),
      ...other.map(({ lang, label }) => button(`lang ${lang}`, "quiet", [label], { lang })),
    ]),
  ]);
}

const heading = (text: string): Branch => element("h3", "", [text]);

/** One is open at a time. */
const fold = (label: string, children: Child[]): Branch =>
  element("details", "fold", [element("summary", "", [label]), ...children], { name: "fold" });

/** A QR code with the quiet zone of four modules that its readers need. */
const pictureOf = (qr: Qr): Branch => picture("qr", `-4 -4 ${qr.size + 8} ${qr.size + 8}`, pathOf(qr));

/** The dark modules as an SVG path, each run in a row one rectangle. */
export function pathOf(qr: Qr): string {
  const isDark = unpackQr(qr);
  let path = "";
  for (let y = 0; y < qr.size; y++) {
    for (let x = 0, wide = 0; x < qr.size; x += wide || 1) {
      for (wide = 0; isDark(x + wide, y);) wide++;
      if (wide) path += `M${x} ${y}h${wide}v1h-${wide}z`;
    }
  }
  return path;
}
