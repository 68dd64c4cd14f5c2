// A page could tell by the time that its own styles take whether somebody else asked for them. So nothing is asked
// unless a person acted a short time before. What is asked is counted.

import { counted, test } from "./counted";
import { expect, html, pause } from "./visit";

/** What a page does by itself to make somebody look. */
const lure = `(async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const button = document.querySelector("button");
  for (let i = 0; i < 20; i++) {
    button.focus();
    const dialog = document.createElement("div");
    dialog.setAttribute("role", "dialog");
    dialog.textContent = "Signaler";
    document.body.append(dialog);
    await frame();
    button.blur();
    dialog.remove();
    await frame();
  }
})()`;

test("what a page does by itself makes nobody look", async ({ visit }) => {
  const it = await visit();
  await it.rest();
  const before = await counted(it);
  await it.tab.inPage(lure);
  await pause(500);
  const after = await counted(it);
  expect(after.reads - before.reads, "questions to nodes").toBeLessThan(25);
  expect(after.messages).toBe(before.messages);
  expect([after.timers, after.frames]).toEqual([0, 0]);
});

test("a person's act does", async ({ visit }) => {
  const it = await visit();
  await it.do({ show: html.menu });
  await it.do({ click: "Partager", show: html.share });
  const before = await counted(it);
  const reads = async () => {
    await it.tab.inPage(lure);
    return (await counted(it)).reads - before.reads;
  };
  await expect.poll(reads).toBeGreaterThan(100);
});
