// The start page: what can be reported on which site in which language, and what to look for. It is a neutral page of
// our own, without scripts, in the colours of the card.

import { sheet } from "./look";
import type { Entry, Input } from "./input";
import { words } from "./words";

type Language = "fr" | "en";

const escape = (text: string): string => text.replace(/[&<>"]/g, (it) => `&#${it.charCodeAt(0)};`);

const document = (lang: Language, title: string, icon: string, body: string): string => `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<link rel="icon" href="${icon}">
<style>${sheet}</style>
</head>
<body>${body}</body>
</html>`;

/** The start page in a language. */
export function start(input: Input, lang: Language): string {
  const w = words[lang];
  const other = lang === "fr" ? "en" : "fr";
  const sites = [...new Set(input.entries.map((it) => it.site))];
  const link = (entry: Entry): string => `
        <li><a href="${escape(entry.url)}"><b>${w.kinds[entry.kind]}</b><span class="way" lang="${entry.lang}">${entry.way.map(escape).join(" › ")}</span></a></li>`;
  const group = (site: string, language: Language): string => {
    const mine = input.entries.filter((it) => it.site === site && it.lang === language);
    return mine.length
      ? `
      <h3>${w.languages[language]}</h3>
      <ul>${mine.map(link).join("")}
      </ul>`
      : "";
  };
  const card = (site: string): string => `
    <section class="site" aria-labelledby="${site}">
      <h2 id="${site}">${escape(input.names[site] ?? site)}</h2>
      <p class="host">${escape(new URL(input.entries.find((it) => it.site === site)!.url).host)}</p>${(["fr", "en"] as const).map((it) => group(site, it)).join("")}
    </section>`;
  return document(
    lang,
    w.title,
    input.icon,
    `
<header>
  <img src="${input.icon}" width="56" height="56" alt="">
  <div><p class="name">Bouton 3018</p><p class="what">${w.title}</p></div>
  <a class="other" href="/${other}" lang="${other}" hreflang="${other}">${w.other}</a>
</header>
<main>
  <h1>${w.heading}</h1>
  <ol class="steps">${w.steps.map((it) => `<li>${it}</li>`).join("")}</ol>
  <div class="sites">${sites.map(card).join("")}
  </div>
  <section class="try" aria-labelledby="try">
    <h2 id="try">${w.tryThis}</h2>
    <dl>${w.tries.map(([what, shown]) => `<div><dt>${what}</dt><dd>${shown}</dd></div>`).join("")}</dl>
  </section>
</main>
<footer>${w.foot.map((it) => `<p>${it}</p>`).join("")}</footer>`,
  );
}

/** What stands in place of an address that is not part of the demonstration: a helpline's page, for instance. */
export function elsewhere(input: Input, url: string): string {
  const lang = input.french ? "fr" : "en";
  const w = words[lang];
  return document(
    lang,
    new URL(url).host,
    input.icon,
    `
<main class="note">
  <img src="${input.icon}" width="56" height="56" alt="">
  <h1>${w.elsewhere.replace("%", `<b>${escape(new URL(url).host)}</b>`)}</h1>
  <p class="address">${escape(url)}</p>
  <p>${w.offline}</p>
  <p><a class="button" href="https://demo.invalid/">${w.home}</a></p>
</main>`,
  );
}
