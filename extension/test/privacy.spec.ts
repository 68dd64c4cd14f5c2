// What a page can learn. A page that tries is opened twice, on a site of the extension and on one that it does not know:
// before the early stage both must have seen the same.

import type { FlowTab } from "./runner/tab";
import { type Visit, expect, figure, html, pause, test } from "./visit";

/** Everything that a curious site can watch, from the first moment of its document. */
function spy(): void {
  const log: string[] = [];
  const counts: Record<string, number> = {};
  (window as any).spied = { log, counts };
  const describe = (node: Node): string => (node as Element).outerHTML ?? `#${node.nodeName}`;
  const start = (): void => {
    new MutationObserver((all) => {
      for (const it of all) {
        if (it.type === "attributes") log.push(`attribute ${it.attributeName} of ${(it.target as Element).localName}`);
        for (const node of it.addedNodes) log.push(`+ ${describe(node).slice(0, 400)}`);
        for (const node of it.removedNodes) log.push(`- ${describe(node).slice(0, 400)}`);
      }
    }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  };
  // What the parser brings arrives in pieces of any size.
  window.addEventListener("load", start);
  const count = (name: string): void => void (counts[name] = (counts[name] ?? 0) + 1);
  const wrap = (target: any, name: string): void => {
    const original = target[name];
    target[name] = function (...args: unknown[]) {
      count(name);
      return original.apply(this, args);
    };
  };
  for (const name of [
    "attachShadow",
    "append",
    "appendChild",
    "showPopover",
    "getBoundingClientRect",
    "querySelectorAll",
    "matches",
    "closest",
    "focus",
  ]) {
    for (const it of [Element.prototype, HTMLElement.prototype, Node.prototype])
      if (Object.hasOwn(it, name)) wrap(it, name);
  }
  wrap(Document.prototype, "elementFromPoint");
  wrap(window, "getComputedStyle");
  wrap(EventTarget.prototype, "addEventListener");
  for (const type of [
    "securitypolicyviolation",
    "error",
    "unhandledrejection",
    "message",
    "animationstart",
    "transitionrun",
    "toggle",
    "beforetoggle",
    "focusin",
  ]) {
    window.addEventListener(
      type,
      (event) => log.push(`event ${type} at ${(event.target as Element)?.localName ?? "window"}`),
      true,
    );
  }
}

const seen = (tab: FlowTab): Promise<unknown> =>
  tab.inPage(`({
    log: spied.log,
    counts: spied.counts,
    globals: Object.getOwnPropertyNames(window).sort(),
    sheets: [document.styleSheets.length, document.adoptedStyleSheets.length],
    attributes: [document.documentElement, document.head, document.body].map((it) => it.getAttributeNames()),
    children: [...document.documentElement.children].map((it) => it.localName),
    entries: performance.getEntries()
      .map((it) => it.entryType + " " + it.name.replace(location.origin, ""))
      .filter((it) => !/^(visibility|largest|layout-shift|long|event|first|paint|back)/.test(it)).sort(),
    animations: document.getAnimations().length,
    chrome: Object.keys(window.chrome ?? {}).sort(),
    style: getComputedStyle(document.body).cssText,
  })`);

const script = `(${spy})();`;

/** What a person does without reporting anything. */
async function browse(visit: Visit): Promise<void> {
  await visit.do({ show: html.menu });
  await pause(3300);
  await visit.do({ click: "Partager", show: html.share });
  await pause(700);
  await visit.do({ click: "Annuler", close: true });
  await visit.tab.inPage("scrollTo(0, 900)");
  await pause(500);
}

test("before the early stage a page learns nothing", async ({ visit, extension }) => {
  const known = await visit({ script });
  const unknown = await visit({ url: "https://example.org/p/C0ffee/", script });
  expect(unknown.tab.world, "the extension is not there").toBeUndefined();
  await browse(known);
  await browse(unknown);
  expect(await seen(known.tab)).toEqual(await seen(unknown.tab));
  expect(known.tab.requests).toEqual([]);
  expect(extension.backgroundRequests).toEqual([]);
});

test("from the early stage on a page sees one bare div, and nothing of ours when the dialog is closed", async ({
  visit,
  extension,
}) => {
  const it = await visit({ script });
  await it.report("card");
  const divs = `[...document.querySelectorAll("[popover]")]`;
  expect(
    await it.tab.inPage(
      `${divs}.map((it) => ({ html: it.outerHTML, root: it.shadowRoot, text: it.innerText, parts: it.part.length, data: Object.keys(it.dataset) }))`,
    ),
  ).toEqual([{ html: '<div popover="manual" tabindex="0"></div>', root: null, text: "", parts: 0, data: [] }]);
  expect(
    await it.tab.inPage(
      `spied.log.filter((it) => it.includes("securitypolicy") || it.includes("error") || it.includes("event message"))`,
    ),
  ).toEqual([]);
  expect(await it.tab.inPage(`performance.getEntries().filter((it) => it.name.includes("extension")).length`)).toBe(0);
  const added = await it.tab.inPage(`[...new Set(spied.log.filter((it) => it.includes("popover")))]`);
  expect(
    added.filter(
      (it: string) =>
        !/^[+-] <div popover="manual" tabindex="0"><\/div>$|^attribute (popover|tabindex) of div$|^event (before)?toggle at div$/.test(
          it,
        ),
    ),
  ).toEqual([]);

  await it.do({ close: true });
  await it.rest();
  expect(await it.tab.inPage(`${divs}.length`)).toBe(0);
  expect(await it.tab.inPage(`[...document.documentElement.children].map((it) => it.localName)`)).toEqual([
    "head",
    "body",
  ]);
  expect(it.tab.requests).toEqual([]);
  expect(extension.backgroundRequests).toEqual([]);
  expect(it.tab.exceptions).toEqual([]);
  figure("what a page can learn before the early stage; our requests on a trigger", "nothing; 0", "nothing; 0");
});

test("a site cannot hide the overlay by rules of its own", async ({ visit }) => {
  const it = await visit({ csp: "none" });
  const rules =
    "opacity: 0 !important; display: none !important; transform: scale(0) !important; visibility: hidden !important; filter: opacity(0) !important; clip-path: inset(50%) !important";
  await it.tab.inPage(
    `document.head.append(Object.assign(document.createElement("style"), { textContent: "html > :not(head, body), [popover], div[tabindex='0'] { ${rules} }" }))`,
  );
  await it.report("early");
  const box = await it.overlay("(({ width, height }) => [width, height])(root.getBoundingClientRect())");
  expect(Math.min(...box)).toBeGreaterThan(20);
  expect(
    await it.overlay(
      "host.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && getComputedStyle(host).filter + getComputedStyle(host).clipPath",
    ),
  ).toBe("nonenone");
});
