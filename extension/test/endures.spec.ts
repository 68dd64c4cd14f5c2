// Whatever fails, the next thing that a person does is answered.

import type { Browser } from "./runner/browser";
import { type Visit, expect, html, pause, test } from "./visit";

interface Asked {
  event: string;
  stage: string;
}

/** A step that does not say what was chosen before. */
const vague = html.sub.replace("Menaces", "Un ami").replace("Intimidation ou harcèlement", "Moi");

/** What the core was asked since the last time, and answered. */
const asked = async (it: Visit): Promise<Asked[]> => {
  const all: { request: string; result: string }[] = await it.tab.browser.inBackground(`testHook.take(${it.tab.id})`);
  return all.map(({ request, result }) => ({
    event: JSON.parse(request).snapshot.event,
    stage: JSON.parse(result).stage,
  }));
};

test("a shadow root that answers with its own host", async ({ visit }) => {
  const it = await visit();
  await it.tab.inPage(`(() => {
    const veil = document.createElement("div");
    veil.style.cssText = "position:fixed;inset:0;opacity:.01;pointer-events:none";
    const card = document.createElement("div");
    card.style.cssText = "position:fixed;left:0;right:0;top:45%;height:60%;z-index:1";
    card.attachShadow({ mode: "open" }).append("Un jardin sous la pluie");
    document.body.append(veil, card);
  })()`);
  await it.tab.click(640, 30);
  await it.rest();
  await it.report("card");
});

/** Makes something of the extension's own world fail until it is called. */
const broken = (it: Visit, of: string, name: string): Promise<unknown> =>
  it.tab.inWorld(`(() => {
    const real = ${of}.${name};
    ${of}.${name} = () => { throw new Error("broken by a test"); };
    globalThis.mend = () => (${of}.${name} = real);
  })()`);

for (const [of, name] of [
  ["Element.prototype", "checkVisibility"],
  ["document.__proto__.__proto__", "elementFromPoint"],
  ["globalThis", "getComputedStyle"],
  ["chrome.runtime", "sendMessage"],
  ["Temporal.Now", "timeZoneId"],
] as const) {
  test(`after an error of ${name} the next action works`, async ({ visit }) => {
    const it = await visit();
    await broken(it, of, name);
    await it.do({ show: html.menu });
    await it.do({ click: "Signaler", show: html.reasons });
    await pause(1000);
    await it.tab.inWorld("mend()");
    await it.do({ close: true });
    await it.report("card");
  });
}

/** A page that writes itself anew, and its report. What had been listened to is gone. */
const anew = `(() => {
  document.open();
  document.write("<!doctype html><title>feed</title><button>Signaler</button>");
  document.close();
  const steps = { Signaler: ${JSON.stringify(html.reasons)}, Intimidation: ${JSON.stringify(html.sub)} };
  addEventListener("click", ({ target }) => {
    const step = steps[target.textContent.split(" ")[0]];
    if (!step) return;
    document.querySelector("div")?.remove();
    document.body.insertAdjacentHTML("beforeend", step);
    document.querySelector("div").style.cssText = "position:fixed;inset:100px 400px;background:#fff";
  });
})()`;

test("document.open() takes away neither ears nor eyes, nor what keeps a press to ours", async ({ visit }) => {
  const it = await visit({ csp: "none" });
  await it.tab.inPage(anew);
  for (const name of ["Signaler", "Intimidation"]) {
    const { x, y } = await it.tab.inPage(`(({ x, y }) => ({ x, y }))(
      [...document.querySelectorAll("button")].find((each) => each.textContent.startsWith("${name}")).getBoundingClientRect())`);
    await it.tab.click(x + 5, y + 5);
    await it.rest();
  }
  await it.stage("card");
  await it.tab.inPage(`{
    window.heard = [];
    for (const type of ["pointerdown", "mouseup", "click", "keydown"]) addEventListener(type, () => heard.push(type), true);
  }`);
  await it.clickOurs("[value=call]");
  await it.tab.press("Escape");
  expect(await it.tab.inPage("heard")).toEqual([]);
});

/** Names that a form may give to its fields. */
const names = [
  "matches", "closest", "parentNode", "parentElement", "children", "childNodes", "getAttribute", "textContent",
  "shadowRoot", "localName", "namespaceURI", "nodeType", "querySelector", "querySelectorAll", "checkVisibility",
  "getBoundingClientRect", "getRootNode", "ownerDocument", "isConnected", "contains", "scrollHeight",
  "getElementsByTagName", "assignedNodes", "contentDocument", "host", "control", "labels", "options", "type", "value",
  "firstElementChild", "lastElementChild", "insertBefore", "getClientRects", "ariaModal", "tabIndex", "focus",
  "compareDocumentPosition", "contentWindow", "clientLeft", "addEventListener",
];
/** And a document to its images. */
const images = [
  "elementFromPoint", "elementsFromPoint", "body", "documentElement", "defaultView", "activeElement", "getElementById",
  "createDocumentFragment", "contains", "host", "getRootNode",
];

test("a form and a document whose fields are called like what they can do", async ({ visit }) => {
  const it = await visit();
  // The harness would stumble, too: this page opens its dialog itself.
  await it.tab.inPage(`(() => {
    const at = (node, top, text) => {
      node.style.cssText = "position:fixed;left:400px;width:300px;height:40px;top:" + top + "px;z-index:99";
      node.textContent = text;
      return node;
    };
    const body = document.body, make = (tag) => document.createElement(tag);
    const opener = at(make("button"), 20, "Signaler");
    body.append(opener);
    opener.addEventListener("click", () => {
      const form = make("form");
      form.setAttribute("role", "dialog");
      form.setAttribute("aria-label", "Signaler");
      form.style.cssText = "position:fixed;left:300px;top:100px;width:500px;height:500px;background:#fff;z-index:9";
      const title = at(make("h1"), 120, "Pourquoi signales-tu cette publication ?");
      const rows = ["Je n’aime pas", "Intimidation ou harcèlement", "Arnaque ou fraude"].map((text, place) => {
        const row = at(make("button"), 200 + 60 * place, text);
        row.type = "button";
        return row;
      });
      form.append(title, ...rows);
      for (const name of ${JSON.stringify(names)}) {
        const field = make("input");
        field.type = "hidden";
        field.name = name;
        Element.prototype.append.call(form, field);
      }
      for (const name of ${JSON.stringify(images)}) {
        const image = make("img");
        image.name = name;
        Element.prototype.append.call(form, image);
      }
      body.append(form);
    });
  })()`);
  await asked(it);
  await it.tab.click(420, 40);
  await it.rest();
  await it.tab.click(420, 280);
  await it.rest();
  const all = await asked(it);
  expect(all.map(({ event }) => event)).toContain("chosen");
  expect(all.at(-1)?.stage).toBe("card");
  await it.stage("card");
  await it.clickOurs("[value=call]");
  expect(await it.overlay(`root.querySelector("[value^=copy]").checkVisibility()`)).toBe(true);
});

interface Given {
  visit: () => Promise<Visit>;
  extension: Browser;
}

/** A report on a page where storage refuses, or answers with something else, from the first question on. */
const withStorage = (answer: string) => async ({ visit, extension }: Given) => {
  const it = await visit();
  const spoil = `for (const area of [chrome.storage.local, chrome.storage.session]) {
    area.real ??= [area.get, area.set];
    area.get = (key) => key === "test" ? area.real[0].call(area, key) : ${answer};
    area.set = () => ${answer};
  }`;
  await it.tab.inWorld(`${spoil}; 0`);
  await extension.inBackground(`${spoil}; 0`);
  try {
    await it.report("card");
  } finally {
    const areas = "[chrome.storage.local, chrome.storage.session]";
    await extension.inBackground(`for (const area of ${areas}) [area.get, area.set] = area.real; 0`);
  }
};
test("storage that refuses", withStorage(`Promise.reject(new Error("IO error"))`));
test("storage that fails at once", withStorage(`(() => { throw new Error("IO error"); })()`));
const garbage = "{ gates: { words: 7, hosts: [] }, settings: 7, dismissed: {} }";
test("storage that holds something else", withStorage(`Promise.resolve(${garbage})`));
test("storage that answers with nothing", withStorage("Promise.resolve()"));

for (const every of [100, 350, 600]) {
  test(`a background that is stopped every ${every} ms`, async ({ visit, extension }) => {
    const it = await visit();
    let isOver = false;
    const killing = (async () => {
      while (!isOver) {
        await pause(every);
        await extension.killBackground(it.tab.session).catch(() => {});
      }
    })();
    await it.do({ show: html.menu });
    await it.do({ click: "Signaler", show: html.reasons });
    await pause(3000);
    await it.do({ click: "Intimidation ou contact indésirable", show: html.sub, how: "swap" });
    await pause(5 * every);
    isOver = true;
    await killing;
    expect((await it.stage("card")).harm).toBe("harassment");
  });
}

/** Milliseconds: far more than a question that nobody answers was repeated for. */
const LATE = 26_000;

test("a choice that a background is too slow for is answered once it answers", async ({ visit, extension }) => {
  const it = await visit();
  await it.do({ show: html.menu });
  await it.rest();
  const background = await extension.background();
  await background.send("Debugger.enable");
  await background.send("Debugger.pause");
  await it.do({ click: "Signaler", show: html.reasons });
  await pause(1000);
  await it.do({ click: "Suicide ou automutilation", show: vague, how: "swap" });
  await pause(LATE);
  await background.send("Debugger.resume");
  await background.send("Debugger.disable");
  expect((await it.stage("card")).harm).toBe("self_harm");
});

test("an answer that is lost keeps the next choice from nothing", async ({ visit }) => {
  const it = await visit();
  await it.do({ show: html.menu });
  await it.rest();
  await it.tab.inWorld(`(() => {
    const real = chrome.runtime.sendMessage;
    chrome.runtime.sendMessage = () => new Promise(() => {});
    globalThis.mend = () => (chrome.runtime.sendMessage = real);
  })()`);
  await it.do({ click: "Signaler", show: html.reasons });
  await pause(1000);
  await it.tab.inWorld("mend()");
  await it.do({ click: "Suicide ou automutilation", show: vague, how: "swap" });
  expect((await it.stage("card")).harm).toBe("self_harm");
});

/** A dialog whose page changes a line of it all the time. */
const busy = html.sub.replace("<ul>", "<p id=count>0</p><ul>");

test("what a person chooses is asked first, however much the page changes", async ({ visit }) => {
  const it = await visit();
  await it.report("early");
  await it.do({ click: "Intimidation ou contact indésirable", show: busy, how: "swap" });
  await it.stage("card");
  await it.tab.inPage(`void setInterval(() => (document.querySelector("#count").textContent = Math.random()), 20)`);
  // As many changes are told as may be in a minute.
  let told = 0;
  await expect.poll(async () => (told += (await asked(it)).length), { timeout: 120_000 }).toBeGreaterThan(55);
  await pause(2000);
  await asked(it);
  await it.do({ click: "Menaces" });
  await expect.poll(() => it.overlay("root.dataset.harm")).toBe("threats");
  const events = (await asked(it)).map(({ event }) => event);
  // What is told meanwhile is a second's worth at most: the pointer takes its time.
  expect(events.indexOf("chosen"), events.join()).toBeLessThanOrEqual(4);
});

test("a page in a language that is none", async ({ visit }) => {
  for (const lang of ["french", "x", "fr_FR", "FR-fr-x-y", "", "f".repeat(300)]) {
    const it = await visit();
    await it.tab.inPage(`void (document.documentElement.lang = ${JSON.stringify(lang)})`);
    await it.report("card");
    expect(await it.overlay("root.querySelector('button').textContent || root.lang"), lang).toBeTruthy();
    await it.close();
  }
});
