// A page that knows how ours is built, and asks everything that a document answers: which words are drawn, what they
// look like, and which control is used. It learns nothing of that.

import { type Visit, expect, html, pause, test } from "./visit";

/** Every visible word of the overlay: the texts are generated content, from these attributes. */
const texts = `[...shadow.querySelectorAll("[data-text]")].map((each) => each.dataset.text)`;

const style = (css: string) =>
  `document.head.append(Object.assign(document.createElement("style"), { textContent: ${JSON.stringify(css)} }))`;

/** Opens the card of a line for suicide, whose numbers are those that a page would look for. */
async function reportSelfHarm(it: Visit): Promise<void> {
  await it.report("early");
  await it.do({ click: "Suicide ou automutilation", show: html.sub.replace("Menaces", "Un ami"), how: "swap" });
  await it.stage("card");
}

const size = `(({ width, height }) => [width, height])(root.getBoundingClientRect())`;

/** Names of fonts that ours may ask for: as the system's, and as anybody's. */
const fonts = [
  "sans-serif", "serif", "system-ui", "ui-rounded", "ui-sans-serif", "SF Pro Rounded", "BlinkMacSystemFont",
  "-apple-system", "Segoe UI", "Roboto", "Arial", "Helvetica", "DejaVu Sans", "Liberation Sans", "Noto Sans",
  "emoji", "math",
];

test("a font of the page draws none of our letters", async ({ visit }) => {
  const plain = await visit({ csp: "none" });
  await plain.report("card");
  const without = await plain.overlay(size);
  const it = await visit({ csp: "none" });
  const faces = fonts.flatMap((name) => [
    // One that would be asked for with the first digit, and one that is on every computer and wider.
    `@font-face { font-family: "${name}"; src: url(/font-${encodeURIComponent(name)}); unicode-range: U+30-39 }`,
    `@font-face { font-family: "${name}"; src: local("DejaVu Sans Mono"), local("Courier"); unicode-range: U+41-7A }`,
  ]);
  await it.tab.inPage(style(faces.join("\n")));
  await it.report("card");
  await it.painted();
  expect(await it.overlay(size)).toEqual(without);
  expect(it.tab.requests).toEqual([]);
  const used = `[...document.fonts].filter(({ status }) => status !== "unloaded").map(({ family }) => family)`;
  expect(await it.tab.inPage(used)).toEqual([]);
});

test("no property of the page's has an effect on ours, or asks for anything on hover", async ({ visit }) => {
  const it = await visit({ csp: "none" });
  const names = ["paper", "ink", "soft", "line", "tint", "deep", "deeper", "on-deep", "open", "text", "page"];
  await it.tab.inPage(`{
    for (const name of ${JSON.stringify(names)}) {
      const initialValue = "url(" + location.origin + "/property-" + name + ")";
      CSS.registerProperty({ name: "--" + name, syntax: "<image>", inherits: true, initialValue });
    }
  }`);
  await it.report("card");
  const at = await it.overlay(`(({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 }))(
    root.querySelector("button").getBoundingClientRect())`);
  await it.tab.session.send("Input.dispatchMouseEvent", { type: "mouseMoved", ...at });
  await it.painted();
  expect(it.tab.requests).toEqual([]);
  expect(await it.overlay("getComputedStyle(root).backgroundColor")).toBe("rgb(255, 250, 243)");
});

test("pseudo-elements of our host draw nothing", async ({ visit }) => {
  const it = await visit({ csp: "none" });
  const kinds = ["before", "after", "backdrop", "marker", "first-letter", "first-line", "part(x)", "slotted(*)",
    "scroll-button(*)", "scroll-marker-group", "scroll-marker", "column"];
  const rules = kinds.map((kind) => `[popover]::${kind} {
    content: "0899" !important; display: block !important; position: fixed !important; inset: 0 !important;
    font-size: 90px !important; background: url(/pseudo-${encodeURIComponent(kind)}) red !important;
  }`);
  rules.push("[popover] { overflow: scroll !important; scroll-marker-group: after !important; columns: 2 !important }");
  await it.tab.inPage(style(rules.join("\n")));
  await it.report("card");
  await it.painted();
  expect(it.tab.requests).toEqual([]);
  const objectId = await it.tab.handle(`document.querySelector("[popover]")`);
  const { node } = await it.tab.session.send("DOM.describeNode", { objectId });
  const made = (node.pseudoElements ?? []).map(({ pseudoType }: { pseudoType: string }) => pseudoType);
  expect(made, "a backdrop is always there").toEqual(["backdrop"]);
  const drawn = `["before", "after", "backdrop"].map((kind) => getComputedStyle(host, "::" + kind))
    .map(({ content, backgroundImage }) => [content, backgroundImage].join())`;
  expect(new Set(await it.overlay(drawn))).toEqual(new Set(["none,none", "normal,none"]));
  // What styles the first letter of a block does not reach into ours.
  const sizes: string[] = await it.overlay(
    `[...shadow.querySelectorAll("*")].map((each) => getComputedStyle(each).fontSize)`,
  );
  expect(sizes).not.toContain("90px");
});

/** In the page: keeps every node and every text that any interface of the document gives out. */
function collect(): void {
  const nodes = new Set<Node>();
  const words: string[] = [];
  const keep = (value: unknown, depth = 0): void => {
    if (value instanceof Node) nodes.add(value);
    else if (typeof value === "string") words.push(value);
    else if (value && typeof value === "object" && depth < 3) {
      for (const name in value as object) {
        try {
          keep((value as any)[name], depth + 1);
        } catch {
          // Not every getter answers.
        }
      }
    }
  };
  const scope = window as any;
  scope.collected = () => ({
    inside: [...nodes].filter((node) => !document.contains(node) && node.getRootNode() instanceof ShadowRoot).length,
    words: words.join("\n"),
    nodes: nodes.size,
  });
  for (const name in HTMLElement.prototype) {
    if (!name.startsWith("on")) continue;
    addEventListener(name.slice(2), (event) => {
      event.composedPath().forEach((each) => keep(each));
      keep((event as FocusEvent).relatedTarget);
      keep((event as ClipboardEvent).clipboardData?.getData("text"));
    }, true);
  }
  for (const type of ["focusin", "focusout", "selectionchange", "beforeprint", "scroll", "scrollend", "beforetoggle"]) {
    document.addEventListener(type, (event) => event.composedPath().forEach((each) => keep(each)), true);
  }
  const types = PerformanceObserver.supportedEntryTypes.filter((type) => type !== "navigation");
  for (const type of types) {
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
      keep(entry);
      words.push(JSON.stringify(entry));
    })).observe({ type, buffered: true, ...({ durationThreshold: 16 } as object) });
  }
  new MutationObserver((records) => records.forEach((record) => {
    for (const list of [record.addedNodes, record.removedNodes]) list.forEach((each) => keep(each));
  })).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  scope.ask = (x: number, y: number) => {
    const selection = getSelection();
    const range = document.caretRangeFromPoint(x, y);
    for (const each of [
      document.elementFromPoint(x, y), ...document.elementsFromPoint(x, y), document.activeElement,
      (document as any).caretPositionFromPoint?.(x, y)?.offsetNode, range?.startContainer,
      selection?.anchorNode, selection?.focusNode,
      ...((selection as any)?.getComposedRanges?.() ?? []).map((each: StaticRange) => each.startContainer),
      ...document.getAnimations().map((each) => (each.effect as KeyframeEffect | null)?.target),
      ...document.querySelectorAll(":hover, :focus-within, :active, :has(:focus), :popover-open"),
      ...[...document.forms], document.scrollingElement, document.fullscreenElement, document.pointerLockElement,
    ]) keep(each);
    for (const each of document.querySelectorAll("[popover]")) {
      const { outerHTML, textContent, innerText } = each as HTMLElement;
      words.push(outerHTML, textContent, innerText, (each as any).getHTML?.({ serializableShadowRoots: true }) ?? "");
      keep((each as HTMLElement).shadowRoot);
      for (const kind of ["", "::before", "::after"]) words.push(getComputedStyle(each, kind).content);
      words.push(String(each.ariaLabel), (each as HTMLElement).title, (each.cloneNode(true) as Element).innerHTML);
    }
    words.push(String(selection), document.body.innerText, document.documentElement.textContent);
  };
}

/** As under Permissions-Policy: clipboard-write=(). */
const refuse =
  `(navigator.clipboard.writeText = () => Promise.reject(new DOMException("", "NotAllowedError")), 0)`;

test("no interface of the document hands out what is in our root", async ({ visit }) => {
  const it = await visit({ csp: "none", script: `(${collect})();` });
  await it.report("card");
  const ours: string[] = (await it.overlay(texts)).filter((text: string) => text.length > 3);
  expect(ours.length).toBeGreaterThan(5);
  await it.tab.inWorld(refuse);
  const ask = async (selector: string) => {
    const at = await it.overlay(`(({ x, y, width, height }) => [x + width / 2, y + height / 2])(
      root.querySelector(${JSON.stringify(selector)}).getBoundingClientRect())`);
    await it.tab.inPage(`ask(${at})`);
  };
  for (const selector of ["[value=call]", "[value^=copy]", "summary"]) {
    await it.clickOurs(selector);
    await ask(selector);
    for (const command of ["selectAll", "copy"]) await it.tab.inPage(`document.execCommand("${command}")`);
    await ask(selector);
    await it.tab.inPage("getSelection().removeAllRanges()");
  }
  await it.overlay("root.scrollTo(0, 50)");
  await it.tab.inPage(`{
    const range = new Range();
    range.selectNode(document.documentElement.lastElementChild);
    getSelection().addRange(range);
  }`);
  await ask("h2");
  for (const key of ["Tab", "a", "Enter"]) await it.tab.press(key);
  await pause(300); // for observers of performance, which are told late
  await ask("h2");
  const { inside, words, nodes } = await it.tab.inPage("collected()");
  expect(nodes, "the page does collect").toBeGreaterThan(10);
  expect(inside).toBe(0);
  // The digits of a time may happen to be those of a number.
  const apart = words.replace(/\d*\.\d+|\d{5,}/g, "");
  expect(ours.filter((text) => apart.includes(text))).toEqual([]);
  expect(words).not.toMatch(/chrome-extension/);
});

/** As in a frame that is no secure context. */
const withhold = `(Object.defineProperty(navigator, "clipboard", { value: undefined }), 0)`;

for (const [what, doing] of [["the site refuses", refuse], ["cannot be made", withhold]] as const)
test(`a copy that ${what} is said, and selects nothing`, async ({ visit }) => {
  const it = await visit();
  await it.report("card");
  await it.tab.inWorld(doing);
  await it.clickOurs("[value=call]");
  await it.clickOurs("[value^=copy]");
  await expect.poll(() => it.overlay(texts)).toContain("Copie impossible");
  expect(await it.overlay(`root.querySelector("section b [data-text]").checkVisibility()`)).toBe(true);
  expect(await it.tab.inPage(`getSelection().rangeCount && !document.contains(getSelection().anchorNode)`)).toBeFalsy();
  expect(it.tab.exceptions).toEqual([]);
});

/** Which of the texts the page's own search finds. */
const found = (words: string[]) =>
  `${JSON.stringify(words)}.filter((text) => (getSelection().removeAllRanges(), find(text, false, false, true)))`;

test("a search of the page finds none of our words, and a screen reader has them all", async ({ visit }) => {
  for (const [width, height] of [[1280, 800], [420, 640]] as const) {
    const it = await visit({ width, height });
    await it.report("early");
    await expectUnfound(it);
    await it.do({ close: true });
    await reportSelfHarm(it);
    await expectUnfound(it);
    await it.overlay(`shadow.querySelectorAll("details").forEach((each) => (each.open = true))`);
    await expectUnfound(it);
    if ((await it.look()).view === "strip") {
      await it.clickOurs("[value=grow]");
      await expectUnfound(it);
    }
    await it.close();
  }
});

async function expectUnfound(it: Visit): Promise<void> {
  await it.painted();
  const ours: string[] = [...new Set<string>(await it.overlay(texts))];
  expect(ours.length).toBeGreaterThan(0);
  // The same word may be the site's.
  const site: string = await it.tab.inPage("document.body.innerText");
  const only = ours.filter((text) => !site.toLowerCase().includes(text.toLowerCase()));
  expect(await it.tab.inPage(found(only))).toEqual([]);
  const { nodes } = await it.tab.session.send("Accessibility.getFullAXTree");
  const heard = nodes.map(({ name }: { name?: { value: string } }) => name?.value ?? "").join("\n");
  const shown: string[] = await it.overlay(`[...shadow.querySelectorAll("[data-text]")]
    .filter((each) => each.checkVisibility()).map((each) => each.dataset.text)`);
  expect(shown.filter((text) => !heard.includes(text))).toEqual([]);
}

/** Has the page told what moves in it. */
const watchShifts = `{
  window.moved = 0;
  const count = (entries) => (moved += entries.flatMap(({ sources }) => [...sources]).length);
  const shifts = new PerformanceObserver((list) => count(list.getEntries()));
  shifts.observe({ type: "layout-shift" });
  window.takeMoved = () => [count(shifts.takeRecords()), moved = 0][0];
}`;

test("nothing tells a page what moves in ours while it is unfolded, or a word of it changes", async ({ visit }) => {
  const it = await visit();
  await it.report("card");
  await it.still();
  await it.tab.inPage(watchShifts);
  /** How many things have moved since it was last asked. */
  const moved = async () => {
    await it.painted();
    return it.tab.inPage("takeMoved()");
  };
  /** What a screen reader has, each thing with the number by which it knows it. */
  const heard = async (): Promise<string[]> => {
    const { nodes } = await it.tab.session.send("Accessibility.getFullAXTree");
    // Boxes of lines and letters, which come and go with the layout, have numbers below 0.
    const told = nodes.filter(({ nodeId, ignored }: any) => +nodeId > 0 && !ignored);
    return told.map(({ nodeId, role, name }: any) => `${nodeId} ${role.value} ${name?.value}`);
  };
  const summary = (nth: number) => `shadow.querySelectorAll("summary")[${nth}]`;
  const count: number = await it.overlay(`shadow.querySelectorAll("summary").length`);
  expect(count).toBeGreaterThan(2);
  for (const how of ["pointer", "key"]) {
    for (let nth = 0; nth < count; nth++) {
      const before = await heard();
      for (const isOpen of [true, false]) {
        await it.overlay(`${summary(nth)}.scrollIntoView({ block: "nearest" })`);
        const top = await it.overlay("root.scrollTop");
        if (how === "pointer") await it.clickOurs("summary", nth);
        else {
          await it.overlay(`${summary(nth)}.focus()`);
          await it.tab.press("Enter");
        }
        const what = `fold ${nth} by ${how}, ${isOpen ? "opened" : "shut"}`;
        expect(await moved(), what).toBe(0);
        const isAsBefore = `[${summary(nth)}.parentNode.open, shadow.activeElement === ${summary(nth)}, root.scrollTop]`;
        const [open, focused, scrolled] = await it.overlay(isAsBefore);
        expect([open, focused], what).toEqual([isOpen, true]);
        if (isOpen) expect(scrolled, what).toBe(top);
      }
      expect(await heard(), `a screen reader, after fold ${nth}`).toEqual(before);
    }
  }
  await it.clickOurs("[value=call]");
  expect(await moved(), "when the number is shown").toBe(0);
  await it.clickOurs("[value^=copy]");
  expect(await moved(), "when it was copied").toBe(0);
  await it.tab.inPage(`document.querySelector("article").style.marginTop = "90px"`);
  expect(await moved(), "what is the page's own").toBeGreaterThan(0);
});
