// What the extension asks of a page, counted: a page of any size costs a person nothing that they notice. The times are
// printed by `go run ./scripts/bench page`.

import { countedWhile, test } from "./counted";
import { harness } from "./runner/site/page";
import { type Visit, expect, html, pause } from "./visit";

/** Nodes that one look may read. */
const mostNodes = 3000;

/** A dialog of comments, which is no report. */
const comments = (count: number): string =>
  `<div role="dialog" aria-label="Commentaires"><h1>Commentaires</h1><ul>${Array.from(
    { length: count },
    (_, place) => `<li><span>Quelle belle photo ${place}</span><button>Répondre</button></li>`,
  ).join("")}</ul></div>`;

/** What is asked while a person clicks at a place where nothing happens, and until nothing more is coming. */
const ofClick = (it: Visit, x: number, y: number) =>
  countedWhile(it, async () => {
    await it.tab.click(x, y);
    await pause(3500);
    await it.rest();
  });

test("a look reads no more than 3,000 nodes, however large the report", async ({ visit }) => {
  const it = await visit();
  await it.do({ show: html.menu });
  const rows = Array.from({ length: 10_000 }, (_, place) => `<li><button>Harcèlement ${place}</button></li>`).join("");
  const done = await countedWhile(it, async () => {
    await it.do({ click: "Signaler", show: html.reasons.replace("<ul>", `<ul>${rows}`) });
    await it.stage("early");
    await it.rest();
  });
  expect(done.nodes, "the count counts").toBeGreaterThan(500);
  expect(done.nodes).toBeLessThanOrEqual(mostNodes);
});

test("nor however large the page", async ({ visit }) => {
  const it = await visit();
  const nodes = `Array.from({ length: 50_000 }, () => document.createElement("i"))`;
  await it.tab.inPage(`document.querySelector("article").append(...${nodes})`);
  const done = await ofClick(it, 640, 500);
  expect(done.nodes, "the count counts").toBeGreaterThan(0);
  expect(done.nodes).toBeLessThanOrEqual(mostNodes);
});

test("a dialog that is no report costs one comparison the next time, however large", async ({ visit }) => {
  const asked: number[] = [];
  for (const count of [100, 2000]) {
    const it = await visit();
    await it.do({ show: comments(count) });
    const { box } = await it.dialog();
    const [x, y] = [box[0]! + 20, box[1]! + 20];
    await ofClick(it, x, y);
    const { reads, nodes } = await ofClick(it, x, y);
    expect(nodes).toBeLessThan(100);
    asked.push(reads);
    await it.close();
  }
  expect(asked[1]).toBeLessThanOrEqual(asked[0]! * 1.2);
});

test("a click that changes nothing asks what was clicked, and no more", async ({ visit }) => {
  const it = await visit();
  await ofClick(it, 640, 500);
  const { nodes, messages } = await ofClick(it, 640, 500);
  expect(nodes, "the count counts").toBeGreaterThan(0);
  expect(nodes).toBeLessThan(60);
  expect(messages).toBe(0);
});

test("without a person's doing nobody looks", async ({ visit }) => {
  const it = await visit();
  const done = await countedWhile(it, async () => {
    await it.tab.inPage(`(() => {
      const box = document.createElement("div");
      box.setAttribute("role", "dialog");
      box.append(${harness}.parse(${JSON.stringify(html.reasons)}, document));
      document.body.append(box);
      box.querySelector("button").focus();
    })()`);
    await pause(1000);
  });
  expect([done.reads, done.messages]).toEqual([0, 0]);
});

test("an empty veil beside a dialog costs no question", async ({ visit }) => {
  const it = await visit();
  await it.do({ show: html.menu });
  await it.do({ click: "Signaler", show: html.share });
  expect(await it.tab.inPage(`${harness}.current.outer.firstChild.childNodes.length`), "the veil").toBe(0);
  await it.rest();
  const all: { request: string }[] = await it.tab.browser.inBackground(`testHook.take(${it.tab.id})`);
  const asked = all.map(({ request }) => JSON.parse(request).snapshot);
  expect(asked.map(({ name }) => name)).toContain("Partager");
  expect(asked.filter(({ rows }) => !rows.length)).toEqual([]);
});

test("frames that went are not kept", async ({ visit }) => {
  const it = await visit();
  const documents = async (): Promise<number> => {
    for (let each = 0; each < 3; each++) await it.tab.session.send("HeapProfiler.collectGarbage");
    return (await it.tab.session.send("Memory.getDOMCounters")).documents;
  };
  const comeAndGo = (count: number) =>
    it.tab.inPage(`(async () => {
      for (let each = 0; each < ${count}; each++) {
        const frame = document.createElement("iframe");
        document.querySelector("article").append(frame);
        await new Promise((done) => setTimeout(done, 50));
        frame.remove();
      }
    })()`);
  await comeAndGo(1);
  await it.tab.click(640, 500);
  await it.rest();
  const before = await documents();
  await comeAndGo(20);
  await it.tab.click(640, 500);
  await it.rest();
  expect((await documents()) - before).toBeLessThan(4);
});

/** Steps of one dialog, of which the page shows one. */
const steps = `<div role="dialog" aria-label="Plus">
  <div class="first"><h1>Plus</h1><button>Copier le lien</button><button>Suite</button></div>
  <div class="second" hidden><h1>Pourquoi signales-tu cette publication ?</h1>
  <ul><li><button>Je n’aime pas</button></li><li><button>Intimidation ou contact indésirable</button></li>
  <li><button>Arnaque, fraude ou contenu indésirable</button></li></ul></div></div>`;

test("a dialog that said no is met again once it says something else", async ({ visit }) => {
  const it = await visit();
  await it.do({ show: html.share });
  expect((await it.lookAtRest()).stage).toBe("none");
  await it.do({ click: "Copier le lien", show: html.reasons, how: "swap" });
  await it.stage("early");
});

test("also where it only shows what was in it all the time", async ({ visit }) => {
  const it = await visit();
  await it.do({ show: steps });
  expect((await it.lookAtRest()).stage).toBe("none");
  await it.tab.inPage(`document.querySelector("[role=dialog]").addEventListener("click", () => {
    document.querySelector(".first").hidden = true;
    document.querySelector(".second").hidden = false;
  })`);
  await it.do({ click: "Suite" });
  await it.stage("early");
});
