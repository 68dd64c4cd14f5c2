// What the pages say in other countries: their own line or none, and never a number that works in France only.

import { EVENING, frenchNumbersIn, OwnPage } from "./own-page";
import { expect, test } from "./visit";

/** By the country that is set: what its line is called, in French and in English. */
const LINES: Record<string, [string, string] | null> = {
  be: ["Child Focus", "Child Focus"],
  ca: ["Jeunesse, J’écoute", "Kids Help Phone"],
  lu: ["KJT", "KJT"],
  de: ["112", "112"],
  us: null,
};

const UNFOLD = "document.querySelectorAll('details').forEach((it) => { it.name = ''; it.open = true; })";

const press = (selector: string) => async (page: OwnPage) => page.press(selector);
const back = async (page: OwnPage, door: string) => {
  if (await page.evaluate("!!document.querySelector('#back')")) await page.press("#back");
  await page.press(`#${door}`);
};

/** Each page, what to wait for, and what to press one after the other. */
const PAGES: Record<string, { ready: string; ways: ((page: OwnPage) => Promise<unknown>)[] }> = {
  popup: {
    ready: "footer",
    ways: [async (page) => page.evaluate("document.querySelector('#call')?.click(), 1")],
  },
  help: {
    ready: "#talk, main .notice",
    ways: ["me", "saw", "did", "adult"].map((door) => (page) => back(page, door)),
  },
  welcome: { ready: ".box li", ways: [press("#next"), press("#next")] },
  options: { ready: "#facts", ways: [press("#updates summary")] },
  try: { ready: "#menu", ways: [] },
};

test.afterEach(({ extension }) => extension.inBackground("chrome.storage.local.remove('settings').then(() => 1)"));

for (const [country, names] of Object.entries(LINES)) {
  test(`no page names a French number where the country is ${country}`, async ({ extension }) => {
    for (const [nth, lang] of ["fr", "en"].entries()) {
      const settings = JSON.stringify({ country, lang });
      await extension.inBackground(`chrome.storage.local.set({ settings: ${settings} }).then(() => 1)`);
      for (const [name, { ready, ways }] of Object.entries(PAGES)) {
        const page = await OwnPage.open(extension, name, { ready, before: `Date.now = () => ${EVENING}` });
        let text = "";
        for (const way of [async () => {}, ...ways]) {
          await way(page);
          await page.evaluate(UNFOLD);
          await page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0, 1)))");
          text += await page.evaluate("document.body.innerText + document.querySelector('.poster')?.textContent");
        }
        expect(frenchNumbersIn(text), `${name}, ${lang}`).toEqual([]);
        if (/popup|help/.test(name) && /de|us/.test(country))
          expect(text, `${name}, ${lang}`).toMatch(/On ne connaît pas encore de ligne|We don’t know a helpline/);
        if (/popup|help/.test(name) && names) expect(text, `${name}, ${lang}`).toContain(names[nth]);
        await page.close();
      }
    }
  });
}

test("in France they are named, so that the search finds what there is", async ({ extension }) => {
  const page = await OwnPage.open(extension, "popup", { ready: "footer" });
  await page.evaluate(UNFOLD);
  expect(frenchNumbersIn(await page.evaluate("document.body.innerText"))).toEqual(
    expect.arrayContaining(["3018", "17", "15", "119", "3114"]),
  );
  await page.close();
});
