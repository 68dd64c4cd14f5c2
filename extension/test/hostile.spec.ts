// Pages that fight: whatever they do, nothing breaks, nothing freezes, and there is one overlay at most. That nothing
// freezes is counted: how much ours asks of the page's nodes at a stretch. The time it takes is a figure.

import { countedWhile, test } from "./counted";
import { harness } from "./runner/site/page";
import { longestTask } from "./thread";
import { type Visit, expect, figure, html, pause } from "./visit";

/** Questions to nodes at a stretch: one look reads 2,000 nodes at most, and asks each some of them. */
const mostReads = 40_000;
/** Messages a second that the extension allows itself; one that a person causes may come beside them. */
const mostPerSecond = 4;

/** The longest stretch of processor time, in milliseconds, by what the page did. */
const longest = new Map<string, number>();

test.afterAll(() => {
  const [what, ms] = [...longest].toSorted((a, b) => b[1] - a[1])[0] ?? ["nothing", 0];
  figure("longest task of ours on a hostile page, processor time, with the counting", `${ms} ms (${what})`, "≤ 50 ms");
});

async function expectQuiet(it: Visit): Promise<void> {
  expect(it.tab.exceptions).toEqual([]);
  expect(it.tab.browser.backgroundErrors).toEqual([]);
  expect((await it.look()).count).toBeLessThanOrEqual(1);
}

/** Sees that ours does little at a stretch while something happens. */
async function expectLittle(it: Visit, what: string, happens: () => Promise<unknown>): Promise<void> {
  const begun = Date.now();
  const done = await countedWhile(it, async () => longest.set(what, await longestTask(it.tab, happens)));
  const seconds = Math.ceil((Date.now() - begun) / 1000);
  expect(done.reads, "the count counts").toBeGreaterThan(0);
  expect(done.longest, "questions to nodes at a stretch").toBeLessThan(mostReads);
  expect(done.messages, `messages in ${seconds} s`).toBeLessThanOrEqual(mostPerSecond * (seconds + 1));
}

/** A page's script that takes every overlay out as soon as it comes, and counts. */
const remover = `(window.removed = 0, new MutationObserver((all) => {
  for (const { addedNodes } of all) for (const node of addedNodes) {
    if (node.nodeType !== 1 || !node.hasAttribute("popover")) continue;
    removed++;
    node.remove();
  }
}).observe(document, { subtree: true, childList: true }), 0)`;

test("a page that removes the overlay each time wins in the end, without an exception", async ({ visit }) => {
  const it = await visit();
  await it.tab.inPage(remover);
  await it.do({ show: html.menu });
  await it.do({ click: "Signaler", show: html.reasons });
  await it.rest();
  const removed = await it.tab.inPage("removed");
  expect(removed).toBeGreaterThan(0);
  expect(removed, "it gives up").toBeLessThan(12);
  expect((await it.dialog()).open).toBe(true);
  await expectQuiet(it);
});

test("a page that removes the overlay once does not get rid of it", async ({ visit }) => {
  const it = await visit();
  await it.report("early");
  await it.tab.inPage(`document.querySelector("[popover]").remove()`);
  await it.do({ click: "Intimidation ou contact indésirable", show: html.sub, how: "swap" });
  await it.stage("card");
  await expectQuiet(it);
});

const veil = `(() => {
  const veil = document.createElement("div");
  veil.popover = "manual";
  veil.style.cssText = "position:fixed;inset:0;width:100vw;height:100vh;margin:0;border:0;background:#000";
  document.body.append(veil);
  veil.showPopover();
})()`;

test("a page that covers everything is left alone", async ({ visit }) => {
  const it = await visit();
  await it.report("early");
  await it.tab.inPage(veil);
  await pause(1500);
  await expectQuiet(it);
});

/** Twenty new dialogs each 15 milliseconds, twenty of them open at a time. */
const thousand = `(async () => {
  const html = ${JSON.stringify(html.reasons)}, open = [];
  for (let i = 0; i < 1000; i++) {
    const div = document.createElement("div");
    div.style.cssText = "position:fixed;inset:0;margin:auto;width:480px;height:400px;background:#fff";
    div.append(${harness}.parse(html, document));
    document.body.append(div);
    open.push(div);
    if (open.length > 20) open.shift().remove();
    if (i % 20 === 19) await new Promise((resolve) => setTimeout(resolve, 15));
  }
  for (const it of open) it.remove();
})()`;

test("a thousand dialogs in a second", async ({ visit }) => {
  const it = await visit();
  await it.do({ show: html.menu });
  await it.do({ click: "Signaler", show: html.reasons });
  await it.stage("early");
  await expectLittle(it, "a thousand dialogs", () => it.tab.inPage(thousand));
  await it.do({ close: true });
  const { count, stage } = await it.lookAtRest();
  expect([count, stage]).toEqual([0, "none"]);
  await expectQuiet(it);
  expect(await it.tab.inPage("document.querySelectorAll('[popover]').length")).toBeLessThanOrEqual(1);
});

/** A page's script that acts as a person or as the extension would. */
const forge = (extensionId: string): string => `(() => {
  const row = [...document.querySelectorAll("button")].find((it) => it.textContent.startsWith("Intimidation"));
  const options = { bubbles: true, composed: true };
  row.click();
  for (const type of ["pointerdown", "pointerup", "mousedown", "mouseup", "click"]) {
    row.dispatchEvent(new MouseEvent(type, options));
  }
  for (const key of ["Enter", " "]) {
    for (const type of ["keydown", "keyup"]) row.dispatchEvent(new KeyboardEvent(type, { key, ...options }));
  }
  const snapshot = { event: "chosen", chosen: 1 };
  const message = { type: "decide", stage: "card", harm: "harassment", snapshot };
  for (const it of [window, document, row, document.querySelector("[popover]")]) {
    for (const type of ["message", "decide", "card", "click"]) it.dispatchEvent(new CustomEvent(type, { detail: message }));
  }
  window.postMessage(message, "*");
  try { chrome.runtime.sendMessage(${JSON.stringify(extensionId)}, message); } catch {}
})()`;

test("forged clicks, keys and messages choose nothing", async ({ visit }) => {
  const it = await visit();
  await it.report("early");
  await it.tab.inPage(forge(it.tab.browser.extensionId));
  await pause(1200);
  expect((await it.lookAtRest()).stage).toBe("early");
  await expectQuiet(it);
});

test("a dialog that is replaced while the core thinks gets no answer meant for the other", async ({ visit }) => {
  const it = await visit();
  await it.do({ show: html.menu });
  await it.do({ click: "Signaler", show: html.reasons });
  await it.do({ show: html.share });
  expect((await it.lookAtRest()).stage).toBe("none");
  await expectQuiet(it);
});

/** What a page may do with the dialog `el`, by name. */
const strange: Record<string, string> = {
  "ten thousand rows": `
    const ul = el.querySelector("ul");
    for (let i = 0; i < 10000; i++) {
      const b = document.createElement("button"), li = document.createElement("li");
      b.textContent = "Harcèlement " + i;
      li.append(b);
      ul.append(li);
    }`,
  "strings of a megabyte": `
    const big = "harcèlement ".repeat(90000);
    el.querySelector("button").textContent = big;
    el.querySelector("h1").textContent = big;
    el.setAttribute("aria-label", big);`,
  "lone surrogates": `
    for (const it of el.querySelectorAll("button, h1, p")) it.textContent += " \\ud800 \\udc00\\ud800";
    el.setAttribute("aria-label", "\\udfff Signaler \\ud83d");`,
  "control characters": `
    for (const it of el.querySelectorAll("button, h1, p")) {
      it.textContent = "\\u0000\\u0001\\u001b[31m\\u202e\\u2028\\ufeff" + it.textContent + "\\u0007\\u009f";
    }`,
  "four hundred levels": `
    let at = el;
    for (let i = 0; i < 400; i++) {
      const div = document.createElement("div");
      at.append(div);
      at = div;
    }
    at.append("Harcèlement");`,
};

/** The page changes its dialog, in a function of its own that also pays for the layout. */
const changeDialog = (change: string): string => `new Promise((done) => setTimeout(() => {
  const el = document.querySelector("[aria-modal]");
  ${change}
  el.offsetHeight;
  done();
}))`;

for (const [what, change] of Object.entries(strange)) {
  test(`a report with ${what}`, async ({ visit }) => {
    const it = await visit();
    await it.do({ show: html.menu });
    await expectLittle(it, what, async () => {
      await it.do({ click: "Signaler", show: html.reasons });
      await it.tab.inPage(changeDialog(change));
      await pause(1500);
    });
    await expectQuiet(it);
    await it.do({ close: true });
    // It is itself again for the next report.
    await it.report("card");
    await expectQuiet(it);
  });
}
