// How to report, block and mute on each site, and what the helpline can have removed.

import { useSignal } from "@preact/signals";
import { Apps } from "../parts/apps";
import { country, lineName } from "../parts/ask";
import { dateOf, t } from "../words/words";
import { type Fact, type KnownSite, SITES as all } from "./sites";

/** Of some nothing is known but that they are. */
const SITES = all.filter(({ facts }) => facts.length);

export function Sites() {
  const chosen = useSignal(SITES[0].id);
  const site = SITES.find(({ id }) => id === chosen.value) ?? SITES[0];
  return (
    <section class="box" aria-labelledby="sites">
      <h2 id="sites">{t("sites.title")}</h2>
      <p class="small">{t("sites.known")}</p>
      <fieldset>
        <legend class="small">{t("sites.choose")}</legend>
        <div class="chips">
          {SITES.map(({ id, name }) => (
            <label key={id}>
              <input
                type="radio"
                name="by-site"
                value={id}
                checked={id === site.id}
                onChange={() => (chosen.value = id)}
              />
              {name}
            </label>
          ))}
        </div>
      </fieldset>
      <Ways site={site} />
      <Apps />
      <Removed />
    </section>
  );
}

const Ways = ({ site: { name, facts } }: { site: KnownSite }) => (
  <div class="ways-of" role="region" aria-label={name} aria-live="polite">
    {facts.map((fact) => <Way key={fact.do} fact={fact} />)}
    <h3>{t("sites.proof")}</h3>
    <p>{t("sites.proof.how")}</p>
    <p>{t("me.proof.never")}</p>
  </div>
);

function Way({ fact: { do: what, at, path, lang, app, note, source, date, seen } }: { fact: Fact }) {
  const values = { source: new URL(source).hostname.replace(/^www\./, ""), date: dateOf(date ?? seen ?? "") };
  return (
    <div>
      <h3>{t(`sites.${what}`)}</h3>
      <p>
        {t(`sites.at.${at}`)}{" "}
        {path.map((label, index) => (
          <>
            {!!index && <span aria-hidden="true"> › </span>}
            <b class="label" lang={lang}>{label}</b>
          </>
        ))}
        {app && ` ${t("sites.app")}`}
      </p>
      {note && <p>{t(`sites.note.${note}`)}</p>}
      <p class="small">
        <a href={source} target="_blank" rel="noopener noreferrer">
          {t(date ? "sites.source" : "sites.undated", values)}
        </a>
      </p>
    </div>
  );
}

/** In France: what its line can do elsewhere is not known. */
function Removed() {
  const line = lineName();
  if (country() !== "fr") return null;
  return (
    <div>
      <h3>{t("sites.removed", { line })}</h3>
      <p>{t("sites.removed.what")}</p>
      <p>{t("sites.removed.flagger")} {t("sites.removed.decide")}</p>
    </div>
  );
}
