// What to do when a site keeps what was reported: a complaint to copy.

import { useSignal } from "@preact/signals";
import { lineName } from "../parts/ask";
import { CopyButton } from "../parts/copy";
import { t } from "../words/words";
import { letterTo } from "./letter";
import { SITES } from "./sites";

export function Refused() {
  const site = useSignal(SITES[0].name);
  const line = lineName();
  const letter = letterTo(site.value || t("refused.other"));
  return (
    <section class="box" aria-labelledby="refused">
      <h2 id="refused">{t("refused.title")}</h2>
      <p>{t("refused.right")} {t("refused.free")}</p>
      <p>{t("refused.how")}</p>
      <p class="choice">
        <label for="refused-site">{t("refused.site")}</label>
        <select id="refused-site" onChange={({ currentTarget }) => (site.value = currentTarget.value)}>
          {SITES.map(({ name }) => <option key={name} value={name}>{name}</option>)}
          <option value="">{t("refused.other")}</option>
        </select>
      </p>
      <div>
        <label for="letter">{t("refused.text")}</label>
        <textarea id="letter" rows={13} value={letter} readOnly />
      </div>
      <CopyButton text={letter} label={t("refused.copy")} looks="main" />
      <p>{t("refused.where")} {t("refused.adult")}</p>
      {line && <p>{t("refused.still", { line })}</p>}
    </section>
  );
}
