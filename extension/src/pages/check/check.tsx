// The page: the package, the rules, the policy item by item, the sites, the helpline's page, and a card to try.

import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { UpdatesStatus } from "../../shared/messages";
import type { PolicyStatus } from "../../shared/policy";
import { ask, askForHelp, help } from "../parts/ask";
import { CopyButton } from "../parts/copy";
import { Page } from "../parts/frame";
import { isReached } from "../parts/reach";
import { Post } from "../try/trial";
import { moment, rest, t } from "../words/words";
import { packageRows, policyRows, type Row, rulesRows, textOf } from "./summary";
import { wordsIn } from "./words";

/** Milliseconds in which a site's page has our script, on a slow network. */
const PATIENCE = 20_000;

type Reach = "untried" | "looking" | "reached" | "blocked";

const policy = signal<PolicyStatus | null | undefined>(undefined);
const updates = signal<UpdatesStatus | null | undefined>(undefined);
const reach = signal<Record<string, Reach>>({});

async function look(): Promise<void> {
  void askForHelp(rest.value.lang);
  [policy.value, updates.value] = await Promise.all([
    ask<PolicyStatus>({ type: "policy" }).then((it) => it ?? null),
    ask<UpdatesStatus>({ type: "updates" }).then((it) => it ?? null),
  ]);
}

/** Opens the site, as a person would, and waits for our script. */
async function tryHost(host: string): Promise<void> {
  const say = (found: Reach) => (reach.value = { ...reach.value, [host]: found });
  say("looking");
  const { id } = await chrome.tabs.create({ url: `https://${host}/`, active: false });
  for (const end = Date.now() + PATIENCE; Date.now() < end; ) {
    if (await isReached(id)) return void say("reached");
    await new Promise((done) => setTimeout(done, 500));
  }
  say("blocked");
}

export function Check() {
  const words = wordsIn(rest.value.lang);
  useEffect(() => {
    void look();
    chrome.storage.managed.onChanged.addListener(() => setTimeout(look, 500)); // once the background has read it
  }, []);
  const isSilent = policy.value === null || updates.value === null;
  return (
    <Page heading={words.title} lead={words.lead}>
      {isSilent && <p class="notice warn">{t("frame.silent")}</p>}
      {policy.value && updates.value && <Screen policy={policy.value} updates={updates.value} />}
    </Page>
  );
}

/** The first page of the line that help is built around, as the core names it. */
const pageOfLine = (): string =>
  help.value?.view?.card.lines.flatMap(({ ways }) => ways).find(({ href }) => href?.startsWith("https:"))?.href ?? "";

function Screen({ policy, updates }: { policy: PolicyStatus; updates: UpdatesStatus }) {
  const words = wordsIn(rest.value.lang);
  const { version } = chrome.runtime.getManifest();
  const page = pageOfLine();
  const momentOf = (at: number) => moment(at, { dateStyle: "medium", timeStyle: "short" });
  const about = packageRows(policy, version, words);
  const rules = rulesRows(updates, words, momentOf);
  const items = policyRows(policy, words);
  const sites = policy.hosts.map((host) => {
    const found = reach.value[host] ?? "untried";
    return { name: host, value: words.states[found], state: found === "blocked" ? "wrong" : "" } as Row;
  });
  const summary = textOf(about, rules, items, sites, [{ name: "User-Agent", value: navigator.userAgent, state: "" }]);
  return (
    <div class="screen">
      <section class="box">
        <h2>{words.package}</h2>
        <Rows rows={about.map((row) => ({ ...row, name: "" }))} />
        <h2>{words.rules}</h2>
        <Rows rows={rules} />
        <CopyButton text={summary} label={words.copy} looks="main" />
      </section>
      <section class="box" id="policy">
        <h2>{words.policy}</h2>
        <Rows rows={items} isCode />
        <p class="small">{words.hint}</p>
      </section>
      <div>
        {page && (
          <section class="box" id="helpline">
            <h2>{words.helpline}</h2>
            <p class="small">{words.helplineHow}</p>
            <a class="button" href={page} target="_blank" rel="noopener noreferrer">
              {words.open(new URL(page).hostname)}
            </a>
          </section>
        )}
        <section class="box" id="card">
          <h2>{words.card}</h2>
          <p class="small">{words.cardHow}</p>
          <Post />
        </section>
      </div>
      <section class="box" id="sites">
        <h2>{words.hosts}</h2>
        <p class="small">{words.hostsHow}</p>
        <ul>
          {sites.map(({ name, value, state }) => (
            <li key={name}>
              <button type="button" onClick={() => tryHost(name)}>{name}</button>
              <span class={state} role="status">{reach.value[name] && value}</span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

const Rows = ({ rows, isCode = false }: { rows: Row[]; isCode?: boolean }) => (
  <dl>
    {rows.map(({ name, value, state }) => (
      <div key={name + value}>
        {name && <dt>{isCode ? <code>{name}</code> : name}</dt>}
        <dd class={state}>{value}</dd>
      </div>
    ))}
  </dl>
);
