// Four doors, and behind each what to do. Which one was opened stands in no address: the browser's history keeps those.

import { signal } from "@preact/signals";
import { help } from "../parts/ask";
import { Page } from "../parts/frame";
import { icon } from "../parts/icon";
import { FirstLine, Folds } from "../parts/lines";
import { t } from "../words/words";
import { type Door, DOORS, Steps } from "./doors";
import { Law } from "./law";
import { Poster } from "./poster";
import { Refused } from "./refused";
import { Sites } from "./by-site";

const open = signal<Door | undefined>(undefined);

/** Opens a door, or goes back to all; a reader of the screen begins at the new heading. */
function go(door: Door | undefined): void {
  open.value = door;
  queueMicrotask(() => {
    scrollTo(0, 0);
    document.getElementById("content")?.focus();
  });
}

export function HelpCentre() {
  const door = open.value;
  return (
    <>
      {door ? (
        <Page heading={t(`door.${door}`)} lead={t(`door.${door}.lead`)}>
          <p>
            <button type="button" id="back" onClick={() => go(undefined)}>{t("help.back")}</button>
          </p>
          <Steps door={door} />
          <Talk />
          <Sites />
          <Refused />
          <Law />
        </Page>
      ) : (
        <Page heading={t("help.heading")}>
          <nav aria-label={t("help.doors")}>
            <ul class="doors">
              {DOORS.map((each) => (
                <li key={each}>
                  <button type="button" id={each} onClick={() => go(each)}>
                    <span>
                      {t(`door.${each}`)}
                      <small>{t(`door.${each}.what`)}</small>
                    </span>
                    {icon("next")}
                  </button>
                </li>
              ))}
            </ul>
          </nav>
          <Talk />
        </Page>
      )}
      <Poster />
    </>
  );
}

function Talk() {
  if (help.value === undefined) return null;
  if (help.value === null) return <p class="notice warn">{t("frame.silent")}</p>;
  const { view, qr } = help.value;
  if (!view) return <p class="notice">{t("core.none")}</p>;
  return (
    <section aria-labelledby="talk">
      <h2 id="talk">{t("help.now")}</h2>
      <FirstLine view={view} qr={qr} />
      <Folds view={view} />
    </section>
  );
}
