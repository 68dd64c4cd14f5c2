// Pages that no recorded flow has: another direction and size of everything, rows that come late or are used again for
// others, more than one dialog, more than one language.

import { perceive } from "./runner/judge";
import { harness } from "./runner/site/page";
import { type Visit, expect, html, test } from "./visit";

const harm = (it: Visit): Promise<string> => it.overlay("root.dataset.harm");

const box = (title: string, inside: string, more = ""): string =>
  `<div role="dialog" aria-modal="true" aria-label="${title}" ${more}><h1>${title}</h1>${inside}</div>`;
const buttons = (...texts: string[]): string => texts.map((text) => `<li><button>${text}</button></li>`).join("");

const arabic = {
  page: `<!doctype html><html lang="ar" dir="rtl"><head><meta name="viewport" content="width=device-width">
    <title>x</title></head><body><main><p>حديقة تحت المطر</p><button>خيارات</button></main></body></html>`,
  menu: `<div role="dialog" aria-label="خيارات"><button>الإبلاغ</button><button>مشاركة</button></div>`,
  reasons: box("الإبلاغ عن المنشور", `<p>لماذا تبلغ عن هذا المنشور؟</p>
    <ul>${buttons("لا يعجبني", "التنمر أو التحرش", "محتوى مزعج")}</ul>`),
  sub: box("الإبلاغ عن المنشور", `<p>من المستهدف؟</p><ul>${buttons("أنا", "صديق")}</ul>`),
};
const mounts = ["light", "open-shadow", "closed-shadow", "show-modal", "popover", "iframe", "inert-siblings"] as const;

for (const mount of mounts) {
  test(`${mount}, right to left and at 200 % zoom`, async ({ visit }) => {
    const [width, height] = [640, 400];
    const it = await visit({ locale: "ar", page: arabic.page, mount, width, height }, ({ session }) =>
      session.send("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 2, mobile: false }));
    await it.do({ show: arabic.menu });
    await it.do({ click: "الإبلاغ", show: arabic.reasons });
    await it.stage("early");
    await expect.poll(() => perceive(it.tab)).toEqual([]);
    await it.do({ click: "التنمر أو التحرش", show: arabic.sub, how: "swap" });
    expect((await it.stage("card")).harm).toBe("harassment");
    await expect.poll(() => perceive(it.tab)).toEqual([]);
    expect(await it.overlay("[getComputedStyle(root).direction, root.lang]")).toEqual(["rtl", "ar"]);
    await it.do({ close: true });
    await it.stage("none");
  });
}

test("rows that come one by one: the one that came last is a choice like the others", async ({ visit }) => {
  const it = await visit();
  await it.do({ show: html.menu });
  await it.do({ click: "Signaler", show: box("Signaler", "<p>Pourquoi signales-tu cette publication ?</p><ul></ul>") });
  await it.tab.inPage(`(async () => {
    const list = document.querySelector("[aria-modal] ul");
    for (const text of ["Je n’aime pas", "Spam", "Nudité", "Menaces", "Moqueries ou insultes"]) {
      await new Promise((next) => setTimeout(next, 300));
      const row = document.createElement("li");
      row.append(Object.assign(document.createElement("button"), { textContent: text }));
      list.append(row);
    }
  })()`);
  await it.stays("early");
  await expect.poll(() => perceive(it.tab)).toEqual([]);
  await it.do({ click: "Moqueries ou insultes" });
  await it.stage("card");
  expect(await harm(it)).toBe("harassment");
});

/** A list of 40 reasons of which five nodes show what is scrolled to. */
const virtual = `{
  const all = Array.from({ length: 40 }, (_, place) => "Contenu qui ne me plaît pas, numéro " + place);
  Object.assign(all, { 22: "Menaces", 31: "Moqueries ou insultes" });
  const list = document.querySelector("#list"), inner = list.firstElementChild;
  inner.style.height = 40 * all.length + "px";
  const nodes = Array.from({ length: 6 }, () => document.createElement("button"));
  inner.append(...nodes);
  const draw = () => {
    const first = Math.floor(list.scrollTop / 40);
    nodes.forEach((_, each) => {
      const place = first + each, node = nodes[place % nodes.length];
      node.textContent = all[place] ?? "";
      node.style.cssText = "position:absolute;left:0;width:100%;height:40px;top:" + 40 * place + "px";
      node.onclick = () => list.dataset.chosen = node.textContent;
    });
  };
  list.onscroll = draw;
  draw();
}`;

test("a list whose rows are used again for others as it is scrolled", async ({ visit }) => {
  const it = await visit({ csp: "none" });
  await it.do({ show: html.menu });
  const list = `<div id="list" style="height:200px;overflow-y:scroll"><div style="position:relative"></div></div>`;
  await it.do({ click: "Signaler", show: box("Signaler", `<p>Pourquoi signales-tu ceci ?</p>${list}`) });
  await it.tab.inPage(virtual);
  await it.stage("early");
  const scrollTo = (row: number) => it.tab.inPage(`document.querySelector("#list").scrollTop = ${40 * (row - 2)}`);
  for (const [row, text, said] of [[22, "Menaces", "threats"], [31, "Moqueries ou insultes", "harassment"]] as const) {
    await scrollTo(row);
    await it.painted();
    await it.do({ click: text });
    await expect.poll(() => harm(it)).toBe(said);
    expect(await it.tab.inPage(`document.querySelector("#list").dataset.chosen`)).toBe(text);
    // What stands in its place afterwards was not chosen.
    await scrollTo(3);
    await it.stays("card");
    expect(await harm(it)).toBe(said);
  }
});

/** What was told of boxes since the last time. */
const asked = async (it: Visit): Promise<{ event: string; name: string }[]> => {
  const all: { request: string }[] = await it.tab.browser.inBackground(`testHook.take(${it.tab.id})`);
  return all.map(({ request }) => JSON.parse(request).snapshot);
};

test("a dialog in a frame that is not filled yet is met once it is there, not its frame before", async ({ visit }) => {
  const it = await visit({ mount: "iframe" });
  await it.tab.session.send("Emulation.setCPUThrottlingRate", { rate: 8 });
  await it.do({ show: html.menu });
  await it.do({ click: "Signaler", show: html.reasons });
  await it.stage("early");
  await it.rest();
  const names = (await asked(it)).map(({ name }) => name);
  expect(names).toContain("Signaler");
  expect(names).not.toContain("");
});

const reasons = `<p>Pourquoi signales-tu cette publication ?</p>
  <ul>${buttons("Je n’aime pas", "Intimidation ou contact indésirable", "Arnaque ou fraude")}</ul>`;
const late = `{
  const late = document.querySelector("#late");
  late.setAttribute("role", "dialog");
  late.setAttribute("aria-label", "Signaler la publication");
}`;

for (const [what, show] of [
  ["in what is only drawn like one", `<section id="late"><h1>Signaler</h1>${reasons}</section>`],
  ["around what is only drawn like one", `<section id="late"><h1>Signaler</h1>
    <div style="position:fixed;left:400px;top:150px;width:400px;background:#fff;z-index:2000">${reasons}</div></section>`],
] as const) {
  test(`a dialog that says so late, ${what}, is read by its name`, async ({ visit }) => {
    const it = await visit({ csp: "none", seed: 9 });
    await it.do({ show: html.menu });
    await it.do({ click: "Signaler", show });
    await it.stage("early");
    await it.tab.inPage(late);
    await expect.poll(async () => (await asked(it)).map(({ name }) => name)).toContain("Signaler la publication");
    await it.stays("early");
    await it.do({ click: "Intimidation ou contact indésirable", show: html.sub, how: "swap" });
    expect((await it.stage("card")).harm).toBe("harassment");
  });
}

/** Shows another dialog beside the one that is open, or takes it away. */
const second = (it: Visit, inside: string): Promise<unknown> =>
  it.tab.inPage(`{
    document.querySelector("#second")?.remove();
    const more = document.createElement("div");
    more.id = "second";
    more.append(${harness}.parse(${JSON.stringify(inside)}, document));
    document.body.append(more);
  }`);
const aside = 'style="position:fixed;left:8px;top:8px;width:300px;background:#fff;z-index:2000"';

test("a second dialog that is no report: ours stays beside the first", async ({ visit }) => {
  const it = await visit({ csp: "none" });
  await it.report("early");
  await second(it, box("Accepter les cookies", `<ul>${buttons("Tout accepter", "Tout refuser")}</ul>`, aside));
  await it.stays("early");
  await expect.poll(() => perceive(it.tab)).toEqual([]);
  await it.do({ click: "Tout refuser" });
  await second(it, "");
  await it.stays("early");
  await it.do({ click: "Intimidation ou contact indésirable", show: html.sub, how: "swap" });
  await it.stage("card");
});

test("two reports at once: ours is there once, and each has its own choice", async ({ visit }) => {
  const it = await visit({ csp: "none" });
  await it.report("early");
  const reasons = buttons("Spam", "Menaces", "Autre chose");
  await second(it, box("Signaler ce compte", `<p>Pourquoi signales-tu ce compte ?</p><ul>${reasons}</ul>`, aside));
  await it.stays("early");
  await it.do({ click: "Menaces" });
  await expect.poll(() => harm(it)).toBe("threats");
  expect((await it.look()).count).toBe(1);
  await second(it, "");
  await it.stays("early");
  expect(await harm(it)).not.toBe("threats");
  await it.do({ click: "Intimidation ou contact indésirable", show: html.sub, how: "swap" });
  expect((await it.stage("card")).harm).toBe("harassment");
});

const mixed = ["I just don’t like it", "Menaces", "Bullying or harassment", "Suicide ou automutilation", "It’s spam"];
for (const [row, said] of [["Menaces", "threats"], ["Bullying or harassment", "harassment"]] as const) {
  test(`a dialog in two languages: “${row}” is understood`, async ({ visit }) => {
    const it = await visit();
    await it.do({ show: html.menu });
    const reasons = `<p>Pourquoi ce signalement ?</p><ul>${buttons(...mixed)}</ul>`;
    await it.do({ click: "Signaler", show: box("Report", reasons) });
    await it.stage("early");
    await it.do({ click: row });
    expect((await it.stage("card")).harm).toBe(said);
  });
}

test("a dialog in three languages that is no report", async ({ visit }) => {
  const it = await visit();
  const rows = buttons("Copier le lien", "Send in a message", "إضافة إلى المحفوظات", "Mute", "Annuler");
  await it.do({ show: html.menu });
  await it.do({ click: "Partager", show: box("Share", `<p>Partager avec qui ?</p><ul>${rows}</ul>`) });
  expect((await it.lookAtRest()).stage).toBe("none");
});
