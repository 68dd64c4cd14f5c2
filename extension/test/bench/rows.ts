// What is measured: pages, and what happens on them.

import { act } from "../runner/act";
import { type Browser, pause } from "../runner/browser";
import { plainFlow } from "../runner/flow";
import { clock } from "../runner/play";
import { FlowTab, watcher } from "../runner/tab";
import { memoryOf } from "./memory";
import { Page } from "./page";

export type Subject = "ours" | "without" | "autoconsent";

/** What a row is of: milliseconds of the page's thread in all and in scripts, bytes of heap, milliseconds on the
 * clock, bytes of all processes. */
export interface Measured {
  task?: number;
  script?: number;
  heap?: number;
  clock?: number;
  memory?: number;
}

export interface Row {
  name: string;
  subjects: Subject[];
  /** Each time in a browser that was just started. */
  isFresh?: true;
  play(browser: Browser, subject: Subject): Promise<Measured>;
}

/** Milliseconds after which nothing comes of an action any more: the last look is 3 s after it. */
const SETTLED = 3700;

const all: Subject[] = ["ours", "without", "autoconsent"];

/** A page on which something is clicked that does nothing; it has been clicked once before, but for its first click. */
const click = (name: string, body: string, x: number, y: number, isFirst = false): Row => ({
  name,
  subjects: all,
  async play(browser) {
    const page = await Page.open(browser, body);
    if (!isFirst) {
      await page.click(x, y);
      await pause(SETTLED);
    }
    const { task, script } = await page.costOf(() => page.click(x, y), SETTLED);
    await page.close();
    return { task, script };
  },
});

const comment = (place: number): string =>
  `<li><div><a href="/ami.${place}/">ami.${place}</a> <span>Quelle belle photo, on y était en été ${place}</span></div>
  <div><time>2 h</time> <button>Répondre</button> <span role="button" tabindex="0">J’aime</span></div></li>`;

const comments = (count: number): string => Array.from({ length: count }, (_, place) => comment(place)).join("");

const dialog = (count: number): string => `
  <main><article><h2>Une photo</h2><p>Un jardin sous la pluie</p></article></main>
  <div role="dialog" aria-label="Commentaires" style="position:fixed;inset:60px 300px;background:#fff;overflow:auto">
    <h1 style="height:60px">Commentaires</h1><ul>${comments(count)}</ul></div>`;

/** What a page may be full of, by the script in which it is written. */
const scripts: Record<string, string> = {
  English: "What a lovely picture of the garden in the rain. ",
  Thai: "ภาพสวยมากเราเคยไปที่นั่นเมื่อฤดูร้อนปีที่แล้ว",
  Korean: "정말 멋진 사진이에요 작년 여름에 거기 갔었어요 ",
  Arabic: "صورة جميلة جدًا كُنَّا هُناكَ في الصيف الماضي ",
};
scripts.mixed = Object.values(scripts).join("");

/** What it costs to see that a dialog is no report: a click opens it on a page on which clicks opened and closed so many
 * others before, of one line. */
const opening = (name: string, text: string, others: number): Row => ({
  name,
  subjects: ["ours", "without"],
  async play(browser) {
    const box = `<div hidden role="dialog" aria-label="Photo" style="position:fixed;inset:60px 300px;overflow:auto">
      <h1>Photo</h1><p style="height:9px;overflow:hidden">Un jardin</p></div>`;
    const toggle = `let clicks = 0;
      const [box, text] = document.querySelectorAll("[role=dialog],[role=dialog] p");
      addEventListener("click", () => {
        if (clicks++ === ${2 * others}) text.append(${JSON.stringify(text)});
        box.hidden = !box.hidden;
      })`;
    const page = await Page.open(browser, `${feed}${box}<script>${toggle}</script>`);
    for (let click = 0; click < 2 * others; click++) {
      await page.click(1200, 700);
      await pause(SETTLED);
    }
    const { task, script } = await page.costOf(() => page.click(1200, 700), SETTLED);
    await page.close();
    return { task, script };
  },
});

const reading = (script: string): Row => {
  const line = scripts[script]!;
  const text = line.repeat(Math.ceil(65_536 / line.length)).slice(0, 65_536);
  return opening(`a later dialog opens, with 64 kB of ${script}`, text, 2);
};

/** A page whose script does something. */
const script = (name: string, body: string, expression: string, after: number, isClicked = false): Row => ({
  name,
  subjects: all,
  async play(browser) {
    const page = await Page.open(browser, body);
    if (isClicked) await page.click(1200, 700);
    const { task, script } = await page.costOf(() => page.evaluate(expression), after);
    await page.close();
    return { task, script };
  },
});

const feed = `<main>${"<article><h2>Une photo</h2><p>Un jardin sous la pluie</p></article>".repeat(20)}</main>`;

const frames = `(async () => {
  let at = document;
  for (let depth = 0; depth < 100; depth++) {
    const frame = at.createElement("iframe");
    frame.style.cssText = "width:100%;height:700px;border:0";
    at.body.append(frame);
    at = frame.contentDocument;
    if (depth % 10 === 9) await new Promise((done) => setTimeout(done, 30));
  }
  at.body.append("Un jardin");
})()`;

/** Makes a dialog that is no report, whose title differs from the one before. */
const share = `
  let place = 0;
  const share = () => {
    const box = document.createElement("div");
    box.setAttribute("role", "dialog");
    box.setAttribute("aria-modal", "true");
    box.setAttribute("aria-label", "Partager");
    box.style.cssText = "position:fixed;inset:200px 400px;background:#fff;z-index:100";
    const rows = ["Copier le lien", "Envoyer", "Annuler"].map((text) => "<li><button>" + text + "</button></li>");
    box.innerHTML = "<h1>Partager la photo " + place++ + "</h1><p>Choisis où elle doit aller.</p>" +
      "<ul>" + rows.join("") + "</ul>";
    document.body.append(box);
    return box;
  };`;

const dialogs = `(async () => {
  ${share}
  const later = (ms) => new Promise((done) => setTimeout(done, ms));
  for (let each = 0; each < 200; each++) {
    const box = share();
    await later(25);
    box.remove();
    await later(25);
  }
})()`;

/** Each is opened by a click and closed by one. */
const clicked: Row = {
  name: "200 dialogs, each opened and closed by a click",
  subjects: all,
  async play(browser) {
    const page = await Page.open(
      browser,
      `${feed}<script>${share} let box; addEventListener("click", () => (box = box ? void box.remove() : share()));</script>`,
    );
    const { task, script } = await page.costOf(async () => {
      for (let each = 0; each < 400; each++) {
        await page.click(1200, 700);
        await pause(25);
      }
    }, SETTLED);
    await page.close();
    return { task, script };
  },
};

const mutations = `(async () => {
  const main = document.querySelector("main");
  for (let batch = 0; batch < 100; batch++) {
    for (let each = 0; each < 500; each++) main.append(document.createElement("p"));
    for (let each = 0; each < 500; each++) main.lastChild.remove();
    await new Promise((done) => setTimeout(done));
  }
})()`;

const heap: Row = {
  name: "heap after a click",
  subjects: all,
  async play(browser) {
    const page = await Page.open(browser, dialog(10));
    await page.click(640, 90);
    await pause(SETTLED);
    await page.collect();
    await page.collect();
    const { heap } = await page.metrics();
    await page.close();
    return { heap };
  },
};

const step = { delay: 0, how: "insert" as const, wait: 1500, close: false };
const menu = `<div role="dialog" aria-label="Options"><button>Signaler</button><button>Annuler</button></div>`;
const reasons = `<div role="dialog" aria-modal="true" aria-label="Signaler"><h1>Signaler</h1>
  <p>Pourquoi signales-tu cette publication ?</p><ul><li><button>Je n’aime pas</button></li>
  <li><button>Intimidation ou contact indésirable</button></li>
  <li><button>Arnaque, fraude ou contenu indésirable</button></li></ul></div>`;

/** From the first frame of a report to the first frame with ours beside it. */
const arrival = (name: string, isKilled: boolean): Row => ({
  name,
  subjects: ["ours"],
  async play(browser) {
    const tab = await FlowTab.open(browser, plainFlow);
    await clock(browser, tab.id, tab.flow);
    await act(tab, 1, { ...step, show: menu });
    await pause(400);
    if (isKilled) await browser.killBackground(tab.session);
    await tab.inWorld(`${watcher}.begin()`);
    const shown = await act(tab, 2, { ...step, click: "Signaler", show: reasons });
    await tab.inWorld(`${watcher}.wait("early", null, null, 60000)`);
    const late = Math.max(0, (await tab.inWorld(`${watcher}.since()`)) - shown);
    await tab.close();
    return { clock: late };
  },
});

/** A page on which nobody did anything, with the background as it is after the start, or as it is from 30 s later on.
 * A browser without us has no background. */
const idle = (name: string, isAwake: boolean): Row => ({
  name,
  subjects: all,
  isFresh: true,
  async play(browser, subject) {
    const page = await Page.open(browser, feed);
    if (!isAwake || subject === "without") await browser.killBackground(page.session);
    await pause(SETTLED);
    return { memory: memoryOf(browser.process.pid as number) };
  },
});

export const rows: Row[] = [
  ...[0, 100, 1000, 10_000].map((count) => click(`click in a dialog of ${count} rows`, dialog(count), 640, 90)),
  click("first click on a page, in a dialog of 100 rows", dialog(100), 640, 90, true),
  click("click among 50,000 nodes", `<main>${"<i></i>".repeat(50_000)}</main>`, 640, 400),
  opening("the first dialog of a page opens", "", 0),
  ...Object.keys(scripts).map(reading),
  script("100 nested frames", feed, frames, SETTLED),
  script("200 dialogs, opened and closed by the page", feed, dialogs, SETTLED, true),
  clicked,
  script("feed of 100,000 mutations", feed, mutations, 500),
  script("quiet page for 10 s", feed, "0", 10_000),
  arrival("report, background warm", false),
  arrival("report, background killed", true),
  heap,
  idle("memory of a browser with an idle page, background awake", true),
  idle("memory of a browser with an idle page, background ended", false),
];
