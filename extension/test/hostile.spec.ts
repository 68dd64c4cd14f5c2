// Pages that fight: whatever they do, nothing breaks, nothing freezes, and there is one overlay at most.

import { harness } from "./runner/site/page";
import { longestTask } from "./thread";
import { type Visit, expect, html, pause, test } from "./visit";

/** Milliseconds of processor time that ours may hold the page's thread at a stretch. */
const limit = 50;

async function quiet(it: Visit): Promise<void> {
  expect(it.tab.exceptions).toEqual([]);
  expect(it.tab.browser.backgroundErrors).toEqual([]);
  expect((await it.look()).count).toBeLessThanOrEqual(1);
}

test("a page that removes the overlay each time wins in the end, without an exception", async ({ visit }) => {
  const it = await visit();
  await it.tab.inPage(`(window.removed = 0, new MutationObserver((all) => { for (const { addedNodes } of all) for (const node of addedNodes) if (node.nodeType === 1 && node.hasAttribute("popover")) { removed++; node.remove(); } }).observe(document, { subtree: true, childList: true }), 0)`);
  await it.do({ show: html.menu });
  await it.do({ click: "Signaler", show: html.reasons });
  await pause(4000);
  const removed = await it.tab.inPage("removed");
  expect(removed).toBeGreaterThan(0);
  expect(removed, "it gives up").toBeLessThan(12);
  expect((await it.dialog()).open).toBe(true);
  await quiet(it);
});

test("a page that removes the overlay once does not get rid of it", async ({ visit }) => {
  const it = await visit();
  await it.report("early");
  await it.tab.inPage(`document.querySelector("[popover]").remove()`);
  await it.do({ click: "Intimidation ou contact indésirable", show: html.sub, how: "swap" });
  await it.stage("card");
  await quiet(it);
});

test("a page that covers everything is left alone", async ({ visit }) => {
  const it = await visit();
  await it.report("early");
  await it.tab.inPage(`(() => { const veil = document.createElement("div"); veil.popover = "manual"; veil.style.cssText = "position:fixed;inset:0;width:100vw;height:100vh;margin:0;border:0;background:#000"; document.body.append(veil); veil.showPopover(); })()`);
  await pause(1500);
  await quiet(it);
});

test("a thousand dialogs in a second", async ({ visit }) => {
  const it = await visit();
  await it.do({ show: html.menu });
  await it.do({ click: "Signaler", show: html.reasons });
  await it.stage("early");
  const longest = await longestTask(it.tab, () =>
    it.tab.inPage(`(async () => {
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
    })()`),
  );
  expect(longest, "milliseconds at a stretch").toBeLessThan(limit);
  await it.do({ close: true });
  await pause(300);
  await quiet(it);
  expect(await it.tab.inPage("document.querySelectorAll('[popover]').length")).toBeLessThanOrEqual(1);
  await it.rest();
  expect((await it.look()).stage).toBe("none");
});

test("forged clicks, keys and messages choose nothing", async ({ visit }) => {
  const it = await visit();
  await it.report("early");
  await it.tab.inPage(`(() => {
    const row = [...document.querySelectorAll("button")].find((it) => it.textContent.startsWith("Intimidation"));
    row.click();
    for (const type of ["pointerdown", "pointerup", "mousedown", "mouseup", "click"]) row.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true }));
    for (const key of ["Enter", " "]) for (const type of ["keydown", "keyup"]) row.dispatchEvent(new KeyboardEvent(type, { key, bubbles: true, composed: true }));
    const message = { type: "decide", stage: "card", harm: "harassment", snapshot: { event: "chosen", chosen: 1 } };
    for (const it of [window, document, row, document.querySelector("[popover]")]) for (const type of ["message", "decide", "card", "click"]) it.dispatchEvent(new CustomEvent(type, { detail: message }));
    window.postMessage(message, "*");
    try { chrome.runtime.sendMessage(${JSON.stringify(it.tab.browser.extensionId)}, message); } catch {}
  })()`);
  await pause(1200);
  expect((await it.look()).stage).toBe("early");
  await quiet(it);
});

test("a dialog that is replaced while the core thinks gets no answer meant for the other", async ({ visit }) => {
  const it = await visit();
  await it.do({ show: html.menu });
  await it.do({ click: "Signaler", show: html.reasons });
  await it.do({ show: html.share });
  await it.rest();
  expect((await it.look()).stage).toBe("none");
  await quiet(it);
});

const strange: Record<string, string> = {
  "ten thousand rows": `(el) => { const ul = el.querySelector("ul"); for (let i = 0; i < 10000; i++) { const b = document.createElement("button"); b.textContent = "Harcèlement " + i; const li = document.createElement("li"); li.append(b); ul.append(li); } }`,
  "strings of a megabyte": `(el) => { const big = "harcèlement ".repeat(90000); el.querySelector("button").textContent = big; el.querySelector("h1").textContent = big; el.setAttribute("aria-label", big); }`,
  "lone surrogates": `(el) => { for (const it of el.querySelectorAll("button, h1, p")) it.textContent += " \\ud800 \\udc00\\ud800"; el.setAttribute("aria-label", "\\udfff Signaler \\ud83d"); }`,
  "control characters": `(el) => { for (const it of el.querySelectorAll("button, h1, p")) it.textContent = "\\u0000\\u0001\\u001b[31m\\u202e\\u2028\\ufeff" + it.textContent + "\\u0007\\u009f"; }`,
  "four hundred levels": `(el) => { let at = el; for (let i = 0; i < 400; i++) { const div = document.createElement("div"); at.append(div); at = div; } at.append("Harcèlement"); }`,
};
for (const [what, change] of Object.entries(strange)) {
  test(`a report with ${what}`, async ({ visit }) => {
    const it = await visit();
    await it.do({ show: html.menu });
    const longest = await longestTask(it.tab, async () => {
      await it.do({ click: "Signaler", show: html.reasons });
      // By the page, in a function of its own that also pays for the layout.
      await it.tab.inPage(`new Promise((done) => setTimeout(() => { const el = document.querySelector("[aria-modal]"); (${change})(el); el.offsetHeight; done() }))`);
      await pause(1500);
    });
    expect(longest, "milliseconds at a stretch").toBeLessThan(limit);
    await quiet(it);
    await it.do({ close: true });
    // It is itself again for the next report.
    await it.report("card");
    await quiet(it);
  });
}
