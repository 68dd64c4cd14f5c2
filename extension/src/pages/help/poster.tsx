// What is printed: one page for a corridor, which says nothing that changes from day to day.

import { help } from "../parts/ask";
import { Code } from "../parts/code";
import { t } from "../words/words";

export function Poster() {
  const { view, qr } = help.value ?? {};
  if (!view) return null;
  const [line] = view.card.lines;
  const others = view.card.needs?.items.flatMap(({ lines }) => lines).filter(({ name }) => /^\d+$/.test(name)) ?? [];
  return (
    <div class="poster" aria-hidden="true">
      <p class="title">{t("poster.title")}</p>
      <p>{t("core.listens")}</p>
      <p>{t("poster.serious")}</p>
      <p class="big">{line.name}</p>
      {line.note && <p>{line.note}</p>}
      {qr && <Code rows={qr} />}
      {qr && <p>{t("poster.scan")}</p>}
      {others.length > 0 && (
        <p class="others">
          {t("poster.also")} {others.map(({ name, note }) => (note ? `${name}, ${note.toLowerCase()}` : name)).join(" · ")}
        </p>
      )}
    </div>
  );
}
