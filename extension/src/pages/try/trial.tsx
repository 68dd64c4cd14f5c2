// A post of nobody's, and the windows in which a site would let it be reported.

import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Page } from "../parts/frame";
import { type Key, t } from "../words/words";

type Step = "closed" | "menu" | "why" | "send" | "done";

const step = signal<Step>("closed");

const REASONS: Key[] = ["try.reason.dislike", "try.reason.bullying", "try.reason.threats", "try.reason.spam"];

export const Trial = () => (
  <Page heading={t("try.title")} lead={t("try.lead")}>
    <p class="small">{t("try.safe")}</p>
    <Post />
  </Page>
);

/** With the windows that open from it. */
export const Post = () => (
  <>
    <article class="box post" aria-label={t("try.post")}>
      <div class="row">
        <span class="face" aria-hidden="true" />
        <b>{t("try.author")}</b>
        <button type="button" id="menu" aria-haspopup="dialog" onClick={() => (step.value = "menu")}>
          {t("try.options")}
        </button>
      </div>
      <p>{t("try.text")}</p>
    </article>
    {step.value !== "closed" && <Report />}
  </>
);

const close = () => (step.value = "closed");

/** The next window, beside the site's own way back. */
function Go({ to, children }: { to: Step; children: string }) {
  return <button type="button" onClick={() => (step.value = to)}>{children}</button>;
}

/** One window whose content changes, as on most sites. */
function Report() {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} aria-labelledby="report" onClose={close}>
      {step.value === "menu" && (
        <>
          <h2 id="report">{t("try.options")}</h2>
          <Go to="why">{t("try.report")}</Go>
          <Go to="closed">{t("try.share")}</Go>
          <Go to="closed">{t("try.cancel")}</Go>
        </>
      )}
      {step.value === "why" && (
        <>
          <h2 id="report">{t("try.report")}</h2>
          <p>{t("try.why")}</p>
          <ul>
            {REASONS.map((key) => <li key={key}><Go to="send">{t(key)}</Go></li>)}
          </ul>
        </>
      )}
      {step.value === "send" && (
        <>
          <h2 id="report">{t("try.report")}</h2>
          <Go to="done">{t("try.send")}</Go>
          <Go to="why">{t("try.back")}</Go>
        </>
      )}
      {step.value === "done" && (
        <>
          <h2 id="report">{t("try.thanks")}</h2>
          <p>{t("try.thanks.what")}</p>
          <Go to="closed">{t("try.done")}</Go>
        </>
      )}
    </dialog>
  );
}
