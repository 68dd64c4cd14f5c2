// Help in two presses, wherever somebody is: a call, a message, and what else there is.

import { useSignal } from "@preact/signals";
import type { View } from "../../shared/messages";
import { Languages } from "../parts/frame";
import { ask, help } from "../parts/ask";
import { Icon, type IconName } from "../parts/icon";
import { FirstLine, Folds, Rows } from "../parts/lines";
import { isComplete, rest, t } from "../words/words";
import { Here } from "./here";

export function Popup() {
  return (
    <>
      <header>
        <Icon name="mark" />
        <h1>{t("core.talk")}</h1>
      </header>
      <main>
        <p>{t("core.listens")} {t("core.fault")}</p>
        <Talk />
        {!isComplete.value && <p class="small">{t("core.others")}</p>}
        <div lang={rest.value.lang} dir="ltr" class="rest">
          {help.value?.view && <Folds view={help.value.view} />}
          <Pages />
          <Here />
        </div>
      </main>
      <footer>
        <Languages />
      </footer>
    </>
  );
}

function Talk() {
  if (help.value === undefined) return <section class="first waiting" aria-busy="true" />;
  if (help.value === null) return <p class="notice warn">{t("frame.silent")}</p>;
  const { view } = help.value;
  if (!view) return <p class="notice">{t("core.none")}</p>;
  return (
    <>
      <FirstLine help={{ ...help.value, view }} focus />
      {!isComplete.value && <Danger view={view} />}
    </>
  );
}

/** Danger comes first among the needs; whoever does not read French must see it without unfolding. */
function Danger({ view: { lang, dir, card } }: { view: View }) {
  const [danger] = card.needs?.items ?? [];
  if (!danger) return null;
  return (
    <section>
      <h2>{t("core.danger")}</h2>
      <div lang={lang} dir={dir}><Rows lines={danger.lines} /></div>
    </section>
  );
}

interface Item {
  icon: IconName;
  label: string;
  what?: string;
}

const Item = ({ icon, label, what }: Item) => (
  <>
    <Icon name={icon} />
    <span>
      {label}
      {what && <small>{what}</small>}
    </span>
  </>
);

const PageLink = ({ page, ...item }: Item & { page: string }) => (
  <li>
    <a href={page} target="_blank"><Item {...item} /></a>
  </li>
);

function Pages() {
  return (
    <nav aria-label={t("popup.more")}>
      <ul>
        <PageLink page="help.html" icon="help" label={t("popup.help")} what={t("popup.help.what")} />
        <Proof />
        <PageLink page="try.html" icon="play" label={t("popup.try")} />
        <PageLink page="options.html" icon="options" label={t("popup.options")} />
      </ul>
    </nav>
  );
}

/** Keeps a proof of the page behind the window, which the press on the toolbar's button permits. */
function Proof() {
  const hasNone = useSignal(false);
  const keep = async () => {
    const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
    if (await ask<boolean>({ type: "capture", tab: tab?.id ?? -1 })) close();
    hasNone.value = true;
  };
  return (
    <li>
      <button type="button" id="proof" onClick={keep}>
        <Item icon="proof" label={t("popup.proof")} what={t("popup.proof.what")} />
      </button>
      <p class="small" role="status">{hasNone.value && t("popup.proof.none")}</p>
    </li>
  );
}
