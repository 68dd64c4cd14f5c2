import assert from "node:assert/strict";
import { test } from "node:test";
import { Limit } from "../limits";
import { lookAt, made, plain, seen, timesAsked } from "../../../test/element";
import { isSpent } from "./look";
import { see } from "./see";
import { saidBy } from "./target";
import { linesOf, nameOf } from "./text";

const rowOf = (place: number) => plain("li", plain("button", plain("span", `Raison ${place}`)));
const listOf = (count: number) => plain("ul", ...Array.from({ length: count }, (_, place) => rowOf(place)));
const allOf = (element: Element) => [element, ...element.querySelectorAll("span,button,li,ul,div,p,i")];
const asked = (element: Element) => allOf(element).reduce((sum, each) => sum + timesAsked(each), 0);

test("each element is asked once a look, whoever asks for it", () => {
  const list = listOf(100);
  const wrapper = plain("div", plain("div", list));
  const look = lookAt();
  see(list, look);
  see(wrapper, look);
  see(wrapper, look);
  assert.ok(allOf(wrapper).every((each) => timesAsked(each) === 1));
  assert.equal(look.nodes, Limit.MOST_NODES - 303);
});

test("ten times the rows are ten times the elements, up to those that may be told", () => {
  const cost = (count: number) => {
    const list = listOf(count);
    see(list, lookAt());
    return asked(list);
  };
  assert.equal(cost(10), 31);
  assert.equal(cost(100), 301);
  assert.equal(cost(1000), cost(10_000));
  assert.ok(cost(1000) <= 3 * Limit.MOST_CONTROLS + 1);
});

test("siblings are known once their parent is read, however many", () => {
  const { parts = [] } = seen(listOf(50));
  assert.deepEqual(new Set(parts.map((part) => typeof part !== "string" && part.kin.alike)), new Set([50]));
});

test("a look that is spent reads no further", () => {
  const look = lookAt(10);
  const list = listOf(100);
  see(list, look);
  assert.ok(isSpent(look));
  assert.ok(asked(list) <= 11);
});

test("one budget is spent across all boxes of a look", () => {
  const look = lookAt();
  const boxes = Array.from({ length: 8 }, () => plain("div", ...Array.from({ length: 1000 }, () => plain("p", "a"))));
  for (const box of boxes) see(box, look);
  const nodes = boxes.flatMap((box) => [box, ...box.querySelectorAll("p")]).filter((each) => timesAsked(each));
  assert.ok(nodes.length <= 3000 && nodes.length >= Limit.MOST_NODES, `${nodes.length}`);
});

test("a name that many share is worked out once", () => {
  const node = seen(plain("h2", "Raisons"));
  assert.equal(linesOf(node), linesOf(node));
});

test("text is spent as well", () => {
  const look = lookAt();
  const texts = Array.from({ length: 40 }, () => "a".repeat(Limit.MOST_TEXT));
  const { parts } = see(plain("div", ...texts), look);
  assert.equal(parts?.length, 33);
  assert.ok(isSpent(look));
});

test("what is left out is not walked into, unless it is what is asked for", () => {
  const inner = plain("blockquote", "quoted");
  const look = lookAt();
  const [left] = see(plain("div", inner), look).parts ?? [];
  assert.ok(typeof left === "object" && !left.parts && left.below.says);
  assert.deepEqual(see(inner, look).parts, ["quoted"]);
});

test("what stands below is known alike, whether it was read or left out", () => {
  const inside = () => [
    plain("h2", "Spam"), plain("button", made("img", { alt: "icon" })),
    made("input", { type: "radio", checked: true }), made("i", { role: "radio" }),
  ];
  const read = seen(plain("div", plain("div", ...inside()))).below;
  const left = seen(plain("div", made("div", {}, { isHidden: true }, ...inside()))).below;
  assert.deepEqual(read, { says: true, control: true, more: true, on: true, inputs: 1, drawn: 1, name: "icon" });
  assert.deepEqual(left, read);
});

test("our own host is no part of the page", () => {
  const host = plain("div", "3018");
  const look = { ...lookAt(), host };
  assert.equal(nameOf(see(plain("div", host), look)), "");
});

test("what the gate calls content is not read", () => {
  const look = { ...lookAt(), content: ",[class=quoted]" };
  assert.equal(nameOf(see(plain("div", made("p", { class: "quoted" }, {}, "a"), plain("p", "b")), look)), "b");
});

test("a name that stands elsewhere, even hidden, is read there", () => {
  const title = made("h2", { id: "t" }, { isHidden: true }, "Signaler");
  const box = made("div", { "aria-labelledby": "t" });
  plain("section", title, box);
  assert.equal(nameOf(seen(box)), "Signaler");
});

test("an element that is labelled by what holds it is read all the same", () => {
  const outer = made("div", { id: "o" }, {}, made("div", { "aria-labelledby": "o" }, {}, "a"));
  assert.equal(seen(outer).parts?.length, 1);
});

test("four hundred levels are walked like any other", () => {
  let node = plain("div", "Haine");
  for (let level = 1; level < 400; level++) node = plain("div", node);
  const look = lookAt();
  see(node, look);
  assert.equal(look.nodes, Limit.MOST_NODES - 400);
});

test("the words of what was clicked are those of its control", () => {
  const icon = plain("i", "Fermer");
  plain("div", made("button", { "aria-label": "Signaler" }, {}, "Plus", icon), "Autre");
  assert.equal(saidBy(icon, lookAt()), "PlusFermer Signaler");
});

test("without a control they are those of the smallest thing that says something", () => {
  const icon = plain("i");
  plain("section", plain("div", icon, "Signaler"), plain("p", "Autre"));
  assert.equal(saidBy(icon, lookAt()).trim(), "Signaler");
  assert.equal(saidBy(plain("div", "mot ".repeat(13)), lookAt()), "");
});

test("of what holds more than a control does nothing is read for its words", () => {
  const icon = plain("i");
  const many = plain("main", icon, ...Array.from({ length: 1000 }, () => plain("p", "Signaler")));
  assert.equal(saidBy(icon, lookAt()), "");
  assert.ok(asked(many) <= 1, `${asked(many)}`);
});

test("nor of a feed around it, which is left out and not counted", () => {
  const posts = Array.from({ length: 5 }, () => plain("article", ...Array.from({ length: 9 }, () => plain("p", "a"))));
  const icon = plain("i");
  plain("main", icon, ...posts);
  assert.equal(saidBy(icon, lookAt()), "");
  assert.deepEqual(posts.map(timesAsked), [0, 0, 0, 0, 0]);
});

test("words that were cut off are none", () => {
  const deep = (levels: number): Element => (levels ? plain("div", "Signaler", deep(levels - 1)) : plain("i", "ce spam"));
  assert.equal(saidBy(made("button", {}, {}, deep(30)), lookAt(10)), "");
});
