// What each view is made of. Text only: every string comes finished from the decision.

import type { Decision, Line, View, Way } from "../../messages";

export type Shape = "pill" | "dot" | "card" | "strip";

type Child = Node | string | false | null | undefined | 0;

const ICONS: Record<string, string> = {
  mark: "M7 18.500A9 8 0 1 1 11 20l-5 2zM8 11.500q4 5 8 0",
  call: "M6 3h3l2 5-2.500 2a12 12 0 0 0 5.500 5.500L16 13l5 2v3a3 3 0 0 1-3 3A16 16 0 0 1 3 6a3 3 0 0 1 3-3z",
  write: "M4 5h16v11H10l-4 4v-4H4zM8 9h8M8 12.500h5",
  web: "M7 17L17 7M9 7h8v8",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  close: "M6 6l12 12M18 6L6 18",
};

function h<T extends keyof HTMLElementTagNameMap>(tag: T, className: string, children: Child[], given?: Partial<HTMLElementTagNameMap[T]>) {
  const node = Object.assign(document.createElement(tag), { className }, given);
  node.append(...(children.filter(Boolean) as Node[]));
  return node;
}

function svg(side: string, name: string, d: string): Node {
  const [node, path] = ["svg", "path"].map((tag) => document.createElementNS("http://www.w3.org/2000/svg", tag));
  node.setAttribute("viewBox", side);
  node.classList.add(name);
  path.setAttribute("d", d);
  node.append(path);
  return node;
}

const icon = (name: string) => svg("0 0 24 24", name, ICONS[name]);

/** A submit button: its event stays in the closed root, and its value says what to do. */
const button = (value: string, look: string, children: Child[], ariaLabel: string | null = null, lang = "") =>
  h("button", look, children, { value, ariaLabel, lang });

/** `opened`: by the person, so it can be closed. `choice`: the pill came out of the dot and offers the card only. */
export function draw(shape: Shape, { stage, dot, lines: states, qr }: Decision, { pill, card, other }: View, opened: boolean, choice: boolean): Node[] {
  const touch = matchMedia("(pointer:coarse)").matches;
  const [first, ...rest] = card.lines;

  const way = (line: Line, { id, kind, label, href, number }: Way, look: string): Node => {
    if (number && !touch)
      return button("copy " + number, look, [h("b", "", [number], { dir: "ltr" }), h("span", "", [icon("copy"), h("i", "", [card.copy])])]);
    const inside = [icon(kind), h("span", "", [label])];
    return /^(tel|sms):/.test(href) ? h("a", look, inside, { href }) : button(`open ${line.id} ${id}`, look, inside);
  };
  const who = ({ id, name, status, note }: Line) =>
    h("div", "who", [
      h("b", /^\d+$/.test(name) ? "digits" : "", [name]),
      status && h("span", states.find((each) => each.id === id)?.open ?? "", [status]),
      note && h("small", "", [note]),
    ]);
  const row = (line: Line) => h("div", "row", [who(line), ...line.ways.map((each) => way(line, each, "small"))]);
  const fold = (label: string, children: Child[]) => h("details", "fold", [h("summary", "", [label]), ...children], { name: "fold" });
  const pick = (kinds: RegExp) => {
    for (const line of card.lines)
      for (const each of line.ways) if (kinds.test(each.kind)) return way(line, each, each.number === first.name ? "go same" : "go");
  };

  if (shape === "dot") return [button(dot && stage === "early" && !choice ? "undot" : "grow", "main", [icon("mark")], pill.label)];
  if (shape === "pill") {
    const text = h("span", "", [pill.label, pill.hint && h("small", "", [pill.hint])]);
    const only = choice ? [button("only", "quiet", [pill.only])] : [];
    return [button("grow", "main", [icon("mark"), text]), ...only, button("dismiss", "x", [icon("close")], pill.close)];
  }
  const parts: Child[] =
    shape === "strip"
      ? [who(first), pick(/call/), pick(/w/), button("grow", "quiet", [card.more])]
      : [
          h("header", "", [icon("mark"), h("h2", "", [card.title]), opened && button("fold", "x", [icon("close")], card.close)]),
          h("p", "", [card.body]),
          h("section", "", [
            who(first),
            h("div", "tiles", first.ways.map((each) => way(first, each, "tile"))),
            !touch &&
              qr[first.id] &&
              h("details", "scan", [
                h("summary", "", [card.scan]),
                svg(`-4 -4 ${qr[first.id].size + 8} ${qr[first.id].size + 8}`, "qr", qr[first.id].path),
              ]),
          ]),
          ...rest.map(row),
          card.notice && h("p", "notice", [card.notice]),
          card.questions && fold(card.questions.label, card.questions.items.flatMap(({ q, a }) => [h("h3", "", [q]), h("p", "", [a])])),
          card.needs && fold(card.needs.label, card.needs.items.flatMap(({ title, lines }) => [h("h3", "", [title]), ...lines.map(row)])),
          button("continue", "wide", [card.continue]),
          h("footer", "", [
            button("dismiss", "quiet", [card.dismiss]),
            ...other.map(({ lang, label }) => button("lang " + lang, "quiet", [label], null, lang)),
          ]),
        ];
  return parts.filter(Boolean) as Node[];
}
