// Puts the site together: the HTML that the flow's address answers with.

import type { Flow } from "../flow";
import { act } from "./act";
import { change } from "./change";
import { feed } from "./feed";
import type { Config, Harness } from "./harness";
import { lookup } from "./lookup";
import { place } from "./place";
import { trap } from "./trap";

/** In the page, the expression that gives its harness. */
export const harness = `window[Symbol.for("site")]`;

export interface Served {
  html: string;
  headers: { name: string; value: string }[];
}

/** The page of a flow and its headers. */
export function page(flow: Flow): Served {
  const nonce = `n${flow.seed.toString(36)}x${flow.id.length}`;
  const hidden = flow.steps.filter((it) => it.how.startsWith("unhide") && it.show !== undefined).map((it) => ({ html: it.show!, how: it.how }));
  const config: Config = { mount: flow.mount, nonce, seed: flow.seed, feed: !flow.page, hidden };
  const parts = [lookup, place, trap, change, act].map((it) => `(${it})(h);`).join("\n");
  const script = `<script nonce="${nonce}">${flow.script ?? ""}{
const h = window[Symbol.for("site")] = { config: ${JSON.stringify(config).replaceAll("<", "\\u003c")}, current: null, roots: new WeakMap(), shownAt: 0 };
addEventListener("DOMContentLoaded", () => {
  const portals = document.createElement("div");
  portals.id = "portals";
  (document.querySelector("#app > div > div") ?? [...document.body.children].findLast((it) => it.matches("div,main,section") && it.checkVisibility()) ?? document.body).append(portals);
});
${parts}
}</script>`;
  const csp = `default-src 'none'; script-src 'nonce-${nonce}' 'strict-dynamic'; style-src 'self' 'nonce-${nonce}'; require-trusted-types-for 'script'`;
  const headers = [{ name: "Content-Type", value: "text/html; charset=utf-8" }];
  if (flow.csp === "strict") headers.push({ name: "Content-Security-Policy", value: csp });
  return { html: withScript(flow.page || feed(flow.locale), script, flow.locale, nonce), headers };
}

function withScript(html: string, script: string, locale: string, nonce: string): string {
  html = html.replace(/(<template\b[^>]*?)\bshadowrootmode=/gi, "$1data-shadowrootmode=").replace(/<style(?![^>]*\bnonce=)/gi, `<style nonce="${nonce}"`);
  if (!/<html\b/i.test(html)) {
    const doctype = /^\s*<!doctype[^>]*>/i.exec(html)?.[0] ?? "";
    html = `<!doctype html>\n<html lang="${locale}">${html.slice(doctype.length)}`;
  } else if (!/<html\b[^>]*\blang=/i.test(html)) html = html.replace(/<html\b/i, `<html lang="${locale}"`);
  const at = /<head\b[^>]*>/i.exec(html) ?? /<html\b[^>]*>/i.exec(html)!;
  const end = at.index + at[0].length;
  return html.slice(0, end) + script + html.slice(end);
}

export type { Harness };
