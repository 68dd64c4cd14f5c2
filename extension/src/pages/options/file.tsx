// The settings as a file, to another computer or back from it, and the way back to the beginning.

import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { Settings } from "../../shared/messages";
import { exportOf, MOST_TEXT } from "../../shared/settings";
import { download } from "../parts/download";
import { t } from "../words/words";
import { said, tell } from "./status";

const NAME = "options.json";

const save = (settings: Settings): void => download(exportOf(settings), "application/json", NAME);

async function load(input: HTMLInputElement): Promise<void> {
  const [file] = input.files ?? [];
  if (!file) return;
  try {
    // Of one that is far too large enough to see that it is: no message holds a film.
    const text = await file.slice(0, 4 * MOST_TEXT).text();
    await tell({ type: "import", text }, "options.said.imported");
  } catch {
    said.value = "options.refused.unread";
  }
  input.value = ""; // the same file may be chosen again
}

export function File({ settings }: { settings: Settings }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <section class="box" aria-labelledby="file-title">
      <h2 id="file-title">{t("options.copy")}</h2>
      <p class="small">{t("options.copy.what")}</p>
      <div class="row">
        <button type="button" onClick={() => save(settings)}>{t("options.export")}</button>
        <button type="button" onClick={() => input.current?.click()}>{t("options.import")}</button>
        <input
          ref={input}
          id="file"
          type="file"
          accept=".json,application/json"
          hidden
          onChange={({ currentTarget }) => load(currentTarget)}
        />
        <Reset />
      </div>
    </section>
  );
}

/** Twice, so that nobody loses anything by one press. */
function Reset() {
  const isAsked = useSignal(false);
  const press = async () => {
    if (isAsked.value) await tell({ type: "change", change: null }, "options.said.reset");
    isAsked.value = !isAsked.value;
  };
  return (
    <button type="button" id="reset" onClick={press} onBlur={() => (isAsked.value = false)}>
      {t(isAsked.value ? "options.reset.sure" : "options.reset")}
    </button>
  );
}
