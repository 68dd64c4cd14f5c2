// What is printed: one page for a corridor, which says nothing that changes from day to day.

import { help } from "../parts/ask";
import { Code } from "../parts/code";
import { t } from "../words/words";

export function Poster() {
  const { view, main } = help.value ?? {};
  if (!view || !main) return null;
  const others = view.card.needs?.items.flatMap(({ lines }) => lines).filter(({ name }) => /^\d+$/.test(name)) ?? [];
  return (
    <div class="poster" aria-hidden="true">
      <p class="title">{t("poster.title")}</p>
      <p>{t("core.listens")}</p>
      <p>{t("poster.serious")}</p>
      <p class="big">{main.name}</p>
      {main.note && <p>{main.note}</p>}
      <Code rows={main.qr} />
      <p>{t("poster.scan")}</p>
      {others.length > 0 && (
        <div class="others">
          <p>{t("poster.also")}</p>
          {others.map(({ name, note }) => (
            <p key={name}>
              <b>{name}</b> {note}
            </p>
          ))}
        </div>
      )}
    </div>
  );
}
