// Keeping a proof: what is saved is what was seen, without what was made black; where nobody may keep a picture there is
// none; and nothing but the saved file is left.

import { execFileSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { unzipSync } from "fflate";
import { EvidencePage, inScheme, launch, looksGood, picture, pressButton } from "./evidence-page";
import { OptionsPage } from "./options-page";
import { frenchNumbersIn } from "./own-page";
import type { Browser } from "./runner/browser";
import type { Flow } from "./runner/flow";
import { expect, html, root, test, Visit } from "./visit";

/** A page in three colours; attributes of a drawing hold under any policy. */
const page =
  `<svg width="1200" height="700"><rect width="600" height="700" fill="#f00000"/>` +
  `<rect x="600" width="600" height="700" fill="#00f000"/></svg>`;

let browser: Browser;
let options: OptionsPage;

test.beforeAll(async () => {
  browser = await launch();
  options = await OptionsPage.open(browser);
  await options.evaluate(`chrome.storage.local.set({ settings: { lang: "fr", country: "fr" } })`);
});
test.afterAll(() => browser?.close());

const ask = (visit: Visit): Promise<boolean> =>
  options.evaluate(`chrome.runtime.sendMessage({ type: "capture", tab: ${visit.tab.id} })`);

/** A press on the toolbar button, and what the popup does then. */
async function keep(visit: Visit): Promise<EvidencePage> {
  await pressButton(browser, visit.tab.flow.url);
  const before = await EvidencePage.all(browser);
  expect(await ask(visit)).toBe(true);
  return EvidencePage.opened(browser, before);
}

/** For a page of a site, as long as `use` takes. */
async function onSite(flow: Partial<Flow>, use: (visit: Visit) => Promise<void>): Promise<void> {
  const visit = await Visit.open(browser, { page, ...flow });
  try {
    await use(visit);
  } finally {
    await visit.close();
  }
}

const verify = (zip: string): string =>
  execFileSync("go", ["run", "./scripts/evidence", "verify", zip], { cwd: root, encoding: "utf8" });

const unzip = (zip: string) => {
  const files = unzipSync(readFileSync(zip));
  rmSync(dirname(zip), { recursive: true });
  return { files, manifest: JSON.parse(Buffer.from(files["manifest.json"]!).toString()) };
};

/** The colours of a picture at some points, in parts of its width and height. */
async function colours(on: EvidencePage, type: string, bytes: Uint8Array, points: number[][]): Promise<number[][]> {
  return on.evaluate(`(async () => {
    const bytes = Uint8Array.from(atob("${Buffer.from(bytes).toString("base64")}"), (it) => it.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes], { type: "${type}" }));
    const canvas = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
    canvas.drawImage(picture, 0, 0);
    return ${JSON.stringify(points)}.map(([x, y]) =>
      [...canvas.getImageData(Math.floor(x * picture.width), Math.floor(y * picture.height), 1, 1).data.slice(0, 3)]);
  })()`);
}

/** The JPEG in a PDF, which stands there as it is. */
function jpegIn(pdf: Uint8Array): Buffer {
  const bytes = Buffer.from(pdf);
  const start = bytes.indexOf(Buffer.from([0xff, 0xd8, 0xff]));
  return bytes.subarray(start, bytes.indexOf("endstream", start));
}

test("what is saved is what was seen, without what was made black", async () => {
  await onSite({ url: "https://www.instagram.com/p/C0ffee/?a=%C3%A9" }, async (visit) => {
    const on = await keep(visit);
    expect(await on.evaluate("[document.title, document.querySelectorAll('canvas').length]")).toEqual(["Capture", 1]);
    await on.drag([0.1, 0.1], [0.3, 0.4]);
    expect(await on.text("#blanked")).toBe("Une partie est cachée.");
    await on.drag([0.6, 0.1], [0.7, 0.4]);
    await on.evaluate("document.querySelector('#undo').click()");
    await on.tabTo("account");
    await on.type("@méchant 😀");
    const zip = await on.save();
    const today = /^capture-\d{4}-\d\d-\d\d\.zip$/;
    expect(zip.split("/").at(-1)).toMatch(today);
    const said = verify(zip);
    for (const part of ["1280 x 800 pixels", "before it was saved: 1", "/p/C0ffee/?a=%C3%A9", "@méchant 😀"])
      expect(said).toContain(part);

    const { files, manifest } = unzip(zip);
    expect(Object.keys(files)).toEqual(["image.png", "page.pdf", "manifest.json"]);
    expect(Math.abs(Date.parse(manifest.made) - Date.now())).toBeLessThan(600_000);
    const points = [[0.2, 0.25], [0.105, 0.105], [0.295, 0.395], [0.4, 0.25], [0.65, 0.25]];
    const [black, red, green] = [[0, 0, 0], [0xf0, 0, 0], [0, 0xf0, 0]];
    expect(await colours(on, "image/png", files["image.png"]!, points)).toEqual([black, black, black, red, green]);
    const [hidden, , , seen] = await colours(on, "image/jpeg", jpegIn(files["page.pdf"]!), points);
    expect(Math.max(...hidden!), "hidden on the sheet too").toBeLessThan(8);
    expect(seen![0], "seen on the sheet").toBeGreaterThan(200);
    const own = `chrome-extension://${browser.extensionId}/`;
    expect(on.requests.filter((it) => !it.startsWith(own) && !it.startsWith(`blob:${own}`))).toEqual([]);

    const told = JSON.stringify([
      await on.evaluate("chrome.storage.local.get()"),
      await on.evaluate("chrome.storage.session.get()"),
    ]);
    for (const part of ["iVBOR", "C0ffee", "méchant"]) expect(told).not.toContain(part);
    await on.evaluate("location.reload()");
    await on.until("document.querySelector('#gone')");
    await on.close();
  });
});

test("by keyboard alone", async () => {
  await onSite({ url: "https://www.instagram.com/p/keys/" }, async (visit) => {
    const on = await keep(visit);
    await on.tabTo("picture");
    await on.press("Enter");
    expect(await on.text("#blanked")).toBe("Un cadre est posé.");
    for (let i = 0; i < 60; i++) await on.press("ArrowLeft");
    for (let i = 0; i < 60; i++) await on.press("ArrowUp");
    for (let i = 0; i < 4; i++) await on.press("ArrowRight", true);
    await on.press("Enter");
    await on.press("Enter");
    await on.press("Escape");
    expect(await on.text("#blanked"), "a frame that was dropped hides nothing").toBe("Une partie est cachée.");
    await on.tabTo("frame");
    await on.press(" ");
    expect(await on.evaluate("document.activeElement.id"), "the keys move it now").toBe("picture");
    await on.press("Enter");
    await on.press("Backspace");
    await on.tabTo("name");
    await on.evaluate("document.activeElement.select()");
    await on.type("../devoir: maths");
    const zip = await on.save();
    expect(zip.split("/").at(-1)).toBe("devoir maths.zip");
    const { files } = unzip(zip);
    const points = [[0.01, 0.01], [0.34, 0.24], [0.36, 0.1], [0.5, 0.5]];
    const [corner, inside, right, below] = await colours(on, "image/png", files["image.png"]!, points);
    expect([corner, inside]).toEqual([[0, 0, 0], [0, 0, 0]]);
    expect([right, below]).not.toContainEqual([0, 0, 0]);
    await on.press("Escape");
    await on.gone();
  });
});

test("every control has a name, and the steps are headings", async () => {
  await onSite({}, async (visit) => {
    const on = await keep(visit);
    const { nodes } = await on.session.send("Accessibility.getFullAXTree");
    const named = (role: string): string[] =>
      nodes.filter((it: any) => !it.ignored && it.role.value === role).map((it: any) => it.name?.value).sort();
    expect(named("heading")).toEqual([
      "Cache ce que tu veux",
      "Enregistre",
      "Et après\u202f?",
      "Garder une preuve",
      "Regarde ce qui sera noté",
    ]);
    expect(named("button")).toEqual([
      "Continuer sans l’image",
      "Enlever le dernier noir",
      "Enregistrer",
      "Poser un cadre",
      "Quitter vite (Échap)",
    ]);
    expect(named("textbox")).toEqual(["Compte qui a fait ça", "Nom du fichier"]);
    expect(named("application")).toEqual(["Image de la page"]);
    expect(named("status").length).toBe(2);
    const keys = nodes.find((it: any) => it.role?.value === "application").description?.value;
    expect(keys).toContain("flèches");
    await on.close();
  });
});

test("a picture that should not be kept can be left out", async () => {
  await onSite({}, async (visit) => {
    const on = await keep(visit);
    await on.tabTo("drop");
    await on.press("Enter");
    await on.until("!document.querySelector('canvas')");
    expect(await on.evaluate("document.activeElement.textContent")).toBe("Sans image");
    const zip = await on.save();
    expect(verify(zip)).toContain("picture  none was taken");
    expect(Object.keys(unzip(zip).files)).toEqual(["page.pdf", "manifest.json"]);
    await on.close();
  });
});

const reported = html.reasons.replace("Violence, haine ou exploitation", "Nudité ou activité sexuelle");

test("after a report of what nobody may keep there is no picture of that tab, and of others there is", async () => {
  await onSite({}, async (visit) => {
    await visit.do({ show: html.menu });
    await visit.do({ click: "Signaler", show: reported });
    await visit.stage("early");
    await (await keep(visit)).close();
    await visit.do({ click: "Nudité ou activité sexuelle", show: html.done, how: "swap" });
    await visit.rest();
    await visit.do({ close: true });
    // As the browser does after half a minute.
    await browser.killBackground(options.session);
    const on = await keep(visit);
    expect(await on.evaluate("document.querySelectorAll('canvas').length")).toBe(0);
    expect(await on.text("#why")).toContain("interdit");
    expect(await on.text("#why")).toContain("3018");
    await on.tabTo("account");
    await on.type("@x");
    const { files, manifest } = unzip(await on.save());
    expect(Object.keys(files)).toEqual(["page.pdf", "manifest.json"]);
    expect(manifest).toMatchObject({ account: "@x", blanked: 0, address: visit.tab.flow.url });
    await on.close();
  });
  await onSite({ url: "https://www.instagram.com/p/other/" }, async (visit) => {
    const on = await keep(visit);
    expect(await on.evaluate("document.querySelectorAll('canvas').length")).toBe(1);
    await on.close();
  });
});

test("nor of a site for adults", async () => {
  await onSite({ url: "https://fr.pornhub.com/view" }, async (visit) => {
    const on = await keep(visit);
    expect(await on.evaluate("document.querySelectorAll('canvas').length")).toBe(0);
    expect(await on.text("#why")).toContain("pour les adultes");
    await on.close();
  });
});

test("it names the line of the country, or none, and never a French one elsewhere", async () => {
  for (const [country, line] of [["fr", "3018"], ["be", "Child Focus"], ["de", ""], ["us", ""]] as const) {
    await options.evaluate(`chrome.storage.local.set({ settings: { lang: "fr", country: "${country}" } })`);
    await onSite({ url: "https://www.instagram.com/p/where/" }, async (visit) => {
      const on = await keep(visit);
      await on.until("document.querySelector('#drop')");
      await on.evaluate("document.querySelector('#drop').click()");
      await on.until("document.querySelector('#why')");
      const text: string = await on.evaluate("document.body.innerText");
      expect(text.includes("Demande de l’aide"), `${country}: what comes next`).toBe(!!line);
      expect(text, country).toContain(line);
      expect(text.includes("faire retirer une image"), country).toBe(country === "fr");
      if (country !== "fr") expect(frenchNumbersIn(text), country).toEqual([]);
      await on.close();
    });
  }
  await options.evaluate(`chrome.storage.local.set({ settings: { lang: "fr", country: "fr" } })`);
});

test("it speaks the language that was chosen on the card, as every page does", async () => {
  await options.evaluate('chrome.storage.session.set({ lang: "en" })');
  await onSite({}, async (visit) => {
    const on = await keep(visit);
    expect(await on.evaluate("document.documentElement.lang")).toBe("en");
    await on.close();
  });
  await options.evaluate('chrome.storage.session.remove("lang")');
});

test("nothing is taken without a press, of another tab, or of a page of the browser", async () => {
  await onSite({ url: "https://example.org/" }, async (visit) => {
    expect(await ask(visit)).toBe(false);
    expect(await EvidencePage.all(browser)).toEqual([]);
  });
  const tab = await options.evaluate("chrome.tabs.getCurrent().then((it) => it.id)");
  expect(await options.evaluate(`chrome.runtime.sendMessage({ type: "capture", tab: ${tab} })`)).toBe(false);
  await onSite({}, async (visit) => {
    const asked = `chrome.runtime.sendMessage({ type: "capture", tab: ${visit.tab.id} })`;
    expect(await visit.tab.inWorld(asked), "a content script is no page of ours").toBeNull();
    expect(await EvidencePage.all(browser)).toEqual([]);
  });
});

for (const scheme of ["light", "dark"])
  test(`readable in ${scheme}, at 320 pixels and at 1366`, async () => {
    await onSite({ url: "https://www.instagram.com/p/C0ffee/?igsh=" + "MTc4MmM1YmI2Ng".repeat(6) }, async (visit) => {
      await visit.report("card");
      const on = await keep(visit);
      await inScheme(on, scheme);
      await on.drag([0.05, 0.05], [0.2, 0.2]);
      await looksGood(on, "evidence", scheme, 25);
      await on.evaluate("document.querySelector('#drop').click()");
      await on.until("document.querySelector('#why')");
      await picture(on, `evidence-without-${scheme}`);
      await on.close();
    });
  });
