// Help in two presses, wherever somebody is: a call, a message, and what else there is.

import { useSignal } from "@preact/signals";
import type { View } from "../../shared/messages";
import { Languages } from "../parts/frame";
import { ask, danger, deviceFor, hasLine, help } from "../parts/ask";
import { Icon, type IconName } from "../parts/icon";
import { FirstLine, Folds, Rows } from "../parts/lines";
import type { Beginning } from "../parts/start";
import { isComplete, rest, t } from "../words/words";
import { Here } from "./here";
import { type Opening, openingIn } from "./opening";

declare const OPENINGS: Opening[];

/** First what the package knows. All else waits for the core and stands below, so that nothing moves. */
export function Popup(beginning: Beginning) {
  return (
    <>
      <header>
        <Icon name="mark" />
        <h1>{t("core.talk")}</h1>
      </header>
      <main>
        <p>{hasLine() && t("core.listens")} {t("core.fault")}</p>
        <Talk {...beginning} />
        {help.value !== undefined && <Rest />}
      </main>
      {help.value !== undefined && <footer><Languages /></footer>}
    </>
  );
}

const Rest = () => (
  <>
    {!isComplete.value && <p class="small">{t("core.others")}</p>}
    <div lang={rest.value.lang} dir="ltr" class="rest">
      {help.value?.view && <Folds view={help.value.view} />}
      <Pages />
      <Here />
    </div>
  </>
);

function Talk({ settings, isManaged }: Beginning) {
  const answer = help.value;
  if (answer && !answer.view) return <p class="notice">{t("core.none")}</p>;
  const device = { ...deviceFor(rest.value.lang), managed: isManaged, now: Date.now() };
  const view = answer?.view ?? openingIn(OPENINGS, device, settings);
  return (
    <>
      {answer === null && <p class="notice warn">{t("frame.silent")}</p>}
      {view ? (
        <FirstLine view={view} qr={answer?.qr} focus />
      ) : (
        answer === undefined && <section class="first waiting" aria-busy="true" />
      )}
      {!isComplete.value && answer?.view && <Danger view={answer.view} />}
    </>
  );
}

/** Danger comes first among the needs; whoever does not read French must see it without unfolding. */
function Danger({ view: { lang, dir } }: { view: View }) {
  if (!danger().length) return null;
  return (
    <section>
      <h2>{t("core.danger")}</h2>
      <div lang={lang} dir={dir}><Rows lines={danger()} /></div>
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
        {!help.value?.noProof && <Proof />}
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
