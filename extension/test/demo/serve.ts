// Answers every address from memory: the start page, the pages of the sites, and a note in place of anything else.

import { harness, page } from "../runner/site/page";
import { guide } from "./guide";
import type { Entry, Input } from "./input";
import { elsewhere, start } from "./start";

export interface Answer {
  headers: { name: string; value: string }[];
  body: string;
}

export const home = "https://demo.invalid/";

const html = (body: string, more: { name: string; value: string }[] = []): Answer => ({
  headers: [
    { name: "Content-Type", value: "text/html; charset=utf-8" },
    { name: "Cache-Control", value: "no-store" },
    ...more,
  ],
  body,
});

/** The site's page with what makes its buttons lead on. */
function site(entry: Entry): Answer {
  const { html: text, headers } = page({
    id: `${entry.site}/${entry.kind}-${entry.lang}`,
    url: entry.url,
    locale: entry.locale,
    timezone: "",
    country: "",
    now: 0,
    csp: "strict",
    width: 0,
    height: 0,
    touch: false,
    page: entry.page,
    mount: "light",
    steps: [],
    seed: entry.seed,
    recorded: {},
  });
  const nonce = /<script nonce="([^"]+)"/.exec(text)![1];
  const graph = JSON.stringify(entry.graph).replaceAll("<", "\\u003c");
  const script =
    `<script nonce="${nonce}">addEventListener("DOMContentLoaded", () => (${guide})(${harness}, ${graph}));</script>`;
  const end = text.lastIndexOf("</head>"); // the site's own script may speak of others
  return html(
    text.slice(0, end) + script + text.slice(end),
    headers.filter((it) => it.name !== "Content-Type"),
  );
}

/** The answer to a request; undefined refuses it. */
export function answer(input: Input, url: string, document: boolean): Answer | undefined {
  if (!document) return undefined;
  if (url === home || url === `${home}fr` || url === `${home}en`) {
    return html(start(input, url === home ? (input.french ? "fr" : "en") : url.endsWith("fr") ? "fr" : "en"));
  }
  const entry = input.entries.find((it) => it.url === url);
  return entry ? site(entry) : html(elsewhere(input, url));
}
