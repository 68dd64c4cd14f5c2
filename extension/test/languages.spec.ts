// The card in a language that it has few texts in: read from the right or from the left, and out of it again.

import { OwnPage } from "./own-page";
import type { Json } from "./runner/cdp";
import { perceive } from "./runner/judge";
import { watcher } from "./runner/tab";
import { type Visit, expect, test } from "./visit";

const page = (lang: string, dir: string): string =>
  `<!doctype html><html lang="${lang}" dir="${dir}"><head><meta name="viewport" content="width=device-width">` +
  `<title>x</title></head><body><main><p>x</p><button>x</button></main></body></html>`;

/** What a screen reader is told of the overlay, in order. */
async function heard(it: Visit): Promise<{ role: string; name: string }[]> {
  const { result } = await it.tab.session.send("Runtime.evaluate", {
    expression: `${watcher}.host()`,
    contextId: it.tab.world,
  });
  const { nodes } = await it.tab.session.send("Accessibility.queryAXTree", { objectId: result.objectId });
  return nodes
    .filter((node: Json) => !node.ignored)
    .map(({ role, name }: Json) => ({ role: role.value, name: name?.value ?? "" }));
}

/** The texts in each language, as they are marked. */
const texts =
  `Object.entries(Object.groupBy([...root.querySelectorAll("[data-text]")].filter((it) => it.checkVisibility()),` +
  `(it) => it.closest("[lang]").lang)).map(([lang, all]) => [lang, all.map((it) => it.dataset.text)])`;

const languages = {
  ar: { dir: "rtl", title: "يمكنك التحدث عن الأمر.", call: "اتصال: 3018", fold: "اللغات" },
  uk: { dir: "ltr", title: "Про це можна поговорити.", call: "Подзвонити: 3018", fold: "Мови" },
};

for (const [lang, { dir, title, call, fold }] of Object.entries(languages)) {
  test(`${lang}: it runs its way, is heard as it is written, and French is one press away`, async ({
    visit,
    extension,
  }) => {
    const it = await visit({ page: page(lang, dir) });
    await it.report("card");
    await expect.poll(() => perceive(it.tab)).toEqual([]);
    expect(await it.overlay("[getComputedStyle(root).direction, root.lang]")).toEqual([dir, lang]);
    const marked: Record<string, string[]> = Object.fromEntries(await it.overlay(texts));
    expect(Object.keys(marked).sort()).toEqual(["fr", lang].sort());
    expect(marked[lang]).toContain(title);
    expect(marked[lang].filter((each) => /[a-zà-ÿ]{2}/i.test(each))).toEqual([]);
    expect(marked.fr).toContain("3018");
    const tree = await heard(it);
    expect(tree.filter(({ role }) => role === "region")).toEqual([{ role: "region", name: title }]);
    expect(tree).toContainEqual({ role: "heading", name: title });
    expect(tree).toContainEqual({ role: "button", name: call });
    expect(tree.find(({ name }) => name === fold)?.role).toMatch(/^DisclosureTriangle/);
    expect(tree.filter(({ role, name }) => role === "button" && !name)).toEqual([]);

    await it.clickOurs(".foot [lang=fr]");
    await expect.poll(() => it.overlay("root.lang")).toBe("fr");
    expect(await it.overlay("getComputedStyle(root).direction")).toBe("ltr");
    // Back again, out of the fold, and it stays so in the next report, until the browser ends.
    await it.clickOurs("summary", 2);
    await it.clickOurs(`.names [lang=${lang}]`);
    await expect.poll(() => it.overlay("root.lang")).toBe(lang);
    await it.close();
    const next = await visit();
    await next.report("card");
    expect(await next.overlay("root.lang")).toBe(lang);
    const kept = await extension.inBackground("chrome.storage.local.get('settings').then(JSON.stringify)");
    expect(kept).not.toContain(lang);
    const popup = await OwnPage.open(extension, "popup", { ready: ".first .go" });
    expect(await popup.evaluate("document.documentElement.lang"), "the popup goes with it").toBe(lang);
    await popup.close();
    await extension.inBackground("chrome.storage.session.remove('lang')");
  });
}

test("easy French says one idea a sentence, and is a choice like the others", async ({ visit, extension }) => {
  const it = await visit();
  await it.report("card");
  await it.clickOurs("summary", 2);
  await it.clickOurs(".names [lang=fr-x-facile]");
  await expect.poll(() => it.overlay("root.lang")).toBe("fr-x-facile");
  const [[, said]] = await it.overlay(texts);
  expect(said).toContain("Quelqu’un t’écoute. Vous parlez ensemble. Ce n’est pas ta faute.");
  await extension.inBackground("chrome.storage.session.remove('lang')");
});
