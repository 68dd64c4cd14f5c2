// Somebody who looks through the browser's files afterwards finds nothing of a proof that was made: not the picture, not
// what was typed, nor the outline of a dialog. What was saved is where the person put it.

import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { EvidencePage, launch, pressButton } from "./evidence-page";
import { OptionsPage } from "./options-page";
import type { Browser } from "./runner/browser";
import type { Json } from "./runner/cdp";
import { more, search } from "./traces";
import { inFolder } from "./updates-build";
import { expect, pause, test, Visit } from "./visit";

const address = "https://www.instagram.com/p/C0ffee/";
const typed = "zz-typed-account-zz";

/** Which of the pieces stand in a file below a folder, as bytes or as two-byte characters. */
function found(folder: string, pieces: Record<string, Buffer>): string[] {
  const forms = Object.entries(pieces).flatMap(([name, piece]) => [
    { name, form: piece },
    { name, form: Buffer.from(piece.toString("latin1"), "utf16le") },
  ]);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const bytes = readFileSync(join(entry.parentPath ?? entry.path, entry.name));
      return forms.filter(({ form }) => bytes.includes(form)).map(({ name }) => `${name} in ${entry.name}`);
    });
}

/** Pieces of a picture by which it would be found: of its bytes, and of its `data:` address. */
function piecesOf(picture: string): Record<string, Buffer> {
  const text = picture.slice(picture.indexOf(",") + 1);
  const bytes = Buffer.from(text, "base64");
  const middle = bytes.length >> 1;
  return {
    picture: bytes.subarray(middle, middle + 24),
    "picture as text": Buffer.from(text.slice(text.length >> 1, (text.length >> 1) + 32)),
    "what was typed": Buffer.from(typed),
  };
}

/** What the toolbar button's popup does in a tab. */
async function keep(browser: Browser, options: OptionsPage, tab: number): Promise<EvidencePage> {
  await pressButton(browser, address);
  const before = await EvidencePage.all(browser);
  expect(await options.evaluate(`chrome.runtime.sendMessage({ type: "capture", tab: ${tab} })`)).toBe(true);
  return EvidencePage.opened(browser, before);
}

/** The person hides a part and types a name, and saves it or not; gives the pieces to look for. */
async function use(on: EvidencePage, isSaved: boolean): Promise<Record<string, Buffer>> {
  const picture: string = await on.evaluate("document.querySelector('canvas').toDataURL()");
  await on.drag([0.1, 0.1], [0.2, 0.2]);
  await on.tabTo("account");
  await on.type(typed);
  if (isSaved) rmSync(dirname(await on.save()), { recursive: true });
  await pause(3000); // the browser writes down which pages are open every few seconds
  return piecesOf(picture);
}

/** A day with the browser: a site, and a proof if so wished. */
async function day(profile: string, proof: "none" | "seen" | "saved"): Promise<Record<string, Buffer>> {
  const browser = await launch(profile);
  try {
    const options = await OptionsPage.open(browser);
    const visit = await Visit.open(browser);
    if (proof === "none") return {};
    return await use(await keep(browser, options, visit.tab.id), proof === "saved");
  } finally {
    await browser.close();
  }
}

test("neither the picture nor what was typed is on the disk, looked at or saved", async () => {
  await inFolder(async (profile) => {
    await day(profile, "none");
    await day(profile, "none");
    const before = search(profile);
    const seen = await day(profile, "seen");
    expect(found(profile, seen)).toEqual([]);
    expect(more(before, search(profile))).toEqual({});
    expect(found(profile, await day(profile, "saved"))).toEqual([]);
    // A page that was opened twice is kept compiled, with its words: as its address is in the history, and no more.
    rmSync(join(profile, "Default", "Code Cache"), { recursive: true });
    expect(more(before, search(profile))).toEqual({});
  });
});

/** A profile in which somebody allows the extension in private windows, on the browser's page about extensions. */
async function allowPrivately(profile: string): Promise<void> {
  await day(profile, "none");
  const file = join(profile, "Default", "Preferences");
  const preferences = JSON.parse(readFileSync(file, "utf8"));
  for (const each of Object.values<Json>(preferences.extensions.settings)) each.incognito = true;
  writeFileSync(file, JSON.stringify(preferences));
}

test("nor of the outline of a dialog, which a private window keeps as little", async () => {
  await inFolder(async (profile) => {
    await allowPrivately(profile);
    const browser = await launch(profile);
    try {
      const options = await OptionsPage.openPrivately(browser);
      const tab = await openPrivateSite(browser, options);
      await pressButton(browser, address);
      expect(await options.evaluate(`chrome.runtime.sendMessage({ type: "outline", tab: ${tab} })`)).toBe("shown");
      const on = await EvidencePage.opened(browser, [], "capture", "#file");
      expect(await on.evaluate("chrome.extension.inIncognitoContext")).toBe(true);
      expect(await on.text("#file")).toContain("zut-signaler");
      rmSync(dirname(await on.save("#save")), { recursive: true });
      await pause(3000);
    } finally {
      await browser.close();
    }
    const pieces = ["/capture.html", "capture-20", "zut-signaler"].map((text) => [text, Buffer.from(text)]);
    expect(found(profile, Object.fromEntries(pieces))).toEqual([]);
  });
});

test("in a private window not even that the page was open, nor the name of the file", async () => {
  await inFolder(async (profile) => {
    await allowPrivately(profile);
    const browser = await launch(profile);
    let pieces: Record<string, Buffer> = {};
    try {
      const options = await OptionsPage.openPrivately(browser);
      expect(await options.evaluate("chrome.extension.inIncognitoContext")).toBe(true);
      const on = await keep(browser, options, await openPrivateSite(browser, options));
      pieces = { ...(await use(on, true)), page: Buffer.from("/evidence.html"), name: Buffer.from("capture-20") };
    } finally {
      await browser.close();
    }
    expect(found(profile, pieces)).toEqual([]);
  });
});

/** A page of a site in a private window; gives its tab. */
async function openPrivateSite(browser: Browser, options: OptionsPage): Promise<number> {
  const blank = "about:blank#private";
  const open = `chrome.windows.create({ incognito: true, url: "${blank}" }).then((it) => it.tabs[0].id)`;
  const tab: number = await options.evaluate(open);
  const { targetInfos } = await browser.root.send("Target.getTargets");
  const { targetId } = targetInfos.find((it: Json) => it.type === "page" && it.url === blank);
  const { sessionId } = await browser.root.send("Target.attachToTarget", { targetId, flatten: true });
  const session = browser.connection.session(sessionId);
  const html = `<title>Site</title><svg width="400" height="300"><circle cx="99" cy="99" r="77" fill="#f00000"/></svg>
    <dialog open data-testid="zut-signaler"><h2>Signaler</h2></dialog>`;
  session.on("Fetch.requestPaused", ({ requestId }) => {
    const body = Buffer.from(html).toString("base64");
    const responseHeaders = [{ name: "Content-Type", value: "text/html" }];
    session.send("Fetch.fulfillRequest", { requestId, responseCode: 200, responseHeaders, body }).catch(() => {});
  });
  await session.send("Fetch.enable", { patterns: [{ urlPattern: "*" }] });
  await session.send("Page.enable");
  const loaded = new Promise<void>((done) => session.on("Page.loadEventFired", () => done()));
  await session.send("Page.navigate", { url: address });
  await loaded;
  return tab;
}
