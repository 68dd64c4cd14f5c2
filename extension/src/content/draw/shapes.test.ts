import assert from "node:assert/strict";
import { test } from "node:test";
import { nameOf, rowOf, wayOf } from "./line";
import { startOverlay } from "./overlay";
import type { Branch, Shown } from "./pieces";
import { drawShape } from "./shapes";
import { main, second, shown, withCard } from "../../shared/testdata/shown";
import { branches, ofClass, texts, values } from "./testdata/tree";

const untouched = startOverlay(true);
const drawCard = (of: Shown, isOpened = false): Branch => drawShape.card(of, { ...untouched, isOpened });
const drawPill = (of: Shown, isUndotted = false): Branch => drawShape.pill(of, { ...untouched, isUndotted });
const drawDot = (of: Shown): Branch => drawShape.dot(of, untouched);
const drawStrip = (of: Shown): Branch => drawShape.strip(of, untouched);

const { card } = shown().view;
const [call, chat] = main.ways;

test("the root says stage, harm and helpline", () => {
  const [tag, attributes] = drawCard(shown());
  assert.equal(tag, "form");
  assert.deepEqual(
    ["role", "lang", "dir", "data-view", "data-stage", "data-harm", "data-helpline"].map((name) => attributes[name]),
    ["region", "fr", "ltr", "card", "card", "harassment", "fr-3018"],
  );
});
test("before a harm is understood no helpline is said", () => {
  assert.equal(drawPill(shown({ stage: "early", harm: "" }))[1]["data-helpline"], "");
});

test("the card begins with title, body and the first line", () => {
  assert.deepEqual(texts(drawCard(shown())).slice(0, 5), [
    "Tu peux en parler.",
    "Quelqu’un t’écoute.",
    "3018",
    "ouvert jusqu’à 23 h",
    "gratuit et anonyme",
  ]);
});
test("a card that came by itself has no close button", () => {
  assert.equal(values(drawCard(shown())).includes("fold"), false);
});
test("a card that a person opened has", () => assert.equal(values(drawCard(shown(), true))[0], "fold"));
test("it ends with the way back, not now, and the other language", () => {
  assert.deepEqual(values(drawCard(shown())).slice(-3), ["continue", "dismiss", "lang en"]);
});
test("what is missing is not drawn", () => {
  const bare = drawCard(withCard({ notice: "", continue: "", questions: undefined, needs: undefined }));
  assert.equal(
    branches(bare).some(([tag]) => tag === "details"),
    false,
  );
  assert.equal(ofClass(bare, "notice"), undefined);
  assert.equal(values(bare).includes("continue"), false);
});
test("one fold is open at a time", () => {
  const folds = branches(drawCard(shown())).filter(([tag]) => tag === "details");
  assert.deepEqual(
    folds.map(([, { name }]) => name),
    ["fold", "fold"],
  );
});
test("a code is drawn where one comes, with its quiet zone", () => {
  const tree = drawCard(shown({ qr: Array(21).fill("#".repeat(21)).join("\n") }));
  assert.equal(ofClass(tree, "qr")?.[1].viewBox, "-4 -4 29 29");
});
test("and is not, where none comes", () => assert.equal(ofClass(drawCard(shown()), "scan"), undefined));
test("dark modules in a row are one rectangle", () => {
  const tree = drawCard(shown({ qr: " # \n###\n  #" }));
  assert.deepEqual(ofClass(tree, "qr")?.[2], ["path", { d: "M1 0h1v1h-1zM0 1h3v1h-3zM2 2h1v1h-1z" }]);
});

test("a number is a button that copies it, digits first", () => {
  const [tag, { value }, digits] = wayOf(card, main, call, "tile");
  assert.deepEqual([tag, value, texts(digits)], ["button", "copy 3018", ["3018"]]);
});
test("on a telephone it is a link that dials, apart from the page", () => {
  const [tag, attributes] = wayOf(card, second, second.ways[0], "small");
  assert.equal(tag, "a");
  assert.deepEqual(attributes, {
    class: "small",
    href: "tel:119",
    target: "_blank",
    rel: "noopener",
    "aria-label": "Appeler le 119",
  });
});
test("a text message too", () => {
  assert.equal(wayOf(card, main, { ...chat, href: "sms:114" }, "tile")[0], "a");
});
test("a page is a button with ids, and its address is nowhere", () => {
  const tree = wayOf(card, main, chat, "tile");
  assert.deepEqual(tree[1], { class: "tile", value: "open fr-3018 chat" });
  assert.equal(JSON.stringify(tree).includes("https"), false);
});
test("a way whose label says all has no other name", () => {
  assert.equal("aria-label" in wayOf(card, main, { ...chat, name: chat.label }, "tile")[1], false);
});

test("a dot stands before hours that are told", () => {
  assert.equal(ofClass(nameOf(main, "open"), "open")?.[2], "ouvert jusqu’à 23 h");
});
test("none before hours of a line that is not told to be open or closed", () => {
  assert.equal(ofClass(nameOf(main, undefined), "open"), undefined);
});
test("a line of which nothing is said is its name", () => {
  assert.deepEqual(texts(nameOf({ ...second, status: undefined }, "closed")), ["Enfance en danger"]);
});
test("digits as a name are marked, so that a number is printed once", () => {
  assert.ok(ofClass(nameOf(main, "open"), "digits"));
  assert.equal(ofClass(nameOf(second, "open"), "digits"), undefined);
});
test("another need has a dot where the line is on the card", () => {
  assert.ok(ofClass(rowOf(card, second), "closed"));
  assert.equal(ofClass(rowOf(card, { ...second, id: "fr-17" }), "closed"), undefined);
});

test("the strip has one way to call, one to write, and the way to the card", () => {
  assert.deepEqual(values(drawStrip(shown())), ["copy 3018", "open fr-3018 chat", "grow"]);
});
test("it does not print the number twice", () => assert.ok(ofClass(drawStrip(shown()), "same")));
test("another line's way says whose it is", () => {
  const strip = drawStrip(withCard({ lines: [{ ...main, ways: [chat] }, second] }));
  assert.deepEqual(texts(ofClass(strip, "go")!), ["Appeler le 119"]);
});
test("a page stands in for writing", () => {
  assert.deepEqual(values(drawStrip(withCard({ lines: [{ ...main, ways: [call] }, second] }))), [
    "copy 3018",
    "open fr-119 web",
    "grow",
  ]);
});
test("a first line that is closed still names itself", () => {
  const strip = drawStrip(withCard({ lines: [{ ...main, ways: [] }] }));
  assert.deepEqual(values(strip), ["grow"]);
  assert.equal(texts(strip)[0], "3018");
});

test("the pill opens the card or goes away", () => {
  assert.deepEqual(values(drawPill(shown())), ["grow", "dismiss"]);
});
test("the pill that was a dot offers the card only", () => {
  assert.deepEqual(values(drawPill(shown(), true)), ["grow", "only", "dismiss"]);
});
test("a hint stands below the label", () => {
  const whole = shown();
  const hinted = { ...whole, view: { ...whole.view, pill: { ...whole.view.pill, hint: "Chantage ?" } } };
  assert.deepEqual(texts(drawPill(hinted)), ["3018 · en parler", "Chantage ?"]);
});
test("the dot has a name and no words", () => {
  const dot = drawDot(shown());
  assert.deepEqual(texts(dot), []);
  assert.equal(branches(dot)[1][1]["aria-label"], "3018 · en parler");
});
test("pill and dot say nothing of the harm but to tests", () => {
  for (const tree of [drawPill(shown(), true), drawDot(shown())]) {
    const said = branches(tree).flatMap(([, { "data-harm": _, ...rest }]) => Object.values(rest));
    assert.equal(
      [...said, ...texts(tree)].some((each) => /harass|harcèl/i.test(each)),
      false,
    );
  }
});
