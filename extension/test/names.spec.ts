// A report stands beside what it is about: names and messages. They must not get into anything that stays.

import { expect, pause, test } from "./visit";

const mark = "Zéphyrine-Quasimodo";
const secret = `${mark} a écrit un message`;
/** A name in a row: nothing tells a long reason from one that quotes, so the core may be asked with it, and nobody keeps it. */
const inRow = "Ambroisine-Esmeralda";

/** Every place of a dialog that is left out by structure, with the mark in it. */
const dialog = `<div role="dialog" aria-modal="true" aria-label="Signaler">
  <h1>Signaler</h1><p>Pourquoi signales-tu cette publication ?</p>
  <blockquote>${secret} 1</blockquote><article><h2>${secret} 2</h2><p>${secret} 3</p></article><p><q>${secret} 4</q></p><time>${secret} 5</time>
  <a href="/${mark.toLowerCase()}/">${mark} 6</a><a href="https://www.instagram.com/zephyrine/">${mark} 7</a>
  <input type="text" value="${secret} 8"><textarea>${secret} 9</textarea><div contenteditable="true">${secret} 10</div>
  <ul><li><button>Intimidation ou harcèlement</button></li><li><button>Je n’aime pas</button></li>
  <li><button>Le message que ${inRow} t’a envoyé hier soir dans la conversation à propos de la fête du lycée</button></li>
  <li><button>Suicide ou automutilation</button></li></ul><button>Envoyer</button></div>`;

test("planted names and messages stay in the page", async ({ visit, extension }) => {
  const it = await visit({ url: `https://www.instagram.com/p/${encodeURIComponent(mark)}/` });
  await it.do({
    show: `<div role="dialog" aria-label="Options"><button>Signaler</button><button>Annuler</button></div>`,
  });
  await it.do({ click: "Signaler", show: dialog });
  await it.stage("early");
  await it.tab.inPage(`document.querySelector("textarea").value = ${JSON.stringify(secret)}`);
  await it.do({ click: "Intimidation ou harcèlement" });
  await it.stage("card");
  await pause(300);

  const records: { request: string; result: string }[] = await extension.inBackground(`testHook.take(${it.tab.id})`);
  expect(records.length, "something was asked").toBeGreaterThan(1);
  const held: Record<string, unknown> = {
    requests: records.map(({ request }) => request),
    results: records.map(({ result }) => result),
    storage: await extension.inBackground(
      `Promise.all([chrome.storage.local.get(), chrome.storage.session.get(), chrome.storage.sync?.get()]).then(JSON.stringify)`,
    ),
    databases: await extension.inBackground(
      `indexedDB.databases().then(async (all) => JSON.stringify([all, await caches.keys()]))`,
    ),
    errors: [...extension.backgroundErrors, ...it.tab.exceptions],
    overlay: await it.overlay("root.outerHTML"),
  };
  for (const [where, what] of Object.entries(held)) {
    const text = JSON.stringify(what)
      .toLowerCase()
      .normalize("NFD")
      .replace(/[\u0300-\u036f]/g, "");
    const planted = ["zephyrine", "quasimodo", "a ecrit un message"];
    if (where !== "requests") planted.push("ambroisine", "esmeralda");
    for (const part of planted)
      expect(
        text.includes(part),
        `“${part}” in ${where}: ${text.slice(Math.max(0, text.indexOf(part) - 80), text.indexOf(part) + 40)}`,
      ).toBe(false);
  }
  for (const { request } of records)
    expect(Buffer.byteLength(JSON.stringify(JSON.parse(request).snapshot))).toBeLessThanOrEqual(8192);
});

test("the state that travels with a report holds ids only", async ({ visit, extension }) => {
  const it = await visit();
  await it.report("after");
  const records: { result: string }[] = await extension.inBackground(`testHook.take(${it.tab.id})`);
  for (const { result } of records) {
    const { state } = JSON.parse(result);
    expect(Buffer.byteLength(state)).toBeLessThanOrEqual(1024);
    expect(state).not.toMatch(/Intimidation|signalement|Pourquoi|Merci/);
  }
});
