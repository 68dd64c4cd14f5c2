// What the law says, each sentence with its text and date.

import { country, lineName } from "../parts/ask";
import { dateOf, type Key, t } from "../words/words";
import law from "./law.json";

export function Law() {
  const line = lineName();
  const known = law.filter(({ where }) => where.includes(country()));
  if (!known.length) return null;
  return (
    <section class="box" aria-labelledby="law">
      <h2 id="law">{t("law.title")}</h2>
      <ul class="list">
        {known.map(({ id, says }) => <li key={id}>{says.map((key) => t(key as Key, { line })).join(" ")}</li>)}
      </ul>
      <details class="fold">
        <summary>{t("law.sources")}</summary>
        <ul class="list">
          {known.map(({ id, text, source, date }) => (
            <li key={id} lang="fr">
              <a href={source} target="_blank" rel="noopener noreferrer">{text}</a>, {dateOf(date)}
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
