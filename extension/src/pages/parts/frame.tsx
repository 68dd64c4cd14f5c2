// What stands around each page: the mark, the way out, the languages.

import type { ComponentChildren } from "preact";
import { isComplete, LANGUAGES, rest, t, words, wordsFor } from "../words/words";
import { icon, Icon } from "./icon";
import { leave } from "./leave";

export function Page({ heading, lead, children }: { heading: string; lead?: string; children: ComponentChildren }) {
  return (
    <>
      <a class="skip" href="#content">{t("frame.skip")}</a>
      <header>
        <Icon name="mark" />
        <p class="name">{chrome.runtime.getManifest().name.split(" (")[0]}</p>
        <Leave />
      </header>
      <main id="content" tabIndex={-1} lang={rest.value.lang} dir="ltr">
        <h1>{heading}</h1>
        {lead && <p class="lead">{lead}</p>}
        {children}
      </main>
      <footer>
        <Languages />
        <p lang={rest.value.lang} dir="ltr">{t("frame.independent")}</p>
      </footer>
    </>
  );
}

function Leave() {
  return (
    <div class="leave">
      <button type="button" onClick={leave}>
        {icon("close")}
        {t("core.leave")}
      </button>
      {isComplete.value && <small>{t("frame.leave.hint")}</small>}
    </div>
  );
}

/** Folded: most people need none. French is one press away. */
export function Languages() {
  const { lang, proofread } = words.value;
  const change = (to: string) => (words.value = wordsFor([to]));
  return (
    <div class="languages">
      {!isComplete.value && (
        <p class="row">
          <button type="button" onClick={() => change("fr")}>{t("core.french")}</button>
        </p>
      )}
      {!proofread && <p><small>{t("core.draft")}</small></p>}
      <details>
        <summary>{t("core.languages")}</summary>
        <ul>
          {LANGUAGES.map((each) => (
            <li key={each.lang}>
              <button
                type="button"
                lang={each.lang}
                dir={each.dir as "ltr"}
                aria-current={each.lang === lang ? "true" : undefined}
                onClick={() => change(each.lang)}
              >
                {each.label}
              </button>
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}
