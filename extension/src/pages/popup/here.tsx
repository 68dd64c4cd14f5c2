// What the extension does in the tab behind the window, and why not; a pause; and what to do about a report that it did
// not recognise.

import { signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Site } from "../../shared/messages";
import { askFor, mayAdd, readAddress, readHosts } from "../../shared/other-sites";
import { showOutlines } from "../../shared/outline";
import { ask } from "../parts/ask";
import { isReached } from "../parts/reach";
import { type Key, moment, t } from "../words/words";

/** `addable` is the host where somebody may add it, "" else. */
type Here = { host: string; site: Site | null; addable: string; isReached: boolean };

const here = signal<Here | undefined>(undefined);

async function look(): Promise<void> {
  const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  const url = tab?.url && URL.canParse(tab.url) ? new URL(tab.url) : undefined;
  const host = url && /^https?:$/.test(url.protocol) ? url.hostname : "";
  const site = host ? ((await ask<Site | null>({ type: "site", host })) ?? null) : null;
  const isAddable = mayAdd() && !site && url?.protocol === "https:" && !chrome.extension.inIncognitoContext;
  const addable = isAddable ? hostIn(host) : "";
  here.value = { host, site, addable, isReached: !site || (await isReached(tab.id)) };
}

const hostIn = (address: string): string => {
  const read = readAddress(address, readHosts(), []);
  return "host" in read ? read.host : "";
};

function stateOf({ host, site, isReached }: Here): { key: Key; day?: string } {
  if (!host) return { key: "popup.here.none" };
  if (!site) return { key: "popup.here.elsewhere" };
  if (site.isOff) return { key: "popup.here.off" };
  if (site.pausedUntil) {
    // A pause ends in the morning.
    return { key: "popup.here.paused", day: moment(site.pausedUntil, { weekday: "long" }) };
  }
  return { key: isReached ? "popup.here.active" : "popup.here.reload" };
}

async function pause(host: string, on: boolean): Promise<void> {
  const site = await ask<Site | null>({ type: "pause", host, on });
  if (here.value && site) here.value = { ...here.value, site };
}

/** The window may close while the browser asks; all else is done in the background. */
async function add(host: string): Promise<void> {
  if (await askFor(host)) await look();
}

const Add = ({ host }: { host: string }) => (
  <>
    <button type="button" id="add" onClick={() => add(host)}>{t("popup.here.add")}</button>
    <p class="small">{t("others.asks")} {t("others.seen")}</p>
  </>
);

export function Here() {
  useEffect(() => void look(), []);
  if (!here.value) return null;
  const { host, site, addable } = here.value;
  const { key, day = "" } = stateOf(here.value);
  const isActive = !!site && !site.isOff && !site.pausedUntil;
  return (
    <section class="here" aria-labelledby="here">
      <h2 id="here">{t("popup.here")}</h2>
      <p role="status" class={`status ${isActive ? "open" : "closed"}`}>{t(key, { day })}</p>
      {!isActive && <p class="small">{t("popup.here.still")}</p>}
      {site && !site.isOff && (
        <button type="button" onClick={() => pause(host, !site.pausedUntil)}>
          {t(site.pausedUntil ? "popup.resume" : "popup.pause")}
        </button>
      )}
      {addable && <Add host={addable} />}
      <Unknown />
    </section>
  );
}

function Unknown() {
  const said = useSignal<Key | undefined>(undefined);
  const show = async () => {
    const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
    const answer = await showOutlines(tab?.id ?? -1);
    if (answer === "shown") close();
    said.value = answer === "none" ? "popup.unknown.none" : "popup.unknown.refused";
  };
  return (
    <details class="fold">
      <summary>{t("popup.unknown")}</summary>
      <ul class="list">
        <li>{t("popup.unknown.often")}</li>
        <li>{t("popup.unknown.report")}</li>
        <li>{t("popup.unknown.sent")}</li>
        <li>{t("popup.unknown.help")}</li>
      </ul>
      <div class="row">
        <button type="button" onClick={() => document.querySelector<HTMLElement>(".first .go")?.focus()}>
          {t("popup.unknown.card")}
        </button>
        <button type="button" id="outline" onClick={show}>{t("popup.unknown.show")}</button>
      </div>
      <p class="small" role="status">{said.value && t(said.value)}</p>
    </details>
  );
}
