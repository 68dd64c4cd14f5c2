// What a family may set. Each change counts at once.

import { useEffect } from "preact/hooks";
import type { Settings, SettingsStatus, TextSize } from "../../shared/messages";
import { Page } from "../parts/frame";
import { dateOf, LANGUAGES, rest, t } from "../words/words";
import { nameOf } from "../help/sites";
import { Choice, Radios, SiteSwitch } from "./choice";
import { File } from "./file";
import { change, said, status, tell } from "./status";
import { Apps } from "../parts/apps";
import { mayAdd } from "../../shared/other-sites";
import { OtherSites } from "./other-sites";
import { Updates } from "./updates";

export function Options() {
  useEffect(() => void tell({ type: "settings" }), []);
  return (
    <Page heading={t("options.title")}>
      {status.value === null && <p class="notice warn">{t("frame.silent")}</p>}
      {status.value && <Sections {...status.value} />}
      <Updates />
      <p class="small"><a href="check.html">{t("options.check")}</a></p>
      <p class="said" role="status">{said.value && t(said.value)}</p>
    </Page>
  );
}

function Sections({ settings, isStored, countries, platforms, old }: SettingsStatus) {
  return (
    <>
      {!isStored && (
        <p class="notice warn" id="broken">
          {t("options.broken")} {t("options.broken.why")}
        </p>
      )}
      <Language settings={settings} countries={countries} />
      <When settings={settings} />
      <Sites settings={settings} platforms={platforms} />
      {mayAdd() && <OtherSites off={settings.off} />}
      <Facts old={old} />
      <Unknown />
      <File settings={settings} />
    </>
  );
}

function Language({ settings, countries }: { settings: Settings; countries: string[] }) {
  const names = new Intl.DisplayNames(rest.value.lang, { type: "region" });
  const shown = countries.map((code) => [code, names.of(code.toUpperCase()) ?? code]);
  return (
    <section class="box" aria-labelledby="language">
      <h2 id="language">{t("options.language")}</h2>
      <Choice
        id="lang"
        label={t("options.lang")}
        value={settings.lang}
        options={[["", t("options.lang.auto")], ...LANGUAGES.map(({ lang, label }) => [lang, label])]}
        onChange={(lang) => change({ lang })}
      />
      <Choice
        id="country"
        label={t("options.country")}
        value={settings.country}
        options={[["", t("options.country.auto")], ...shown]}
        onChange={(country) => change({ country })}
      />
      <Radios<TextSize>
        name="size"
        legend={t("options.size")}
        value={settings.size}
        options={[
          ["normal", "options.size.normal"],
          ["large", "options.size.large"],
          ["largest", "options.size.largest"],
        ]}
        onChange={(size) => change({ size })}
      />
    </section>
  );
}

const When = ({ settings }: { settings: Settings }) => (
  <section class="box">
    <Radios<"early" | "only">
      name="when"
      legend={<h2>{t("options.when")}</h2>}
      value={settings.only ? "only" : "early"}
      options={[
        ["early", "options.when.early", "options.when.early.what"],
        ["only", "options.when.only", "options.when.only.what"],
      ]}
      onChange={(value) => change({ only: value === "only" })}
    />
  </section>
);

function Sites({ settings: { off }, platforms }: { settings: Settings; platforms: string[] }) {
  return (
    <section class="box">
      <fieldset>
        <legend>
          <h2>{t("options.sites")}</h2>
        </legend>
        <p class="small">{t("options.sites.what")}</p>
        <div class="columns">
          {platforms.map((id) => (
            <SiteSwitch key={id} id={id} name={nameOf(id)} off={off} />
          ))}
        </div>
      </fieldset>
      <Apps />
    </section>
  );
}

const Facts = ({ old }: Pick<SettingsStatus, "old">) => (
  <section class="box" aria-labelledby="facts">
    <h2 id="facts">{t("options.facts")}</h2>
    <p>{t(old.length ? "options.facts.old" : "options.facts.good")}</p>
    {!!old.length && (
      <>
        <ul class="list">
          {old.map(({ name, asOf }) => {
            const date = asOf && dateOf(asOf.slice(0, "2025-11".length));
            return <li key={name}>{t(date ? "options.facts.date" : "options.facts.undated", { name, date })}</li>;
          })}
        </ul>
        <p class="small">{t("options.facts.hours")}</p>
      </>
    )}
  </section>
);

const Unknown = () => (
  <section class="box" aria-labelledby="unknown">
    <h2 id="unknown">{t("popup.unknown")}</h2>
    <p>{t("options.unknown", { button: t("popup.unknown.show") })}</p>
    <p class="small">{t("popup.unknown.sent")}</p>
  </section>
);
