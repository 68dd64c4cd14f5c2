import assert from "node:assert/strict";
import { test } from "node:test";
import { MOST_NODES, MOST_TEXT } from "../limits";
import { type Look, isSpent, startLook } from "./look";
import { made, unread } from "../../../test/plain";
import { nameOf } from "./text";
import { wordsOn } from "./target";
import { see } from "./walk";

/** An element of a page that is not there. */
interface Fake {
  tag: string;
  parts: (string | Fake)[];
  isLeftOut?: boolean;
  labels?: Fake[];
}

const fake = (tag: string, ...parts: (string | Fake)[]): Fake => ({ tag, parts });
const element = (node: Fake) => node as unknown as Element;

/** A look at such elements, and how often each was asked. */
function look(nodes?: number): Look & { asked: Map<Fake, number> } {
  const asked = new Map<Fake, number>();
  const of = (each: Element) => each as unknown as Fake;
  const page = {
    describe(each: Element) {
      const node = of(each);
      asked.set(node, (asked.get(node) ?? 0) + 1);
      return made(node.tag, { element: each, isRead: false, isLeftOut: !!node.isLeftOut });
    },
    partsOf: (each: Element) => of(each).parts as (string | Element)[],
    labelsOf: (each: Element) => (of(each).labels ?? []) as unknown as Element[],
    belowUnread: () => unread({ says: true }),
  };
  return { ...startLook(page, nodes), asked };
}

const rowOf = (place: number) => fake("li", fake("button", fake("span", `Raison ${place}`)));
const listOf = (count: number) => fake("ul", ...Array.from({ length: count }, (_, place) => rowOf(place)));

test("each element is asked once a look, whoever asks for it", () => {
  const list = listOf(100);
  const wrapper = fake("div", fake("div", list));
  const it = look();
  see(element(list), it);
  see(element(wrapper), it);
  see(element(wrapper), it);
  assert.ok([...it.asked.values()].every((times) => times === 1));
  assert.equal(it.asked.size, 303);
  assert.equal(it.nodes, MOST_NODES - 303);
});

test("ten times the rows are ten times the elements, a thousand no more than a look may ask", () => {
  const asked = (count: number) => {
    const it = look();
    see(element(listOf(count)), it);
    return [...it.asked.values()].reduce((sum, times) => sum + times, 0);
  };
  assert.equal(asked(10), 31);
  assert.equal(asked(100), 301);
  assert.ok(asked(1000) <= MOST_NODES + 1);
});

test("siblings are known once their parent is read, however many", () => {
  const it = look();
  const list = see(element(listOf(50)), it);
  assert.deepEqual(new Set(list.parts.map((part) => typeof part !== "string" && part.alike)), new Set([50]));
});

test("a look that is spent reads no further", () => {
  const it = look(10);
  see(element(listOf(100)), it);
  assert.ok(isSpent(it));
  assert.ok(it.asked.size <= 11);
});

test("text is spent as well", () => {
  const it = look();
  const node = see(element(fake("div", "a".repeat(MOST_TEXT), fake("p", "b"))), it);
  assert.equal(node.parts.length, 1);
  assert.ok(isSpent(it));
});

test("what is left out is not walked into, unless it is what is asked for", () => {
  const inner = { ...fake("blockquote", "quoted"), isLeftOut: true };
  const it = look();
  const box = see(element(fake("div", inner)), it);
  const [left] = box.parts;
  assert.ok(typeof left === "object" && !left.parts.length && left.below.says);
  assert.deepEqual(see(element(inner), it).parts, ["quoted"]);
});

test("a name that stands elsewhere, even hidden, is read there", () => {
  const title = { ...fake("h2", "Signaler"), isLeftOut: true };
  const node = { ...fake("div"), labels: [title] };
  assert.equal(nameOf(see(element(node), look())), "Signaler");
});

test("an element that is labelled by what holds it is read all the same", () => {
  const inner: Fake = fake("div", "a");
  const outer = fake("div", inner);
  inner.labels = [outer];
  assert.equal(see(element(outer), look()).parts.length, 1);
});

test("four hundred levels are walked like any other", () => {
  let node = fake("div", "Haine");
  for (let level = 1; level < 400; level++) node = fake("div", node);
  const it = look();
  see(element(node), it);
  assert.equal(it.asked.size, 400);
});

test("the words of what was clicked are those of its control", () => {
  const icon = made("i", {}, "Fermer");
  const button = made("button", { label: "Signaler" }, "Plus", icon);
  assert.equal(wordsOn([icon, button, made("div", {}, "Autre")]), "PlusFermer Signaler");
});

test("without a control they are those of the smallest thing that says something", () => {
  const around = made("div", {}, "Signaler");
  assert.equal(wordsOn([made("i"), around, made("div", {}, "Autre")]).trim(), "Signaler");
  assert.equal(wordsOn([made("div", {}, "mot ".repeat(13))]), "");
  assert.equal(wordsOn([]), "");
});
