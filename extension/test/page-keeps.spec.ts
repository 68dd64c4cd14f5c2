// What is the site's stays the site's: its dialog stays open beside ours, its drags end, its traps hold, its zoom is
// its own. And what the page does to our node, ours is there again.

import { resolve } from "node:path";
import { Browser, evaluate } from "./runner/browser";
import { perceive } from "./runner/judge";
import { harness } from "./runner/site/page";
import { Visit, built, chromium, dist, expect, html, pause, test } from "./visit";

const plain = html.reasons.replace(' aria-modal="true"', "");
const asDialog = (attributes: string) =>
  plain.replace('<div role="dialog"', `<dialog ${attributes}`).replace(/<\/div>$/, "</dialog>");
const box = `${harness}.current.box`;

async function early(it: Visit, reasons: string): Promise<void> {
  await it.do({ show: html.menu });
  await it.do({ click: "Signaler", show: reasons });
  await it.stage("early");
}

async function mouse(it: Visit, type: string, at: object, more: object = {}): Promise<void> {
  await it.tab.session.send("Input.dispatchMouseEvent", { type, ...at, ...more });
}

const centre = `(({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 }))`;

/** What closes a dialog from outside it, by name: how it is made, and what the page does once it is there. */
const closers: Record<string, { mount?: "popover"; reasons?: string; then?: string }> = {
  "popover=auto": { mount: "popover" },
  "closedby=any": { reasons: asDialog('closedby="any"') },
  "a press outside": {
    then: `addEventListener("pointerdown", ({ target }) => box.contains(target) || box.remove(), true)`,
  },
  "the focus that goes elsewhere": {
    then: `box.addEventListener("focusout", ({ relatedTarget: to }) => to && !box.contains(to) && box.remove())`,
  },
  "the focus that is elsewhere later": {
    then: `box.addEventListener("focusout", () =>
      setTimeout(() => box.contains(document.activeElement) || box.remove()))`,
  },
};

for (const [what, { mount = "light", reasons = plain, then = "" }] of Object.entries(closers)) {
  test(`a report that closes by ${what} stays open while ours is used`, async ({ visit }) => {
    const it = await visit({ mount });
    await early(it, reasons);
    await it.tab.inPage(`{ const box = ${box}; box.querySelector("button").focus(); ${then} }`);
    await it.clickOurs("button.main");
    await expect.poll(async () => (await it.look()).view).toBe("card");
    await pause(200); // for the site, which may close it
    expect((await it.dialog()).open).toBe(true);
  });
}

const stirs: Record<string, string> = {
  "rows come": `box.querySelector("ul").append(box.querySelector("li").cloneNode(true))`,
  "the dialog grows and shrinks": `box.style.minHeight = 500 + (++n % 2) * 20 + "px"`,
  "the focus goes about": `box.querySelectorAll("button")[++n % 3].focus()`,
  "the window is said to have another size": `dispatchEvent(new Event("resize"))`,
};

for (const [what, stir] of Object.entries(stirs)) {
  test(`a press of a sixth of a second opens the card while ${what}`, async ({ visit }) => {
    const it = await visit();
    await early(it, plain);
    await it.tab.inPage(`{ const box = ${box}; let n = 0; setInterval(() => { ${stir} }, 40); }`);
    await it.clickOurs("button.main", 0, 160);
    await expect.poll(async () => (await it.look()).view).toBe("card");
  });
}

/** The page counts what reaches it. */
const hear = `{
  window.heard = [];
  for (const type of ["pointerup", "mouseup", "click", "dragend", "drop"]) {
    addEventListener(type, ({ target }) => heard.push(type), true);
  }
}`;

test("what is dragged from the site over ours ends in the site; what begins in ours does not", async ({ visit }) => {
  const it = await visit();
  await it.report("early");
  await it.tab.inPage(hear);
  const theirs = await it.tab.inPage(`${centre}(document.querySelector("[role=dialog] h1").getBoundingClientRect())`);
  const ours = await it.overlay(`${centre}(root.querySelector("svg").getBoundingClientRect())`);
  const drag = async (from: object, to: object) => {
    await mouse(it, "mousePressed", from, { button: "left", clickCount: 1 });
    await mouse(it, "mouseMoved", to, { button: "left", buttons: 1 });
    await mouse(it, "mouseReleased", to, { button: "left", clickCount: 1 });
    await it.painted();
    return it.tab.inPage("heard.splice(0)");
  };
  expect(await drag(theirs, ours)).toEqual(expect.arrayContaining(["pointerup", "mouseup"]));
  expect((await it.dialog()).open).toBe(true);
  expect(await drag(ours, theirs)).toEqual([]);
  // Afterwards ours is ours again.
  await it.clickOurs("button.main");
  expect(await it.tab.inPage("heard")).toEqual([]);
});

test("a row that is dragged by the browser's means ends in the site", async ({ visit }) => {
  const it = await visit();
  await it.report("early");
  await it.tab.inPage(hear);
  await it.tab.inPage(`Object.assign(document.querySelector("[role=dialog] h1"), { draggable: true })`);
  const from = await it.tab.inPage(`${centre}(document.querySelector("[role=dialog] h1").getBoundingClientRect())`);
  const to = await it.overlay(`${centre}(host.getBoundingClientRect())`);
  await mouse(it, "mousePressed", from, { button: "left", clickCount: 1 });
  for (const part of [0.1, 0.5, 1]) {
    const at = { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
    await mouse(it, "mouseMoved", at, { button: "left", buttons: 1 });
  }
  await mouse(it, "mouseReleased", to, { button: "left", clickCount: 1 });
  await expect.poll(() => it.tab.inPage("heard")).toContain("dragend");
});

test("what is dropped on ours from outside is the site's: the browser does not go there", async ({ visit }) => {
  const it = await visit();
  await it.report("early");
  await it.tab.inPage(`for (const type of ["dragover", "drop"]) addEventListener(type, (event) => event.preventDefault())`);
  await it.tab.inPage(hear);
  const at = await it.overlay(`${centre}(host.getBoundingClientRect())`);
  const data = { items: [{ mimeType: "text/uri-list", data: "https://example.org/" }], dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"]) {
    await it.tab.session.send("Input.dispatchDragEvent", { type, ...at, data });
  }
  await expect.poll(() => it.tab.inPage("heard")).toContain("drop");
});

for (const zoomed of ["html", "body", "main", "[aria-modal], [aria-modal] *", ":is(html, body)"]) {
  for (const zoom of [0.67, 1.5]) {
    test(`CSS zoom of ${zoom} on ${zoomed}: it is where and as large as it should be`, async ({ visit }) => {
      const it = await visit({ csp: "none" });
      const rule = `${zoomed} { zoom: ${zoom} }`;
      await it.tab.inPage(`{
        const style = Object.assign(document.createElement("style"), { textContent: "${rule}" });
        document.head.append(style);
      }`);
      await early(it, html.reasons);
      await expect.poll(() => perceive(it.tab)).toEqual([]);
      await it.clickOurs("button.main");
      await expect.poll(() => it.overlay("Math.round(root.getBoundingClientRect().width)")).toBeGreaterThanOrEqual(272);
      expect(await it.overlay("host.currentCSSZoom")).toBeCloseTo(1, 3);
      expect(await it.overlay("root.getBoundingClientRect().width")).toBeLessThanOrEqual(353);
    });
  }
}

const doc = `${box}.ownerDocument`;

/** A page's trap on `inner`, that wraps on Tab between what `takes` accepts. */
const trap = (inner: string, takes: string) => `{
  const doc = ${doc};
  const inner = doc.querySelector(${JSON.stringify(inner)});
  inner.addEventListener("keydown", (event) => {
    if (event.key !== "Tab") return;
    const all = [...inner.querySelectorAll("button, [tabindex='0']")].filter((each) => ${takes});
    const [from, to] = event.shiftKey ? [all[0], all.at(-1)] : [all.at(-1), all[0]];
    if (doc.activeElement !== from) return;
    event.preventDefault();
    to.focus();
  });
}`;

const traps = {
  "leaves out what has no offsetParent": trap("[aria-modal]", "each.offsetParent"),
  "is on an inner element": trap("[aria-modal] ul", "true"),
  "wraps on keydown": trap("[aria-modal]", "true"),
};
const trapped = Object.entries(traps).flatMap(([what, script]) => [
  [what, script, "light"] as const,
  [`${what}, in a frame of the same origin,`, script, "iframe"] as const,
]);
for (const [what, script, mount] of trapped) {
  test(`a focus trap that ${what} is gone round with ours in it, both ways`, async ({ visit }) => {
    const it = await visit({ mount });
    await early(it, html.reasons);
    await it.tab.inPage(script);
    const last = "Arnaque, fraude ou contenu indésirable";
    for (const shift of [false, true]) {
      await it.tab.inPage(`${doc}.querySelector("[aria-modal] button").focus()`);
      const seen: string[] = [];
      for (let i = 0; i < 24; i++) {
        const ours = await it.tab.tabKey(shift);
        seen.push(ours !== "other" ? "ours" : await it.tab.inPage(`${doc}.activeElement.textContent`));
      }
      const round = seen.join("|");
      expect(seen.filter((each, i) => each === "ours" && seen[i - 1] !== "ours").length, round).toBeGreaterThan(1);
      for (const row of ["Je n’aime pas", last])
        expect(seen.filter((each) => each === row).length, round).toBeGreaterThan(1);
    }
  });
}

/** What a page may do with our node, `ours`. */
const handling: Record<string, string> = {
  "removes it": "ours.remove()",
  "moves it into what is hidden": `{
    const hidden = document.createElement("div");
    hidden.style.display = "none";
    document.body.append(hidden);
    hidden.append(ours);
  }`,
  "moves it into a frame": `{
    const frame = document.createElement("iframe");
    document.body.append(frame);
    frame.contentDocument.body.append(ours);
  }`,
  "hides it as a popover": "ours.hidePopover()",
  "takes it through another document": `{
    const { parentNode } = ours;
    document.implementation.createHTMLDocument().adoptNode(ours);
    parentNode.append(ours);
  }`,
  "makes it inert": "ours.inert = true",
  "keeps Tab from it": "ours.tabIndex = -1",
  "says something of its own about it": `Object.assign(ours, { title: "Faux", ariaLabel: "Faux", ariaHidden: "true" })`,
  "makes a popover of it that closes by itself": `ours.popover = "auto"`,
  "makes it no popover": "ours.popover = null",
  "makes inert whatever comes": `{
    window.watch ??= new MutationObserver((records) => {
      for (const { addedNodes } of records) for (const node of addedNodes) if (node.popover) node.inert = true;
    });
    watch.observe(document, { subtree: true, childList: true });
    ours.remove();
  }`,
};
const attributes = `host && [...host.attributes].map(({ name, value }) => name + "=" + value).sort().join()`;
for (const [what, how] of Object.entries(handling)) {
  test(`a page that ${what} has it back, dressed`, async ({ visit }) => {
    const it = await visit({ csp: "none" });
    await it.report("early");
    for (let times = 0; times < 4; times++) {
      await pause(250); // a fight is what comes sooner
      await it.tab.inPage(`{ const ours = document.querySelector("[popover]"); ${how} }`);
      const dress = () => it.overlay(`root && [getComputedStyle(root).backgroundColor, host.matches(":popover-open")]`);
      await expect.poll(dress, { message: `time ${times + 1}` }).toEqual(["rgb(255, 250, 243)", true]);
      await expect.poll(() => it.overlay(attributes)).toBe("popover=manual,tabindex=0");
    }
    expect(it.tab.exceptions).toEqual([]);
  });
}

test("a page that makes it inert each time wins in the end", async ({ visit }) => {
  const it = await visit({ csp: "none" });
  await it.report("early");
  await it.tab.inPage(`{
    const ours = document.querySelector("[popover]");
    new MutationObserver(() => ours.inert || (ours.inert = true)).observe(ours, { attributes: true });
    ours.inert = true;
  }`);
  await expect.poll(async () => (await it.look()).count).toBe(0);
  expect((await it.dialog()).open).toBe(true);
  expect(it.tab.exceptions).toEqual([]);
});

test("a tool that marks every node, again and again, does not drive ours away", async ({ visit }) => {
  const it = await visit({ csp: "none" });
  await it.report("early");
  await it.tab.inPage(`{
    const mark = () => document.querySelectorAll("div:not([data-tool])").forEach((each) => (each.dataset.tool = "seen"));
    new MutationObserver(mark).observe(document, { subtree: true, childList: true, attributes: true });
    mark();
  }`);
  await it.stays("early");
});

/** What may stand around a dialog, `outer`, and does something when it is pressed: what `done` says then differs. */
const arounds: Record<string, { make: string; done: string }> = {
  link: { make: `outer.href = "#elsewhere"`, done: "location.hash" },
  label: { make: `outer.append(Object.assign(document.createElement("input"), { type: "checkbox" }))`, done: `outer.control.checked` },
  summary: { make: `outer.replaceWith(parent), parent.append(outer), parent.open = true`, done: "parent.open" },
};
for (const [what, { make, done }] of Object.entries(arounds)) {
  test(`a press in ours does not do what a ${what} around the dialog does`, async ({ visit }) => {
    const it = await visit({ csp: "none" });
    await early(it, plain);
    await it.tab.inPage(`{
      const { box } = ${harness}.current;
      const outer = document.createElement("${what === "link" ? "a" : what}"), parent = document.createElement("details");
      box.parentNode.append(outer);
      ${make};
      outer.append(box);
      window.done = () => ${done};
      window.before = done();
      // In the dialog, so that ours goes there.
      box.querySelector("button").focus();
    }`);
    await expect.poll(() => it.overlay(`host?.parentNode.matches("[role=dialog]")`)).toBe(true);
    await it.still();
    const edge = await it.overlay(`(({ x, width, bottom }) => ({ x: x + width / 2, y: bottom - 2 }))(root.getBoundingClientRect())`);
    await it.tab.click(edge.x, edge.y);
    await it.clickOurs("button.main");
    expect((await it.look()).view).toBe("card");
    expect(await it.tab.inPage("done() === before")).toBe(true);
  });
}

test("a report in a frame of the same origin has ours beside it, dressed, and neither window hears a click", async ({
  visit,
}) => {
  const it = await visit({ mount: "iframe", csp: "none" });
  await it.do({ show: html.menu });
  await it.do({ click: "Signaler", show: html.reasons });
  await it.stage("early");
  await it.tab.inPage(`{
    window.heard = [];
    for (const win of [window, ...Array.from(frames)]) {
      for (const type of ["pointerdown", "pointerup", "mousedown", "mouseup", "click", "keydown"]) {
        win.addEventListener(type, () => heard.push(type), true);
      }
    }
  }`);
  await expect.poll(() => perceive(it.tab)).toEqual([]);
  expect(await it.overlay("getComputedStyle(root).backgroundColor")).toBe("rgb(255, 250, 243)");
  await it.tab.inPage("heard.splice(0)");
  await it.clickOurs("button.main");
  expect((await it.look()).view).toBe("card");
  expect(await it.tab.inPage("heard")).toEqual([]);
});

test("of two copies, a family's and a school's, the second stays silent", async () => {
  const browser = await Browser.launch({ chromium, extension: `${built},${resolve(dist, "chromium")}` });
  try {
    const it = await Visit.open(browser);
    await it.report("card");
    await pause(1500); // for the other
    expect(await it.tab.inPage(`document.querySelectorAll("[popover]").length`)).toBe(1);
    await it.close();
  } finally {
    await browser.close();
  }
});

/** A page's imitation of another copy of ours, beside its own dialog. */
const decoy = (style: string) => `{
  const decoy = document.createElement("div");
  decoy.popover = "manual";
  decoy.attachShadow({ mode: "closed" }).innerHTML = "<form data-stage=early>3018</form>";
  document.body.append(decoy);
  decoy.showPopover();
  decoy.style.cssText = "${style}";
}`;

test("a page that imitates a second copy keeps ours away while that is seen, and no longer", async ({ visit }) => {
  const count = `document.querySelectorAll("[popover]").length`;
  for (const [style, drawn] of [["opacity:0", 2], ["pointer-events:none", 1]] as const) {
    const it = await visit({ csp: "none" });
    await it.tab.inPage(decoy(style));
    await it.do({ show: html.menu });
    await it.do({ click: "Signaler", show: html.reasons });
    await it.rest();
    expect(await it.tab.inPage(count), style).toBe(drawn);
    await it.do({ close: true });
    await it.tab.inPage(`document.querySelector("[popover]").remove()`);
    await it.report("card");
  }
});

// The second one is no secure context either: there the browser has less to offer.
for (const [kind, contentOf] of [
  ["sandboxed", (inner: string) => `srcdoc="${inner.replaceAll('"', "&quot;")}"`],
  ["sandboxed data:", (inner: string) => `src="data:text/html;charset=utf-8,${encodeURIComponent(inner)}"`],
] as const)
test(`a report in a ${kind} frame, that has no origin, has the pill in the frame`, async ({ visit }) => {
  const inner = `<!doctype html><html lang="fr"><body><button style="position:fixed;left:20px;top:20px"
    onclick="document.querySelector('div').hidden = false">Signaler</button>
    <div hidden style="position:fixed;left:20px;top:60px" ${html.reasons.slice(4)}</body></html>`;
  const it = await visit({
    csp: "none",
    page: `<!doctype html><html lang="fr"><body>
      <iframe sandbox="allow-scripts" ${contentOf(inner)}
        style="position:fixed;left:100px;top:100px;width:900px;height:600px"></iframe></body></html>`,
  });
  await pause(500); // for the frame
  await it.tab.click(140, 130);
  const stages = async () => {
    const asked: { result: string }[] = await it.tab.browser.inBackground(`testHook.take(${it.tab.id})`);
    return asked.map(({ result }) => JSON.parse(result).stage);
  };
  await expect.poll(stages).toContain("early");
  const { root, connection } = it.tab.browser;
  const { targetInfos } = await root.send("Target.getTargets", { filter: [{}] });
  const { targetId } = targetInfos.find(({ type }: { type: string }) => type === "iframe");
  const { sessionId } = await root.send("Target.attachToTarget", { targetId, flatten: true });
  const frame = connection.session(sessionId);
  const heard = async (): Promise<string[]> => {
    const { nodes } = await frame.send("Accessibility.getFullAXTree");
    return nodes.filter(({ role }: { role?: { value: string } }) => role?.value === "button")
      .map(({ name }: { name: { value: string } }) => name.value);
  };
  await expect.poll(heard).toContainEqual(expect.stringContaining("3018"));
  const at = await evaluate(frame, `${centre}(document.querySelector("[popover]").getBoundingClientRect())`);
  // What is to be pressed there does not lie over the site's dialog.
  expect(await evaluate(frame, `document.elementFromPoint(${at.x}, ${at.y}).hasAttribute("popover")`)).toBe(true);
  await it.tab.click(100 + at.x, 100 + at.y);
  await expect.poll(heard).toContainEqual(expect.stringContaining("Continuer"));
});

test("who prints a page gets the page alone, and has the card and the focus as before", async ({ visit }) => {
  const it = await visit();
  await it.report("card");
  await it.focusOurs();
  const print = (media: string) => it.tab.session.send("Emulation.setEmulatedMedia", { media });
  await print("print");
  await it.painted();
  expect(await it.overlay("!!root"), "ours is seen").toBe(false);
  await print("");
  await it.stays("card");
  expect(await it.overlay("!!shadow.activeElement")).toBe(true);
});
