// What a dialog says in ways that a recorded flow cannot: lists that open elsewhere, keys on a list that keeps the focus,
// frames without an address, pages that a browser translates, tools that click for people who cannot.

import { type Visit, expect, html, test } from "./visit";

/** A dialog with these rows in the middle of the page. */
const dialog = (inside: string): string =>
  `<div role="dialog" aria-label="Signaler ce message" style="position:fixed;left:60px;top:60px;width:420px;background:#fff">
    <h2>Signaler ce message</h2>${inside}</div>`;
const rows = (texts: string[], row: (text: string, place: number) => string): string => texts.map(row).join("");
const reasons = ["Spam", "Moqueries ou insultes", "Menaces", "Autre chose"];

async function opened(visit: (flow?: { page?: string; csp?: "none" }) => Promise<Visit>, inside: string): Promise<Visit> {
  const it = await visit({ csp: "none" });
  await it.do({ show: html.menu });
  await it.do({ click: "Signaler", show: dialog(inside) });
  await it.stage("early");
  return it;
}

const harm = (it: Visit): Promise<string> => it.overlay("root.dataset.harm");

for (const [what, list] of [
  ["with roles", { list: ' role="listbox"', option: ' role="option"' }],
  ["in a wrapper", { list: ' role="listbox" style="position:static"', option: ' role="option"' }],
] as const) {
  test(`a list of reasons that opens beside the dialog, ${what}`, async ({ visit }) => {
    const it = await opened(visit, `<p>Motif</p><button role="combobox" aria-haspopup="listbox" aria-expanded="false">Choisis</button><button type="button">Envoyer</button>`);
    await it.tab.inPage(`(() => {
      const trigger = document.querySelector("[role=combobox]");
      trigger.onclick = () => {
        const layer = document.createElement("div");
        layer.style = "position:absolute;z-index:2000;left:600px;top:300px;width:240px;background:#fff";
        layer.innerHTML = ${JSON.stringify(`<div${list.list}>${rows(reasons, (text) => `<div${list.option}>${text}</div>`)}</div>`)};
        layer.onclick = ({ target }) => { trigger.textContent = target.textContent; layer.remove(); };
        document.body.append(layer);
      };
    })()`);
    await it.do({ click: "Choisis" });
    await it.stays("early");
    await it.do({ click: "Menaces" });
    await it.stage("card");
    expect(await harm(it)).toBe("threats");
    await it.do({ click: "Menaces" }); // it opens again
    await it.stays("card");
    await it.do({ click: "Spam" });
    await it.stage("none");
    await it.do({ click: "Spam" });
    await it.do({ click: "Moqueries ou insultes" });
    await it.stage("card");
    expect(await harm(it)).toBe("harassment");
  });
}

test("lists that open beside the dialog, whose values are texts beside fields", async ({ visit }) => {
  const field = (name: string) => `<div class="list" data-name="${name}" style="border:1px solid"><span>Choisis</span><input role="combobox" aria-label="${name}" style="width:2px"></div>`;
  const it = await opened(visit, `${field("Motif")}${field("Depuis quand ?")}<button type="button">Envoyer</button>`);
  await it.tab.inPage(`(() => {
    const lists = ${JSON.stringify({ Motif: reasons, "Depuis quand ?": ["Aujourd’hui", "Cette semaine"] })};
    for (const field of document.querySelectorAll(".list")) field.onclick = () => {
      const layer = document.createElement("div");
      layer.style = "position:absolute;z-index:2000;left:70px;top:300px;width:240px;background:#fff";
      layer.innerHTML = "<div role=listbox>" + lists[field.dataset.name].map((text) => "<div role=option>" + text + "</div>").join("") + "</div>";
      layer.onclick = ({ target }) => { field.firstChild.textContent = target.textContent; layer.remove(); };
      document.body.append(layer);
    };
  })()`);
  const choose = async (list: string, option: string) => {
    await it.do({ click: list });
    await it.do({ click: option });
  };
  await choose("Motif", "Menaces");
  await it.stays("card");
  expect(await harm(it)).toBe("threats");
  await choose("Depuis quand ?", "Cette semaine");
  await it.stays("card");
  await choose("Motif", "Spam");
  await it.stays("none");
  await choose("Motif", "Moqueries ou insultes");
  await it.stays("card");
  expect(await harm(it)).toBe("harassment");
});

test("a tree: its branches are rows and hold others", async ({ visit }) => {
  const branch = (name: string, ...leaves: string[]) =>
    `<div role="treeitem" aria-expanded="true" tabindex="-1"><span>${name}</span><div role="group">${rows(leaves, (text) => `<div role="treeitem" tabindex="-1">${text}</div>`)}</div></div>`;
  const it = await opened(visit, `<div role="tree">${branch("Spam", "Publicité")}${branch("Harcèlement", "Moqueries", "Menaces")}</div>`);
  await it.do({ click: "Menaces" });
  await it.stage("card");
  expect(await harm(it)).toBe("threats");
  await it.do({ click: "Publicité" });
  await it.stage("none");
  await it.do({ click: "Harcèlement" });
  await it.stage("card");
  expect(await harm(it)).toBe("harassment");
});

for (const role of ["listbox", "radiogroup", "tree"]) {
  test(`an option of a ${role} that keeps the focus`, async ({ visit }) => {
    const option = { listbox: "option", radiogroup: "radio", tree: "treeitem" }[role];
    const it = await opened(visit, `<div role="${role}" tabindex="0">${rows(reasons, (text, place) => `<div role="${option}" id="r${place}">${text}</div>`)}</div>`);
    await it.tab.inPage(`(() => {
      const list = document.querySelector("[role=${role}]");
      let at = -1;
      list.onkeydown = (event) => {
        if (event.key === "ArrowDown") list.setAttribute("aria-activedescendant", "r" + ++at);
        event.preventDefault();
      };
      list.focus();
    })()`);
    for (const key of ["ArrowDown", "ArrowDown"]) await it.tab.press(key);
    await it.stays("early");
    await it.tab.press("Enter");
    await it.stage("card");
    expect(await harm(it)).toBe("harassment");
  });
}

test("rows that the browser translates once they were read, into a language that is not known", async ({ visit }) => {
  const it = await opened(visit, `<p>Que se passe-t-il ?</p>${rows(reasons, (text) => `<button>${text}</button>`)}`);
  await it.tab.inPage(`(() => {
    const said = { "Moqueries ou insultes": "Spott und Hohn", Menaces: "Drohungen", "Autre chose": "Etwas anderes" };
    for (const row of document.querySelectorAll("[role=dialog] button")) {
      const outer = document.createElement("font"), inner = document.createElement("font");
      inner.textContent = said[row.textContent] ?? row.textContent;
      outer.append(inner);
      row.firstChild.replaceWith(outer);
    }
  })()`);
  await it.stays("early");
  await it.do({ click: "Drohungen" });
  await it.stage("card");
  expect(await harm(it)).toBe("threats");
});

test("a tool's click chooses nothing, what the dialog then shows does", async ({ visit }) => {
  const it = await opened(visit, `${rows(reasons, (text) => `<button>${text}</button>`)}`);
  const forge = (text: string) => it.tab.inPage(`[...document.querySelectorAll("[role=dialog] button")].find(({ textContent }) => textContent === ${JSON.stringify(text)}).click()`);
  await forge("Menaces");
  await it.stays("early");
  await forge("Moqueries ou insultes");
  await it.do({ show: dialog("<p>Qui est visé ?</p><button>Moi</button><button>Un ami</button>"), how: "swap" });
  await it.stage("card");
  expect(await harm(it)).toBe("harassment");
});

test("a tool's click that checks a row", async ({ visit }) => {
  const it = await opened(visit, `${rows(reasons, (text) => `<label><input type="radio" name="r">${text}</label>`)}<button type="button">Envoyer</button>`);
  await it.tab.inPage(`document.querySelectorAll("[type=radio]")[2].click()`);
  await it.stage("card");
  expect(await harm(it)).toBe("threats");
});

test("radios that are unchecked in one task and checked in the next", async ({ visit }) => {
  const it = await opened(visit, rows(reasons, (text) => `<div role="radio" aria-checked="false" tabindex="0">${text}</div>`));
  await it.tab.inPage(`(() => {
    const all = [...document.querySelectorAll("[role=radio]")];
    for (const each of all) each.onclick = () => {
      setTimeout(() => all.forEach((other) => other.setAttribute("aria-checked", "false")), 300);
      setTimeout(() => each.setAttribute("aria-checked", "true"), 700);
    };
  })()`);
  await it.do({ click: "Menaces" });
  await it.stays("card");
  await it.do({ click: "Spam" });
  await it.stays("none");
  await it.do({ click: "Moqueries ou insultes" });
  await it.stays("card");
  expect(await harm(it)).toBe("harassment");
});

test("a form in the page itself, which a click on a report phrase leads to", async ({ visit }) => {
  const it = await visit({
    csp: "none",
    page: `<!doctype html><body><main><h1>Une photo</h1><button onclick="document.querySelector('form').hidden=false">Signaler la photo</button>
      <form hidden><h2>Dis-nous tout</h2><select>${rows(["Choisis", ...reasons], (text) => `<option>${text}</option>`)}</select><button type="button">Envoyer</button></form></main></body>`,
  });
  await it.do({ click: "Signaler la photo" });
  await it.stage("early");
  await it.tab.inPage('document.querySelector("select").focus()');
  for (const key of ["ArrowDown", "ArrowDown"]) await it.tab.press(key);
  await it.stage("card");
  expect(await harm(it)).toBe("harassment");
});

const radios = rows(reasons, (text) => `<label style="display:block"><input type="radio" name="r">${text}</label>`);
for (const [what, inside] of [
  ["a group of fields", `<button onclick="this.nextElementSibling.hidden=false">Signaler la photo</button><fieldset hidden><legend>Dis-nous tout</legend>${radios}</fieldset>`],
  ["a group of radios", `<button onclick="this.nextElementSibling.hidden=false">Signaler la photo</button><div role="radiogroup" aria-label="Dis-nous tout" hidden>${radios}</div>`],
  ["what is folded below it", `<details><summary>Signaler la photo</summary><p>Dis-nous tout</p>${radios}</details>`],
] as const) {
  test(`${what} in the page itself, which a click on a report phrase leads to`, async ({ visit }) => {
    const it = await visit({ csp: "none", page: `<!doctype html><body><main><h1>Une photo</h1>${inside}</main></body>` });
    await it.do({ click: "Signaler la photo" });
    await it.stage("early");
    await it.do({ check: "Menaces" });
    await it.stage("card");
    expect(await harm(it)).toBe("threats");
  });
}

test("a form in the page that nothing led to", async ({ visit }) => {
  const it = await visit({
    csp: "none",
    page: `<!doctype html><body><main><h1>Une photo</h1><button onclick="document.querySelector('form').hidden=false">Donner mon avis</button>
      <form hidden><h2>Dis-nous tout</h2><select>${rows(["Choisis", ...reasons], (text) => `<option>${text}</option>`)}</select><button type="button">Envoyer</button></form></main></body>`,
  });
  await it.do({ click: "Donner mon avis" });
  expect((await it.lookAtRest()).stage).toBe("none");
});

/** A page of its own, with a search above what is said in it. */
const pageOf = (title: string, inside: string): string =>
  `<!doctype html><html lang="fr"><title>${title}</title><body><form><input name="q"><select><option>Ce sujet</option>
    <option>Tout le forum</option></select><button type="button">Chercher</button></form><main>${inside}</main></body></html>`;

for (const [what, page] of [
  ["in its title", pageOf("Signaler ce message - Forum", `<form>${radios}<textarea></textarea></form>`)],
  ["in its headline", pageOf("Forum", `<h1>Signaler un message</h1><form>${radios}</form>`)],
  ["in the title of a dialog that is open from the start", pageOf("Forum", dialog(radios))],
] as const) {
  test(`a page of its own that says report ${what}, and in which the first act is a choice`, async ({ visit }) => {
    const it = await visit({ csp: "none", page });
    await it.do({ check: "Menaces" });
    await it.stage("card");
    expect(await harm(it)).toBe("threats");
    await it.do({ check: "Spam" });
    await it.stage("none");
  });
}

test("a page of its own that says report in its title, with a list", async ({ visit }) => {
  const list = `<select id="r">${rows(["Choisis", ...reasons], (text) => `<option>${text}</option>`)}</select>`;
  const it = await visit({ csp: "none", page: pageOf("Signaler ce message", `<form>${list}</form>`) });
  await it.tab.inPage(`document.querySelector("#r").focus()`);
  for (const key of ["ArrowDown", "ArrowDown", "ArrowDown"]) await it.tab.press(key);
  await it.stage("card");
  expect(await harm(it)).toBe("threats");
});

test("a page about reports, that is none, and what opens above it", async ({ visit }) => {
  const inside = `<h1>Comment signaler un joueur ?</h1><form>
    ${rows(["Il triche", "Il s’en va", "Oui", "Non"], (text) => `<label><input type="radio" name="r">${text}</label>`)}<button type="button">Voter</button></form>`;
  const it = await visit({ csp: "none", page: pageOf("Comment signaler un joueur ?", inside) });
  for (const check of ["Il triche", "Non"]) {
    await it.do({ check });
    expect((await it.lookAtRest()).stage).toBe("none");
  }
  await it.do({ click: "Voter", show: `<div role="dialog" aria-label="Enregistrer dans"><h2>Enregistrer dans</h2>
    ${rows(["À voir plus tard", "Harcèlement : mes vidéos", "Favoris"], (text) => `<label><input type="checkbox">${text}</label>`)}</div>` });
  expect((await it.lookAtRest()).stage).toBe("none");
});

for (const mode of ["open", "closed"]) {
  test(`a modal dialog in ${mode === "open" ? "an open" : "a closed"} shadow root`, async ({ visit }) => {
    const it = await visit({ csp: "none" });
    await it.do({ show: html.menu });
    await it.tab.inPage(`(() => {
      const host = document.createElement("x-report");
      document.body.append(host);
      const root = host.attachShadow({ mode: "${mode}" });
      root.innerHTML = ${JSON.stringify(`<dialog><h2>Signaler</h2>${rows(reasons, (text) => `<button>${text}</button>`)}</dialog>`)};
      addEventListener("click", () => setTimeout(() => root.firstChild.open || root.firstChild.showModal(), 50), { once: true });
    })()`);
    await it.do({ click: "Signaler" });
    await it.stage("early");
    const at = await it.overlay(`(({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 }))(host.getBoundingClientRect())`);
    expect(await it.overlay(`host.matches(":popover-open") && host.checkVisibility()`)).toBe(true);
    expect(at.x).toBeGreaterThan(0);
  });
}
