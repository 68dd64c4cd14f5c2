// Clicks and keys in the overlay are ours alone, and none of them closes or moves the site's report.

import type { Mount } from "./runner/flow";
import { type Visit, expect, figure, pause, test } from "./visit";

/** The first thing the site does: listen to everything, in front of everybody. */
function listen(): void {
  const heard: string[] = [];
  (window as any).heard = heard;
  const types = [
    "pointerdown",
    "pointerup",
    "pointermove",
    "pointercancel",
    "mousedown",
    "mouseup",
    "mousemove",
    "click",
    "auxclick",
    "dblclick",
    "contextmenu",
    "touchstart",
    "touchend",
    "touchmove",
    "keydown",
    "keypress",
    "keyup",
    "beforeinput",
    "input",
    "change",
    "submit",
    "copy",
    "selectionchange",
    "wheel",
  ];
  for (const type of types) {
    for (const capture of [true, false]) {
      window.addEventListener(
        type,
        (event) => {
          const target = event.target as Element;
          if (
            target instanceof Element &&
            target.hasAttribute("popover") &&
            target.shadowRoot === null &&
            !target.childElementCount
          )
            heard.push(`${type} at our host`);
        },
        { capture, passive: true },
      );
    }
  }
}
const script = `(${listen})();`;

/** Ids of the tabs other than the visit's. */
async function pages(visit: Visit): Promise<string[]> {
  const { targetInfos } = await visit.tab.browser.root.send("Target.getTargets");
  return targetInfos
    .filter((it: { type: string; targetId: string }) => it.type === "page" && it.targetId !== visit.tab.tab.targetId)
    .map((it: { targetId: string }) => it.targetId);
}

/** Clicks every control that the overlay shows, folded ones included, and the report must stand as it was. */
async function clickEverything(visit: Visit, leave: RegExp): Promise<number> {
  const before = await visit.dialog();
  expect(before.open).toBe(true);
  const others = await pages(visit);
  const label = (i: number): Promise<string | null> =>
    visit.overlay(
      `((el) => el ? (el.getAttribute("aria-label") || [...el.querySelectorAll("[data-text]")].map((it) => it.dataset.text).join(" ")) : null)([...root.querySelectorAll("button,summary,a[href]")].filter((el) => el.checkVisibility() && el.getBoundingClientRect().width)[${i}])`,
    );
  let clicks = 0;
  for (let i = 0; i < 60; i++) {
    const name = await label(i);
    if (name === null) break;
    if (leave.test(name)) continue;
    await visit.clickOurs("button,summary,a[href]", i);
    clicks++;
    for (const targetId of (await pages(visit)).filter((it) => !others.includes(it)))
      await visit.tab.browser.root.send("Target.closeTarget", { targetId });
    await visit.tab.session.send("Page.bringToFront");
    const now = await visit.dialog();
    expect(now, `after a click on “${name}”`).toEqual(before);
    if ((await visit.look()).stage === "none") break;
  }
  return clicks;
}

const closes = /^(fermer|pas maintenant|continuer mon signalement)/i;

for (const mount of ["light", "inert-siblings", "show-modal", "popover"] as Mount[]) {
  test(`no click in the overlay reaches the site or its report (${mount})`, async ({ visit }) => {
    const it = await visit({ mount, script });
    await it.report("early");
    const before = await it.dialog();
    await it.clickOurs("button,summary");
    expect(await it.dialog(), "after opening the card").toEqual(before);
    expect(await clickEverything(it, closes)).toBeGreaterThan(0);
    if ((await it.look()).stage !== "none") await clickEverything(it, /^(?!fermer|pas maintenant|continuer)/i);
    expect(await it.tab.inPage("heard")).toEqual([]);
    expect(it.tab.exceptions).toEqual([]);
  });

  test(`no click in the card reaches the site or its report (${mount})`, async ({ visit }) => {
    const it = await visit({ mount, script });
    await it.report("card");
    expect(await clickEverything(it, closes)).toBeGreaterThan(1);
    await clickEverything(it, /^(?!pas maintenant)/i);
    expect(await it.tab.inPage("heard")).toEqual([]);
  });
}

test("no key in the overlay reaches the site, and Escape folds ours only", async ({ visit }) => {
  for (const mount of ["show-modal", "inert-siblings", "popover"] as Mount[]) {
    const it = await visit({ mount, script });
    await it.report("card");
    const before = await it.dialog();
    await it.focusOurs();
    let presses = 0;
    for (const key of ["Space", "a", "ArrowDown", "Enter", "Escape", "Escape"]) {
      if (!(await it.overlay("host && host.matches(':focus-within, :focus')"))) break;
      await it.tab.press(key);
      presses++;
      await pause(60); // for the site, which may react to what it should not have heard
      await it.painted();
      for (const targetId of (await pages(it)).slice(1))
        await it.tab.browser.root.send("Target.closeTarget", { targetId });
      expect(await it.dialog(), `${mount}: after ${key}`).toEqual(before);
    }
    expect(presses, "keys with the focus in ours").toBeGreaterThan(4);
    expect(await it.tab.inPage("heard"), mount).toEqual([]);
    await it.close();
  }
  figure(
    "the site's report closed, moved or covered by ours; our clicks and keys seen by the site",
    "never; none",
    "never; none",
  );
});

test("the focus is never taken, and the last place of the pointer is left free", async ({ visit }) => {
  const it = await visit();
  await it.do({ show: `<div role="dialog" aria-label="Options"><button id="r">Signaler</button></div>` });
  await it.do({
    click: "Signaler",
    show: `<div role="dialog" aria-label="Signaler"><h1>Signaler</h1><p>Pourquoi ?</p><button>Intimidation ou harcèlement</button><button>Spam</button><textarea id="why"></textarea><button>Envoyer</button></div>`,
  });
  await it.tab.inPage(`document.querySelector("#why").focus()`);
  await it.stage("early");
  expect(await it.tab.inPage("document.activeElement.id")).toBe("why");
  const { x, y } = it.tab.mouse;
  expect(await it.tab.inPage(`document.elementFromPoint(${x}, ${y})?.hasAttribute("popover") ?? false`)).toBe(false);
});
