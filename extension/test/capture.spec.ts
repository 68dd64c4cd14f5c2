// Saving the outline of a dialog that was not recognised: what is shown is what is saved, nobody is in it, and nothing
// but the saved file is left.

import { execFileSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { EvidencePage, inScheme, launch, looksGood, pressButton } from "./evidence-page";
import { OptionsPage } from "./options-page";
import { OwnPage } from "./own-page";
import type { Browser } from "./runner/browser";
import type { Flow } from "./runner/flow";
import { dist, expect, root, test, Visit } from "./visit";

/** What must not be in the file, in any spelling. */
const people = [
  "Léa", "Martin", "lea_2012", "lea.martin", "exemple.fr", "06 12 34", "rue des Lilas", "rentre chez toi",
  "Jean-Moulin", "profil-lea", "u1234567890", "f00d", "secret", "C0ffee", "portrait",
];

const dialog = `<div role="dialog" aria-modal="true" aria-labelledby="titre-f00d" class="x1abc"
    data-testid="report-panel"
    style="position:fixed;inset:10% 30%;z-index:100;background:white;overflow:auto">
  <h2 id="titre-f00d">Signaler le message de Léa Martin</h2>
  <img src="https://media.example/portrait.jpg" alt="Portrait de Léa Martin">
  <a href="/lea_2012">lea_2012</a>
  <blockquote>T’es trop nulle, rentre chez toi. Harcèlement, moi ?</blockquote>
  <p>Léa Martin, 12 rue des Lilas, lea.martin@exemple.fr, 06 12 34 56 78</p>
  <ul data-testid="profil-lea" data-user="u1234567890">
    <li style="cursor:pointer" onclick="secret()">Harcèlement ou intimidation</li>
    <li style="cursor:pointer">Il harcèle Léa au collège Jean-Moulin</li>
    <li style="cursor:pointer"><label for="c-f00d">Spam</label>
      <input type="radio" id="c-f00d" name="reason" value="secret"></li>
    <li style="cursor:pointer">On me fait vivre un enfer</li>
  </ul>
  <div id="host"><template shadowrootmode="open">
    <button data-e2e="report-send">Envoyer le signalement</button></template></div>
  <textarea>secret de Léa</textarea>
</div>`;

const page = `<main><h1>Fil</h1><a href="/profil/lea">Léa</a></main>${dialog}`;
const url = "https://www.entraide.example/fil/C0ffee?de=lea";

let browser: Browser;
let options: OptionsPage;

test.beforeAll(async () => {
  browser = await launch();
  options = await OptionsPage.open(browser);
  await options.evaluate(`chrome.storage.local.set({ settings: { lang: "fr", country: "fr" } })`);
});
test.afterAll(() => browser?.close());

async function onSite(flow: Partial<Flow>, use: (visit: Visit) => Promise<void>): Promise<void> {
  const visit = await Visit.open(browser, { url, page, ...flow });
  try {
    await use(visit);
  } finally {
    await visit.close();
  }
}

/** A press on the toolbar button, and on the button in its window. */
async function show(visit: Visit): Promise<EvidencePage> {
  await pressButton(browser, visit.tab.flow.url);
  const before = await EvidencePage.all(browser, "capture");
  expect(await ask(visit.tab.id)).toBe("shown");
  return EvidencePage.opened(browser, before, "capture", "#file");
}

const ask = (tab: number): Promise<string> =>
  options.evaluate(`chrome.runtime.sendMessage({ type: "outline", tab: ${tab} })`);

const content = (on: EvidencePage): Promise<string> => on.text("#file");

/** Saves, and gives what the file holds. */
async function saved(on: EvidencePage): Promise<string> {
  const file = await on.save("#save");
  expect(file.split("/").at(-1)).toMatch(/^capture-\d{4}-\d\d-\d\d\.json$/);
  const text = readFileSync(file, "utf8");
  rmSync(dirname(file), { recursive: true });
  return text;
}

test("what is shown is saved to the last byte, with the words of the dialog and nobody's", async () => {
  await onSite({}, async (visit) => {
    const areas = `Promise.all(["local", "session", "sync"].map((it) => chrome.storage[it].get()))`;
    const stored = () => options.evaluate(areas);
    const before = await stored();
    const html = await visit.tab.inPage("document.documentElement.outerHTML");
    const on = await show(visit);
    const text = await content(on);
    expect(await saved(on)).toBe(text);

    for (const part of [
      `"host": "www.entraide.example"`, `"lang": "fr-FR"`, `"mount": "light"`, `"data-testid": "report-panel"`,
      `"Signaler le message de Xxx Xxxxxx"`, `"Harcèlement ou intimidation"`, `"Spam"`, `"name":"reason"`,
      `"data-e2e":"report-send"`, `"root": "shadow"`, `"Envoyer le signalement"`, `"Xx xx xxxx xxxxx xx xxxxx"`,
      `"X’xx xxxx xxxxx, xxxxxx xxxx xxx. Xxxxxxxxxxx, xxx ?"`,
    ])
      expect(text).toContain(part);
    for (const part of people) expect(text.toLowerCase()).not.toContain(part.toLowerCase());
    for (const part of ["href", "src", "class", "style", "onclick", "value", "http"])
      expect(text).not.toContain(`"${part}`);

    const own = `chrome-extension://${browser.extensionId}/`;
    expect(on.requests.filter((it) => !it.startsWith(own) && !it.startsWith(`blob:${own}`))).toEqual([]);
    expect(visit.tab.requests).toEqual([]);
    expect(browser.backgroundRequests).toEqual([]);
    expect(await stored(), "nothing is stored").toEqual(before);
    expect(await visit.tab.inPage("document.documentElement.outerHTML"), "nor changed in the page").toBe(html);
    await on.evaluate("location.reload()");
    await on.until("document.querySelector('#gone')");
    await on.close();
  });
});

test("the file is one that the maintainers' command takes", async () => {
  await onSite({}, async (visit) => {
    const on = await show(visit);
    const file = await on.save("#save");
    const out = resolve(dirname(file), "flow");
    const command = ["run", "./scripts/rules", "import", "-o", out, file];
    const said = execFileSync("go", command, { cwd: root, encoding: "utf8" });
    expect(said).toContain("www.entraide.example is not among the hosts");
    expect(said).toContain("a report dialog");
    expect(readFileSync(resolve(out, "dialog.html"), "utf8")).toContain("Harcèlement ou intimidation");
    rmSync(dirname(file), { recursive: true });
    await on.close();
  });
});

test("from the popup: pressed with a window open, and without one", async () => {
  const inFront = (visit: Visit) =>
    `chrome.tabs.query = async () => [{ id: ${visit.tab.id}, url: ${JSON.stringify(visit.tab.flow.url)} }]`;
  await onSite({}, async (visit) => {
    await pressButton(browser, url);
    const before = await EvidencePage.all(browser, "capture");
    const popup = await OwnPage.open(browser, "popup", { ready: "#outline", before: inFront(visit) });
    await popup.evaluate("document.querySelector('#outline').closest('details').open = true");
    await popup.picture(resolve(dist, "screenshots", "capture-popup.png"));
    await popup.press("#outline");
    const on = await EvidencePage.opened(browser, before, "capture", "#file");
    expect(await content(on)).toContain("Harcèlement");
    await on.close();
    await popup.close().catch(() => {});
  });
  await onSite({ page: "<main>Rien</main>", url: "https://www.entraide.example/" }, async (visit) => {
    await pressButton(browser, visit.tab.flow.url);
    const popup = await OwnPage.open(browser, "popup", { ready: "#outline", before: inFront(visit) });
    await popup.press("#outline");
    await popup.until("/ouvre-la d’abord/.test(document.querySelector('#outline').closest('details').textContent)");
    await popup.close();
  });
});

test("of several windows the topmost is shown first, and the person chooses", async () => {
  const second = `<dialog open style="position:fixed;inset:20% 40%;z-index:200">
    <h2>Partager</h2><button>Annuler</button></dialog>`;
  await onSite({ page: page + second, csp: "none" }, async (visit) => {
    const on = await show(visit);
    expect(await on.evaluate("[...document.querySelectorAll('fieldset label')].map((it) => it.textContent)")).toEqual([
      "1\u00a0: Partager", "2\u00a0: Signaler le message de Xxx Xxxxxx",
    ]);
    expect(await content(on)).toContain("Partager");
    await on.evaluate("document.querySelectorAll('fieldset input')[1].click()");
    const text = await content(on);
    expect(text).toContain("Harcèlement");
    expect(await saved(on)).toBe(text);
    await on.close();
  });
});

test("in a frame of the page, and on a site that is known", async () => {
  const style = "position:fixed;inset:0;width:100%;height:100%;z-index:50";
  const frame = `<iframe style="${style}" srcdoc='${dialog.replace(/'/g, "&#39;")}'></iframe>`;
  const flow = { page: `<main>Fil</main>${frame}`, url: "https://discord.com/channels/1/2", csp: "none" } as const;
  await onSite(flow, async (visit) => {
    const on = await show(visit);
    const text = await content(on);
    expect(text).toContain(`"mount": "iframe"`);
    expect(text).toContain("Harcèlement ou intimidation");
    expect(text.match(/Harcèlement ou/g), "once, though both frames are asked").toHaveLength(1);
    for (const part of people) expect(text.toLowerCase()).not.toContain(part.toLowerCase());
    await on.close();
  });
});

test("also where the site is paused", async () => {
  const pause = (on: boolean) =>
    options.evaluate(`chrome.runtime.sendMessage({ type: "pause", host: "discord.com", on: ${on} })`);
  expect((await pause(true)).pausedUntil).toBeGreaterThan(Date.now());
  try {
    await onSite({ url: "https://discord.com/channels/1/2" }, async (visit) => {
      const on = await show(visit);
      expect(await content(on)).toContain("Harcèlement ou intimidation");
      await on.close();
    });
  } finally {
    await pause(false);
  }
});

test("what we draw ourselves is no part of it", async () => {
  await onSite({ page: "", url: "https://www.instagram.com/p/C0ffee/" }, async (visit) => {
    await visit.report("early");
    const on = await show(visit);
    const text = await content(on);
    expect(text).toContain("Pourquoi signales");
    expect(text.replace("bouton3018", "")).not.toContain("3018");
    expect(text).not.toContain("popover");
    await on.close();
  });
});

test("nothing is taken without a press, or for a page of a site", async () => {
  await onSite({ url: "https://www.autre.example/" }, async (visit) => {
    expect(await ask(visit.tab.id)).toBe("refused");
  });
  await onSite({ page: "", url: "https://www.instagram.com/p/x/" }, async (visit) => {
    const asked = await visit.tab.inWorld(`chrome.runtime.sendMessage({ type: "outline", tab: ${visit.tab.id} })`);
    expect(asked, "a content script is no page of ours").toBeNull();
  });
  expect(await EvidencePage.all(browser, "capture")).toEqual([]);
});

for (const scheme of ["light", "dark"])
  test(`readable in ${scheme}, at 320 pixels and at 1366`, async () => {
    await onSite({}, async (visit) => {
      const on = await show(visit);
      await inScheme(on, scheme);
      await looksGood(on, "capture", scheme, 10);
      await on.close();
    });
  });
