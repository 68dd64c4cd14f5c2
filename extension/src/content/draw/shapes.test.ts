import assert from "node:assert/strict";
import { test } from "node:test";
import { firstWayOf, nameOf, rowOf, wayOf } from "./line";
import { startOverlay } from "./overlay";
import type { Branch, Shown } from "./pieces";
import { drawShape } from "./shapes";
import { main, second, shown, withCard } from "../../shared/testdata/shown";
import { branches, ofClass, texts, values } from "./testdata/tree";

const untouched = startOverlay(true);
const drawCard = (of: Shown, isOpened = false, isCalling = false): Branch =>
  drawShape.card(of, { ...untouched, isOpened, isCalling });
const drawPill = (of: Shown, isUndotted = false): Branch => drawShape.pill(of, { ...untouched, isUndotted });
const drawDot = (of: Shown): Branch => drawShape.dot(of, untouched);
const drawStrip = (of: Shown): Branch => drawShape.strip(of, untouched);

const { card } = shown().view;
const [call, chat] = main.ways;

test("the root says stage, harm and helpline", () => {
  const [tag, attributes] = drawCard(shown());
  assert.equal(tag, "form");
  assert.deepEqual(
    ["role", "lang", "dir", "class", "data-stage", "data-harm", "data-helpline"].map((name) => attributes[name]),
    ["region", "fr", "ltr", "card", "card", "harassment", "fr-3018"],
  );
});

test("the card begins with title, body and the first line", () => {
  assert.deepEqual(texts(drawCard(shown())).slice(0, 5), [
    "Tu peux en parler.",
    "Quelqu’un t’écoute.",
    "3018",
    "gratuit et anonyme",
    "ouvert jusqu’à 23 h",
  ]);
});
test("a card that came by itself has no close button", () => {
  assert.equal(values(drawCard(shown())).includes("fold"), false);
});
test("a card that a person opened has", () => assert.equal(values(drawCard(shown(), true))[0], "fold"));
test("it ends with the other languages, folded, the way back, and not now", () => {
  const tree = drawCard(shown());
  assert.deepEqual(values(tree).slice(-4), ["lang en", "lang uk", "continue", "dismiss"]);
  const fold = branches(tree).filter(([tag]) => tag === "details").at(-1)!;
  assert.deepEqual(texts(fold), ["Langues", "English", "Українська"]);
  assert.deepEqual(
    branches(fold).filter(([tag]) => tag === "button").map(([, { lang }]) => lang),
    ["en", "uk"],
  );
});
test("a language of few texts has that of the rest one press away, and says of each other text which it is", () => {
  const whole = withCard({ title: "Про це можна поговорити.", kinds: { ...card.kinds, call: "Подзвонити" } });
  const ways = [{ id: "phone", kind: "call" as const, href: "tel:119" }];
  const rest = { lang: "fr", label: "Français" };
  const view = {
    ...whole.view,
    lang: "uk",
    partial: { begins: ["Про це", "Подзвонити"], rest },
    card: { ...whole.view.card, lines: [{ ...second, ways }] },
  };
  const tree = drawCard({ ...whole, view });
  assert.deepEqual(values(tree).slice(-3), ["continue", "dismiss", "lang fr"]);
  assert.equal(ofClass(tree, "tile")?.[1]["aria-label"], "Подзвонити: Enfance en danger");
  const foreign = branches(tree).filter(([tag]) => tag === "i");
  assert.ok(foreign.every(([, { lang }]) => lang === "fr"));
  const said = foreign.flatMap((each) => texts(each));
  assert.deepEqual(["Quelqu’un t’écoute.", "Langues", "Pas maintenant"].filter((text) => !said.includes(text)), []);
  assert.deepEqual(["Про це можна поговорити.", "Подзвонити", "English"].filter((text) => said.includes(text)), []);
});
test("larger text is asked for by an attribute", () => {
  assert.equal(drawCard(shown({ size: "largest" }))[1]["data-size"], "largest");
  assert.equal("data-size" in drawCard(shown())[1], false);
});
test("what is missing is not drawn", () => {
  const bare = drawCard(withCard({ notice: "", continue: "", questions: undefined, needs: undefined }));
  assert.equal(branches(bare).filter(([tag]) => tag === "details").length, 1);
  assert.equal(ofClass(bare, "notice"), undefined);
  assert.equal(values(bare).includes("continue"), false);
});
test("one fold is open at a time", () => {
  const folds = branches(drawCard(shown())).filter(([tag]) => tag === "details");
  assert.deepEqual(
    folds.map(([, { name }]) => name),
    ["fold", "fold", "fold"],
  );
});
test("the number to call is unfolded by a press, with its code where one comes", () => {
  const qr = Array(21).fill("#".repeat(21)).join("\n");
  assert.equal(ofClass(drawCard(shown({ qr })), "number"), undefined);
  const tree = drawCard(shown({ qr }), false, true);
  assert.equal(ofClass(tree, "qr")?.[1].viewBox, "-4 -4 29 29");
  assert.deepEqual(texts(ofClass(tree, "number")!), ["Scanner", "Copier"]);
  assert.deepEqual(texts(ofClass(drawCard(shown(), false, true), "number")!), ["Copier"]);
});
test("a number that is not the line's name is printed there", () => {
  const named = withCard({ lines: [{ ...main, name: "Child Focus" }] });
  assert.deepEqual(texts(ofClass(drawCard(named, false, true), "number")!), ["3018", "Copier"]);
});
test("dark modules in a row are one rectangle", () => {
  const tree = drawCard(shown({ qr: " # \n###\n  #" }), false, true);
  assert.deepEqual(ofClass(tree, "qr")?.[2], ["path", { d: "M1 0h1v1h-1zM0 1h3v1h-3zM2 2h1v1h-1z" }]);
});

test("the first line's number is unfolded from a computer, and says so", () => {
  const [tag, attributes, , label] = firstWayOf(card, main, call, "tile", false);
  assert.deepEqual([tag, attributes.value, texts(label as Branch)], ["button", "call", ["Appeler"]]);
  assert.deepEqual([attributes["aria-label"], attributes["aria-expanded"]], ["Appeler le 3018", "false"]);
});
test("another line's is copied", () => {
  const [, attributes] = wayOf(card, main, call, "small");
  assert.deepEqual([attributes.value, attributes["aria-label"]], ["copy 3018", "Copier 3018"]);
});
test("on a telephone it is a link that dials, apart from the page", () => {
  const [tag, attributes] = wayOf(card, second, second.ways[0], "small");
  assert.equal(tag, "a");
  assert.deepEqual(attributes, {
    href: "tel:119",
    target: "_blank",
    rel: "noopener",
    class: "small",
    "aria-label": "Appeler le 119",
  });
});
test("a text message too", () => {
  assert.equal(wayOf(card, main, { ...chat, href: "sms:114" }, "tile")[0], "a");
});
test("a page is a button with ids, and its address is nowhere", () => {
  const tree = wayOf(card, main, chat, "tile");
  assert.deepEqual(tree[1], { class: "tile", "aria-label": "Écrire au 3018", value: "open fr-3018 chat" });
  assert.equal(JSON.stringify(tree).includes("https"), false);
});
test("who is in danger now calls by a number, and writes by what says how", () => {
  const write = { ...main, id: "fr-114", ways: [{ ...chat, name: "114 par SMS", href: "sms:114" }] };
  const tree = drawCard(withCard({ danger: { label: "En danger ?", lines: [{ ...main, name: "17" }, write] } }));
  const all = texts(tree);
  const from = all.indexOf("En danger ?");
  assert.deepEqual(all.slice(from, from + 3), ["En danger ?", "17", "114 par SMS"]);
});
test("while the first line is waited for, sentences can be copied, and what is there has a heading", () => {
  const prepare = { label: "Prépare ton message", items: ["Bonjour, on m’embête."] };
  const tree = drawCard(withCard({ lines: [{ ...main, ways: [] }, second], aside: "Cette nuit", prepare }));
  assert.equal(ofClass(tree, "tiles"), undefined);
  assert.ok(values(tree).includes("copy Bonjour, on m’embête."));
  assert.ok(branches(tree).some(([, it]) => it["aria-label"] === "Copier Bonjour, on m’embête."));
  assert.ok(texts(tree).indexOf("Cette nuit") < texts(tree).indexOf("Enfance en danger"));
});
test("where no line is known, the card says what it has to say", () => {
  const tree = drawCard(withCard({ lines: [], first: "", needs: { label: "Autre besoin", items: [] } }));
  assert.equal(tree[1]["data-helpline"], "");
  assert.equal(texts(tree).includes("Autre besoin"), false);
  assert.deepEqual(values(drawStrip(withCard({ lines: [] }))), ["grow"]);
});

test("a dot stands before hours that are told", () => {
  assert.equal(ofClass(nameOf(main), "open")?.[2], "ouvert jusqu’à 23 h");
});
test("none before hours of a line that is not told to be open or closed", () => {
  assert.equal(ofClass(nameOf({ ...main, open: undefined }), "open"), undefined);
});
test("a line of which nothing is said is its name", () => {
  assert.deepEqual(texts(nameOf({ ...second, status: undefined })), ["Enfance en danger"]);
});
test("a row is a line and its ways", () => {
  assert.deepEqual(values(rowOf(card, second)), ["open fr-119 web"]);
});

test("the strip has one way to call, one to write, and the way to the card", () => {
  assert.deepEqual(values(drawStrip(shown())), ["call", "open fr-3018 chat", "grow"]);
});
test("in a school the strip's way to write stands before the call", () => {
  const lines = [main, { ...main, ways: [call] }];
  assert.deepEqual(values(drawStrip(withCard({ school: "Installée", lines }))), ["open fr-3018 chat", "call", "grow"]);
});
test("another line's way says whose it is", () => {
  const strip = drawStrip(withCard({ lines: [{ ...main, ways: [chat] }, second] }));
  assert.deepEqual(texts(ofClass(strip, "go")!), ["Appeler le 119"]);
});
test("a page stands in for writing", () => {
  assert.deepEqual(values(drawStrip(withCard({ lines: [{ ...main, ways: [call] }, second] }))), [
    "call",
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
