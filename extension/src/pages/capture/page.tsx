// What the page shows, and what its buttons do.

import { signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { type Outline, takeOutlines } from "../../shared/outline";
import { download } from "../parts/download";
import { Page } from "../parts/frame";
import { dayOf } from "../evidence/moment";
import { t } from "../words/words";
import { firstWords, nameOf, textOf } from "./file";

/** Undefined until the background has answered, null where it has none (any more). */
const outlines = signal<Outline[] | null | undefined>(undefined);

export function Capture() {
  useEffect(() => {
    void takeOutlines().catch(() => null).then((taken) => (outlines.value = taken));
  }, []);
  return (
    <Page heading={t("capture.heading")} lead={t("capture.lead")}>
      {outlines.value === null && <p class="notice" id="gone">{t("capture.gone")}</p>}
      {outlines.value && <Chosen all={outlines.value} />}
    </Page>
  );
}

function Chosen({ all }: { all: Outline[] }) {
  const at = useSignal(0);
  const outcome = useSignal("");
  const outline = all[at.value] as Outline;
  const text = textOf(outline);
  const choose = (i: number) => {
    at.value = i;
    outcome.value = "";
  };
  const save = () => {
    const file = nameOf(dayOf(Date.now()));
    try {
      download(text, "application/json", file);
      outcome.value = t("capture.saved", { file });
    } catch {
      outcome.value = t("capture.failed");
    }
  };
  return (
    <>
      <ul class="list">
        <li>{t("capture.sent")}</li>
        <li>{t("capture.words")}</li>
        <li>{t("capture.hidden")}</li>
        <li>{t("capture.without")}</li>
      </ul>
      {all.length > 1 && (
        <section class="box">
          <fieldset>
            <legend><h2>{t("capture.which")}</h2></legend>
            {all.map((each, i) => (
              <label key={i}>
                <input type="radio" name="box" checked={i === at.value} onChange={() => choose(i)} />
                {t("capture.window", { number: i + 1, text: firstWords(each) || t("capture.nameless") })}
              </label>
            ))}
          </fieldset>
        </section>
      )}
      <section class="box" aria-labelledby="check">
        <h2 id="check">{t("capture.check")}</h2>
        <p>{t("capture.private")}</p>
        {outline.cut && <p class="notice">{t("capture.cut")}</p>}
        <pre id="file" tabIndex={0} role="region" aria-label={t("capture.content")}>{text}</pre>
        <button type="button" class="go" id="save" onClick={save}>{t("capture.save")}</button>
        <p id="outcome" role="status">{outcome.value}</p>
        <p class="small">{t("capture.give")}</p>
      </section>
    </>
  );
}
