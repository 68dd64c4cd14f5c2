// What each view is made of. Text only: every string comes finished from the decision. Touches no page.

import type { CoreDecision, Line, Qr, View, Way } from "../../shared/messages";
import type { Branch, Tree } from "./build";

export type Shape = "pill" | "dot" | "card" | "strip";

/** The root element of each view. */
export type Drawing = Record<Shape, Branch>;

type Child = Tree | false | null | undefined | 0;

const ICONS: Record<string, string> = {
  mark: "M7 18.500A9 8 0 1 1 11 20l-5 2zM8 11.500q4 5 8 0",
  call: "M6 3h3l2 5-2.500 2a12 12 0 0 0 5.500 5.500L16 13l5 2v3a3 3 0 0 1-3 3A16 16 0 0 1 3 6a3 3 0 0 1 3-3z",
  write: "M4 5h16v11H10l-4 4v-4H4zM8 9h8M8 12.500h5",
  web: "M7 17L17 7M9 7h8v8",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  close: "M6 6l12 12M18 6L6 18",
};

const h = (tag: string, name: string, children: Child[], given: Record<string, string> = {}): Branch => [
  tag,
  name ? { class: name, ...given } : given,
  ...(children.filter(Boolean) as Tree[]),
];

const svg = (viewBox: string, name: string, d: string) => h("svg", name, [h("path", "", [], { d })], { viewBox, "aria-hidden": "true" });

const icon = (name: string) => svg("0 0 24 24", name, ICONS[name]);

/** A submit button: its event stays in the closed root, and its value says what to do. */
const button = (value: string, look: string, children: Child[], given?: Record<string, string>) =>
  h("button", look, children, { value, ...given });

/** All four views; the style sheet hides what belongs to a card that nobody opened and to a pill that was no dot. */
export function draw({ stage, harm, lines: states }: CoreDecision, { lang, dir, pill, card, other }: View, qr: Record<string, Qr>, touch: boolean): Drawing {
  const [first, ...rest] = card.lines;
  const code = !touch && qr[first.id];
  const cross = (value: string, label: string) => button(value, "x", [icon("close")], { "aria-label": label });

  const way = (line: Line, { id, kind, label, name, href, number }: Way, look: string): Tree => {
    if (number && !touch)
      return button("copy " + number, look, [h("b", "", [number], { dir: "ltr" }), h("span", "", [icon("copy"), h("i", "", [card.copy])])]);
    // A call link in this window would be told to the page: `navigate` with the number, and `beforeunload`.
    const inside = [icon(kind), h("span", "", [label])];
    const full: Record<string, string> = name && name !== label ? { "aria-label": name } : {};
    return /^(tel|sms):/.test(href)
      ? h("a", look, inside, { href, target: "_blank", rel: "noopener", ...full })
      : button(`open ${line.id} ${id}`, look, inside, full);
  };
  const who = ({ id, name, status, note }: Line) =>
    h("div", "who", [
      h("b", /^\d+$/.test(name) ? "digits" : "", [name]),
      status && h("span", states.find((each) => each.id === id)?.open ?? "", [status]),
      note && h("small", "", [note]),
    ]);
  const row = (line: Line) => h("div", "row", [who(line), ...line.ways.map((each) => way(line, each, "small"))]);
  const fold = (label: string, children: Child[]) => h("details", "fold", [h("summary", "", [label]), ...children], { name: "fold" });
  const ways = card.lines.flatMap((line) => line.ways.map((each) => ({ line, each })));
  const pick = (...kinds: string[]) => {
    const found = ways.find(({ each }) => kinds.includes(each.kind));
    if (!found) return;
    const { line, each } = found;
    // Beside the first line's name, another line's way says whose it is.
    return way(line, line === first ? each : { ...each, label: each.name ?? each.label }, each.number === first.name ? "go same" : "go");
  };

  const root = (shape: Shape, label: string, children: Child[]) =>
    h("form", shape, children, {
      role: "region", "aria-label": label, lang, dir,
      "data-view": shape, "data-stage": stage, "data-harm": harm, "data-helpline": stage === "early" ? "" : card.first,
    });
  return {
    dot: root("dot", pill.label, [button("grow", "main", [icon("mark")], { "aria-label": pill.label })]),
    pill: root("pill", pill.label, [
      button("grow", "main", [icon("mark"), h("span", "", [pill.label, pill.hint && h("small", "", [pill.hint])])]),
      button("only", "quiet", [pill.only]),
      cross("dismiss", pill.close),
    ]),
    strip: root("strip", card.name, [who(first), pick("call"), pick("write", "web"), button("grow", "quiet", [card.more])]),
    card: root("card", card.name, [
      h("div", "top", [icon("mark"), h("h2", "", [card.title]), cross("fold", card.close)]),
      h("p", "", [card.body]),
      h("section", "", [
        who(first),
        h("div", "tiles", first.ways.map((each) => way(first, each, "tile"))),
        code && h("details", "scan", [h("summary", "", [card.scan]), svg(`-4 -4 ${code.size + 8} ${code.size + 8}`, "qr", code.path)]),
      ]),
      ...rest.map(row),
      card.notice && h("p", "notice", [card.notice]),
      card.questions && fold(card.questions.label, card.questions.items.flatMap(({ q, a }) => [h("h3", "", [q]), h("p", "", [a])])),
      card.needs && fold(card.needs.label, card.needs.items.flatMap(({ title, lines }) => [h("h3", "", [title]), ...lines.map(row)])),
      card.continue && button("continue", "wide", [card.continue]),
      h("div", "foot", [
        button("dismiss", "quiet", [card.dismiss]),
        ...other.map(({ lang, label }) => button("lang " + lang, "quiet", [label], { lang })),
      ]),
    ]),
  };
}
