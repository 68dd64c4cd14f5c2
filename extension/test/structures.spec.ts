// Report dialogs as libraries and applications write them, each kind reduced to the markup that matters: a page, what is
// pressed in it, and what is seen then.

import type { Point } from "./runner/site/harness";
import { type Visit, expect, patience, test } from "./visit";

interface Structure {
  /** What stands in the page's body. */
  page: string;
  /** What is pressed, then the stage and, of a card, the harm. */
  steps: [press: string, stage: string, harm?: string][];
}

const reasons = ["Spam", "Harcèlement", "Menaces", "Autre chose"];
const rows = (row: (text: string, place: number) => string): string => reasons.map(row).join("");
/** What opens on a press is hidden until then. */
const hidden = (inside: string, title = "Signaler ce message"): string =>
  `<div role="dialog" aria-label="${title}" class="box" hidden><h2>${title}</h2>${inside}<button onclick="this.parentNode.hidden = true">Annuler</button></div>`;
const opener = `<button id="open" onclick="document.querySelector('.box').hidden = false">Signaler</button>`;
const icon = (name: string, style: string): string => `<span style="font-family:'Material Icons';${style}">${name}</span>`;
const letters = (word: string): string =>
  [...word].map((letter) => `<span style="display:inline-block">${letter}</span>`).join("");

const structures: Record<string, Structure> = {
  "icons that are words to a font, before the words": {
    page: `<button onclick="document.querySelector('.box').hidden = false">${icon("flag", "display:inline-block")} Signaler</button>` +
      hidden(rows((text) => `<button style="display:flex">${icon("person", "")}<span>${text}</span></button>`), ""),
    steps: [["Signaler", "early"], ["Harcèlement", "card", "harassment"]],
  },
  "icons that are words to a font, after the words": {
    page: opener + hidden(rows((text) => `<button>${text} ${icon("chevron_right", "display:inline-block")}</button>`)),
    steps: [["Signaler", "early"], ["Harcèlement", "card", "harassment"]],
  },
  "what only a screen reader reads, before the words": {
    page: opener + hidden(rows((text, place) =>
      `<div role="button" tabindex="0"><span class="unseen">Option ${place + 1} sur 4</span><span>${text}</span></div>`)),
    steps: [["Signaler", "early"], ["Harcèlement", "card", "harassment"]],
  },
  "a box for each letter": {
    page: `<button onclick="document.querySelector('.box').hidden = false">${letters("Signaler")}</button>` +
      hidden(rows((text) => `<button>${text.split(" ").map(letters).join(" ")}</button>`), ""),
    steps: [["Signaler", "early"], ["Harcèlement", "card", "harassment"]],
  },
  "controls of the site's own in labels": {
    page: `${opener + hidden(rows((text) => `<label style="display:block">${text} <x-radio></x-radio></label>`))}
      <script>customElements.define("x-radio", class extends HTMLElement {
        static formAssociated = true;
        constructor() {
          super();
          this.attachShadow({ mode: "open" }).innerHTML = "<span style='border:1px solid'>&emsp;</span>";
        }
      });</script>`,
    steps: [["Signaler", "early"], ["Harcèlement", "card", "harassment"]],
  },
  "a list that opens where the card stands": {
    page: `${opener + hidden(`<button id="list" aria-haspopup="listbox">Choisis un motif</button>`)}
      <div class="list" role="listbox" style="left:845px;top:220px;width:400px" hidden>${
        rows((text) => `<div role="option" style="height:120px">${text}</div>`)}</div>
      <script>{
        const [trigger, layer] = [document.querySelector("#list"), document.querySelector(".list")];
        const open = (isOpen) => { layer.hidden = !isOpen; trigger.setAttribute("aria-expanded", isOpen); };
        trigger.onclick = () => open(true);
        layer.onclick = ({ target }) => { trigger.textContent = target.textContent; open(false); };
      }</script>`,
    steps: [
      ["Signaler", "early"], ["Choisis un motif", "early"], ["Menaces", "card", "threats"],
      ["Menaces", "card", "threats"], ["Spam", "none"],
    ],
  },
  "a list that opens as a dialog": {
    page: `${opener + hidden(`<button id="list" aria-haspopup="listbox">Choisis un motif</button>`)}
      <div role="dialog" class="list" hidden><div role="listbox">${rows((text) => `<div role="option">${text}</div>`)}</div></div>
      <script>{
        const [trigger, layer] = [document.querySelector("#list"), document.querySelector(".list")];
        trigger.onclick = () => layer.hidden = false;
        layer.onclick = ({ target }) => { trigger.textContent = target.textContent; layer.hidden = true; };
      }</script>`,
    steps: [
      ["Signaler", "early"], ["Choisis un motif", "early"], ["Menaces", "card", "threats"],
      ["Menaces", "card", "threats"], ["Spam", "none"],
    ],
  },
  "reasons in the page itself, with no form or group around them": {
    page: `<main><h1>Une photo</h1><p>Un jardin sous la pluie</p><button onclick="next.hidden = false">Signaler</button>
      <div id="next" hidden><p>Que se passe-t-il ?</p><ul>${rows((text) => `<li><button>${text}</button></li>`)}</ul></div></main>`,
    steps: [["Signaler", "early"], ["Harcèlement", "card", "harassment"]],
  },
  "boxes of nothing but words in the page itself": {
    page: `<main><h1>Une photo</h1><p>Un jardin sous la pluie</p><button onclick="next.hidden = false">Signaler</button>
      <div id="next" hidden><p>Que se passe-t-il ?</p>${rows((text) => `<div class="row">${text}</div>`)}</div></main>`,
    steps: [["Signaler", "early"], ["Harcèlement", "card", "harassment"], ["Spam", "none"]],
  },
  "controls in the page itself, beside those of the photo": {
    page: `<main><h1>Une photo</h1><div><button>J’aime</button><button>Partager</button>
      <button onclick="next.hidden = false">Signaler</button></div><section id="next" hidden><p>Que se passe-t-il ?</p>${
        rows((text) => `<label style="display:block"><input type="radio" name="x">${text}</label>`)}</section></main>`,
    steps: [["Signaler", "early"], ["Harcèlement", "card", "harassment"], ["Spam", "none"]],
  },
  "links that are put into the page late, one by one": {
    page: `<main><h1>Une photo</h1><p>Un jardin sous la pluie</p><button>Signaler</button></main>
      <script>document.querySelector("button").onclick = (event) => setTimeout(() => {
        const next = document.createElement("div");
        event.target.after(next);
        for (const each of ${JSON.stringify(reasons)}) {
          next.append(Object.assign(document.createElement("a"), { textContent: each, style: "display:block;cursor:pointer" }));
        }
      }, 700)</script>`,
    steps: [["Signaler", "early"], ["Menaces", "card", "threats"]],
  },
  "a field below a message": {
    page: `<article><h1>Une photo</h1><button onclick="next.hidden = false">Créer un signalement</button><form id="next" hidden>
      <label>Raison <input></label><button type="submit" onclick="event.preventDefault(); next.hidden = true">Signaler</button></form></article>`,
    steps: [["Créer un signalement", "early"]],
  },
  "a page of its own within the site": {
    page: `<main id="main"><h1>Une photo</h1><p>Un jardin sous la pluie</p><button>Signaler</button></main>
      <script>document.querySelector("button").onclick = () => main.innerHTML = ${JSON.stringify(`<h1>Que se passe-t-il ?</h1>
        <ul>${rows((text) => `<li><button>${text}</button></li>`)}</ul>`)}</script>`,
    steps: [["Signaler", "early"], ["Harcèlement", "card", "harassment"]],
  },
  "a page with a field, after the dialog in front of it": {
    page: `<main><h1>Le harcèlement à l’école</h1><p>Faut-il le signaler ?</p>${opener}
      <form><textarea></textarea><button type="button">Envoyer</button></form></main>${hidden(rows((text) => `<button>${text}</button>`))}`,
    steps: [["Signaler", "early"], ["Annuler", "none"]],
  },
  "a page with a word, after the dialog in front of it": {
    page: `<main><h1>Le harcèlement à l’école</h1><p>Faut-il le signaler ?</p>${opener}
      </main>${hidden(rows((text) => `<button>${text}</button>`))}`,
    steps: [["Signaler", "early"], ["Annuler", "none"], ["Signaler", "early"], ["Menaces", "card", "threats"], ["Annuler", "none"]],
  },
  "a dialog that its address opens": {
    page: `<style>#report:not(:target) { display: none }</style><a href="#report" onclick="location.hash = this.hash">Signaler</a>
      <div id="report" class="box"><h2>Signaler ce message</h2>${rows((text) => `<button>${text}</button>`)}<a href="#" onclick="location.hash = ''">Annuler</a></div>`,
    steps: [["Signaler", "early"], ["Harcèlement", "card", "harassment"], ["Annuler", "none"]],
  },
  "a dialog that a hidden box opens": {
    page: `<style>.box { display: none } :checked + .box { display: block }</style><label for="toggle">Signaler</label>
      <input type="checkbox" id="toggle" style="position:absolute;opacity:0"><div class="box"><h2>Signaler ce message</h2>${
        rows((text) => `<button>${text}</button>`)}<label for="toggle">Annuler</label></div>`,
    steps: [["Signaler", "early"], ["Harcèlement", "card", "harassment"], ["Annuler", "none"]],
  },
};

const look = `<meta charset="utf-8"><title>x</title><style>
  .box { position: fixed; left: 420px; top: 220px; width: 420px; min-height: 360px; background: #fff; z-index: 2000 }
  .list { position: absolute; left: 900px; top: 300px; width: 240px; background: #fff; z-index: 2001 }
  [hidden] { display: none !important }
  .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
</style>`;

/** The middle of the smallest visible thing that says this, whatever its letters stand in. */
const placeOf = (text: string): string => `(() => {
  const plain = (text) => text.replace(/\\s+/g, "");
  const wanted = ${JSON.stringify(text)}.replace(/\\s+/g, "");
  const found = [...document.body.querySelectorAll(":not(script):not(style)")].filter((each) =>
    plain(each.textContent).includes(wanted) && each.checkVisibility({ opacityProperty: true, visibilityProperty: true }));
  const { x, y, width, height } = found.at(-1)?.getBoundingClientRect() ?? { x: 0, y: 0, width: 0, height: 0 };
  return { x: x + width / 2, y: y + height / 2, error: found.length ? undefined : "is not on the page" };
})()`;

async function press(it: Visit, text: string): Promise<void> {
  const deadline = Date.now() + patience;
  for (;;) {
    const at: Point = await it.tab.inPage(placeOf(text));
    if (!at.error) return it.tab.click(at.x, at.y);
    if (Date.now() > deadline) throw new Error(`“${text}” ${at.error}`);
    await it.painted();
  }
}

for (const [what, { page, steps }] of Object.entries(structures)) {
  test(what, async ({ visit }) => {
    const it = await visit({ csp: "none", page: `<!doctype html><html><head>${look}</head><body><p>Le jardin</p>${page}</body></html>` });
    // Not the first that is done in this page.
    await press(it, "Le jardin");
    await it.rest();
    for (const [text, stage, harm] of steps) {
      await press(it, text);
      await it.stays(stage);
      if (harm) expect(await it.overlay("root.dataset.harm")).toBe(harm);
    }
  });
}
