// The overlay for someone who does not see it, does not use a mouse, or needs it larger. No checker looks into a closed
// root, so the browser's accessibility tree and computed styles are asked.

import { type Contrast, contrasts } from "./contrast";
import type { Json } from "./runner/cdp";
import { perceive } from "./runner/judge";
import { watcher } from "./runner/tab";
import { type Visit, expect, html, test } from "./visit";

const controls = new Set([
  "button",
  "link",
  "DisclosureTriangle",
  "checkbox",
  "radio",
  "combobox",
  "menuitem",
  "switch",
  "tab",
  "textbox",
]);

async function tree(it: Visit): Promise<Json[]> {
  const { result } = await it.tab.session.send("Runtime.evaluate", {
    expression: `${watcher}.host()`,
    contextId: it.tab.world,
  });
  const { nodes } = await it.tab.session.send("Accessibility.queryAXTree", { objectId: result.objectId });
  return nodes.filter((node: Json) => !node.ignored);
}

const unfold = "root.querySelectorAll('summary').forEach((it) => it.parentElement.open || it.click())";

for (const stage of ["early", "card", "after"] as const) {
  for (const scheme of ["light", "dark"]) {
    test(`names, contrast and size of targets: ${stage}, ${scheme}`, async ({ visit }) => {
      const it = await visit({}, (tab) =>
        tab.session.send("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: scheme }] }),
      );
      await it.report(stage);
      await it.overlay(unfold);
      await it.still();
      const nodes = await tree(it);
      expect(
        nodes.some(
          (node) =>
            ["region", "complementary", "dialog", "group", "form", "status"].includes(node.role.value) &&
            node.name?.value,
        ),
        "a named group",
      ).toBe(true);
      const named = nodes.filter((node) => controls.has(node.role.value));
      expect(named.length).toBeGreaterThan(0);
      for (const node of named) expect(node.name?.value?.trim(), `name of a ${node.role.value}`).toBeTruthy();
      for (const node of nodes.filter((node) => node.role.value === "image"))
        expect(node.name?.value?.trim(), "name of an image").toBeTruthy();

      const texts: Contrast[] =
        await it.overlay(contrasts);
      expect(texts.length).toBeGreaterThan(0);
      expect(texts.filter((text) => text.ratio < text.needed || text.italic || text.capitals)).toEqual([]);

      const small = await it.overlay(
        `[...root.querySelectorAll("button,summary,a[href]")].filter((el) => el.checkVisibility() && el.getBoundingClientRect().width).map((el) => [el.outerHTML, el.getBoundingClientRect()]).filter(([, b]) => b.width < 24 || b.height < 24).map(([text, b]) => text + " " + b.width + "x" + b.height)`,
      );
      expect(small).toEqual([]);
    });
  }
}

test("it is announced politely", async ({ visit }) => {
  const it = await visit();
  await it.report("card");
  const live = (await it.overlay(
    `[root, ...root.querySelectorAll("*"), ...shadow.querySelectorAll("*")].map((el) => el.getAttribute("aria-live") ?? { status: "polite", alert: "assertive" }[el.getAttribute("role")]).filter(Boolean)`,
  )) as string[];
  expect(new Set(live)).toEqual(new Set(["polite"]));
});

/** A trap made of two stops that send the focus to the other end. */
const sentinels = `(() => {
  const box = document.querySelector("[aria-modal]");
  const stops = () => [...box.querySelectorAll("button, a[href], [tabindex='0']")]
    .filter((el) => !el.matches(".sentinel"));
  for (const [place, end] of [["before", -1], ["after", 0]]) {
    const el = document.createElement("div");
    el.tabIndex = 0;
    el.className = "sentinel";
    box[place](el);
    el.addEventListener("focus", () => stops().at(end).focus());
  }
})()`;

for (const trap of ["inert-siblings", "sentinels", "show-modal"] as const) {
  test(`the keyboard goes round through the dialog and the overlay, both ways (${trap})`, async ({ visit }) => {
    const it = await visit({ mount: trap === "sentinels" ? "light" : trap });
    await it.report("early");
    if (trap === "sentinels") await it.tab.inPage(sentinels);
    await it.tab.inPage(`document.querySelector("[aria-modal] button").focus()`);
    for (const shift of [false, true]) {
      const seen: string[] = [];
      for (let i = 0; i < 40; i++) {
        const ours = await it.tab.tabKey(shift);
        seen.push(
          ours !== "other"
            ? "ours"
            : await it.tab.inPage("document.activeElement.textContent.trim() || document.activeElement.localName"),
        );
      }
      const rounds = seen.join("|");
      expect(seen.includes("ours"), rounds).toBe(true);
      for (const row of ["Je n’aime pas", "Arnaque, fraude ou contenu indésirable"])
        expect(seen.filter((at) => at === row).length, `${row}: ${rounds}`).toBeGreaterThan(1);
    }
  });
}

test("Escape with the focus in the card folds ours only; elsewhere it is the site's", async ({ visit }) => {
  const it = await visit({ mount: "show-modal" });
  await it.report("card");
  await it.focusOurs();
  await it.tab.press("Escape");
  await expect.poll(async () => (await it.look()).view).toMatch(/^(pill|dot|strip|)$/);
  expect((await it.dialog()).open).toBe(true);
  await it.tab.inPage(`document.querySelector("[role=dialog] button").focus()`);
  await it.tab.press("Escape");
  await expect.poll(async () => (await it.dialog()).open).toBe(false);
});

test("Escape twice leaves nothing of ours, and nothing of it is remembered", async ({ visit, extension }) => {
  const it = await visit();
  await it.report("card");
  const remembered = () => extension.inBackground("chrome.storage.session.get().then(JSON.stringify)");
  const before = await remembered();
  await it.focusOurs();
  for (const view of ["pill", ""]) {
    await it.tab.press("Escape");
    await expect.poll(async () => (await it.look()).view).toBe(view);
  }
  expect((await it.dialog()).open).toBe(true);
  expect(await it.overlay("host")).toBe(null);
  expect(await remembered()).toBe(before);
});

/** What of the dialog's head and controls is under the overlay, but for what the page scrolls away. */
const covered = `(() => {
  const at = host.getBoundingClientRect();
  const box = document.querySelector("[aria-modal]");
  return [box.querySelector("h1, .title"), ...box.querySelectorAll("button")]
    .filter((each) => {
      const { left, top, right, bottom } = each.getBoundingClientRect();
      return left < at.right - 1 && at.left + 1 < right && top < at.bottom - 1 && at.top + 1 < bottom;
    })
    .map((each) => each.textContent + " under " + JSON.stringify([each.getBoundingClientRect(), at]));
})()`;

/** A dialog as large as the window: what is free in it is around its head. */
const tall = (rows: string[], title: string): string => `<style>
  [aria-modal] { position: fixed; inset: 0; margin: 0; max-height: none; display: flex; flex-direction: column;
    background: Canvas; color: CanvasText; padding: 12px; overflow: auto }
  [aria-modal] :is(p, ul, li, h1) { margin: 0; padding: 0; list-style: none }
  [aria-modal] .title { font-size: 20px }
  [aria-modal] button { min-height: 32px } [aria-modal] ul { margin-top: auto }
</style><div role="dialog" aria-modal="true" aria-label="Signaler">${title}
  <ul>${rows.map((row) => `<li><button>${row}</button></li>`).join("")}</ul></div>`;

const windows = [["200 % zoom", 640, 360], ["320 pixels", 320, 640], ["no zoom", 1280, 720]] as const;
for (const [name, width, height] of windows)
  test(`pill and strip are never over the dialog's head or controls: ${name}`, async ({ visit }) => {
    for (const title of ["<h1>Signaler</h1>", '<div class="title">Signaler</div>']) {
      const it = await visit({ width, height });
      await it.do({ show: html.menu });
      await it.do({ click: "Signaler", show: tall(["Intimidation", "Suicide", "Spam"], title) });
      await it.stage("early");
      await expect.poll(async () => (await it.look()).view, title).toBe("pill");
      await it.still();
      expect(await it.overlay(covered), title).toEqual([]);
      await it.do({ click: "Intimidation", show: tall(["Menaces", "Envoyer"], title), how: "swap" });
      await it.stage("card");
      await expect.poll(async () => (await it.look()).view, title).toBe("strip");
      await it.still();
      expect(await it.overlay(covered), title).toEqual([]);
      await it.close();
    }
  });

const views: Record<string, { width: number; height: number; scale: number }> = {
  "200 % zoom": { width: 640, height: 400, scale: 2 },
  "320 pixels": { width: 320, height: 640, scale: 1 },
  "320 by 256 pixels, 400 % zoom": { width: 320, height: 256, scale: 4 },
};
for (const [name, { width, height, scale }] of Object.entries(views)) {
  test(`it fits: ${name}`, async ({ visit }) => {
    const it = await visit({ width, height }, (tab) =>
      tab.session.send("Emulation.setDeviceMetricsOverride", {
        width,
        height,
        deviceScaleFactor: scale,
        mobile: false,
      }),
    );
    for (const stage of ["early", "card"] as const) {
      await it.report(stage);
      await expect.poll(() => perceive(it.tab), { message: stage }).toEqual([]);
      expect(
        await it.overlay("[host, root].every((el) => el.scrollWidth <= el.clientWidth + 1)"),
        "nothing to scroll sideways",
      ).toBe(true);
      await it.do({ close: true });
      await it.stage("none");
    }
  });
}

test("text as large as the settings say, and it fits", async ({ visit, extension }) => {
  await extension.inBackground("chrome.storage.local.set({ settings: { size: 'largest' } })");
  for (const [width, height] of [[1280, 800], [320, 640]]) {
    const it = await visit({ width, height });
    await it.report("card");
    await expect.poll(() => perceive(it.tab)).toEqual([]);
    if ((await it.look()).view !== "card") await it.clickOurs("button[value=grow]");
    expect(await it.overlay("getComputedStyle(root).fontSize")).toBe("22px");
    expect(await it.overlay("[host, root].every((el) => el.scrollWidth <= el.clientWidth + 1)")).toBe(true);
    await it.close();
  }
  await extension.inBackground("chrome.storage.local.remove('settings')");
});

test("reduced motion: nothing moves", async ({ visit }) => {
  const it = await visit({}, (tab) =>
    tab.session.send("Emulation.setEmulatedMedia", { features: [{ name: "prefers-reduced-motion", value: "reduce" }] }),
  );
  await it.report("early");
  const moving =
    "shadow.getAnimations().filter((it) => it.effect.getComputedTiming().activeDuration > 10).map((it) => it.animationName ?? it.transitionProperty)";
  expect(await it.overlay(moving)).toEqual([]);
  await it.clickOurs("button,summary");
  expect(await it.overlay(moving)).toEqual([]);
});

test("right to left: it is there, and inside", async ({ visit }) => {
  const it = await visit({
    locale: "ar",
    page: `<!doctype html><html lang="ar" dir="rtl"><head><meta name="viewport" content="width=device-width"><title>x</title></head><body><main><p>صفحة</p><button>خيارات</button></main></body></html>`,
  });
  await it.report("card");
  await expect.poll(() => perceive(it.tab)).toEqual([]);
  expect(["ltr", "rtl"]).toContain(await it.overlay("getComputedStyle(root).direction"));
  expect(
    await it.overlay("root.closest('[lang]')?.lang === 'fr' ? getComputedStyle(root).direction : 'ltr'"),
    "French is written left to right on any page",
  ).toBe("ltr");
  await it.do({ close: true });
  await it.stage("none");
});

test("dismissed twice, it is a dot that is still named and reached", async ({ visit }) => {
  const it = await visit();
  for (let i = 0; i < 3; i++) {
    await it.report("early");
    const view = (await it.look()).view;
    if (view === "dot") break;
    await it.overlay(
      `[...root.querySelectorAll("button")].find((el) => /fermer/i.test(el.getAttribute("aria-label")))?.setAttribute("data-close", "")`,
    );
    await it.clickOurs("[data-close]");
    await it.do({ close: true });
    await it.stage("none");
  }
  expect((await it.look()).view).toBe("dot");
  await expect.poll(() => perceive(it.tab)).toEqual([]);
  await it.tab.browser.inBackground("chrome.storage.session.remove('dismissed')");
});

test("a report as a whole is the site's and ours side by side", async ({ visit }) => {
  for (const mount of ["light", "open-shadow", "closed-shadow", "show-modal", "popover", "inert-siblings"] as const) {
    const it = await visit({ mount });
    await it.do({ show: html.menu });
    await it.do({ click: "Signaler", show: html.reasons });
    await it.stage("early");
    await expect.poll(() => perceive(it.tab), { message: mount }).toEqual([]);
    await it.close();
  }
});
