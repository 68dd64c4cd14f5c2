// Three screens for parent and child together: what it does and does not, private windows, and a trial.

import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import type { SettingsStatus } from "../../shared/messages";
import { nameOf } from "../help/sites";
import { Apps } from "../parts/apps";
import { ask, lineName } from "../parts/ask";
import { Page } from "../parts/frame";
import { icon, type IconName } from "../parts/icon";
import { leave } from "../parts/leave";
import { type Key, t } from "../words/words";

const step = signal(0);
const sites = signal<string[]>([]);
const isPrivateToo = signal(false);

const SCREENS: { title: Key; Body: ComponentType }[] = [
  { title: "welcome.title", Body: What },
  { title: "welcome.private", Body: Private },
  { title: "welcome.try", Body: Try },
];

/** A reader of the screen begins at the new heading. */
function go(to: number): void {
  step.value = to;
  queueMicrotask(() => {
    scrollTo(0, 0);
    document.getElementById("content")?.focus();
  });
}

async function look(): Promise<void> {
  sites.value = (await ask<SettingsStatus>({ type: "settings" }))?.platforms ?? [];
  isPrivateToo.value = await chrome.extension.isAllowedIncognitoAccess();
}

export function Welcome() {
  useEffect(() => void look(), []);
  const { title, Body } = SCREENS[step.value];
  const isLast = step.value === SCREENS.length - 1;
  return (
    <Page heading={t(title)} lead={step.value ? undefined : t("welcome.together")}>
      <Body />
      <p class="small">{t("welcome.step", { step: step.value + 1, all: SCREENS.length })}</p>
      <p class="row pages">
        {step.value > 0 && (
          <button type="button" id="back" onClick={() => go(step.value - 1)}>{t("welcome.back")}</button>
        )}
        {isLast ? (
          <button type="button" id="done" onClick={leave}>{t("welcome.done")}</button>
        ) : (
          <button type="button" id="next" class="main" onClick={() => go(step.value + 1)}>{t("welcome.next")}</button>
        )}
      </p>
    </Page>
  );
}

const List = ({ title, name, keys, line }: { title: Key; name: IconName; keys: Key[]; line: string }) => (
  <section class="box">
    <h2>{t(title)}</h2>
    <ul>
      {keys.map((key) => (
        <li key={key} class={name}>
          {icon(name)}
          <span>{t(key, { line })}</span>
        </li>
      ))}
    </ul>
  </section>
);

function What() {
  const line = lineName();
  const does: Key[] = ["welcome.does.when", "welcome.does.shows"];
  return (
    <>
      <List title="welcome.does" name="done" keys={line ? [...does, "welcome.does.talk"] : does} line={line} />
      <List
        title="welcome.doesnot"
        name="never"
        keys={["welcome.doesnot.phone", "welcome.doesnot.send", "welcome.doesnot.read", "welcome.doesnot.report"]}
        line={line}
      />
      <section class="box">
        <h2>{t("welcome.who")}</h2>
        <p>{t("welcome.who.independent")} {t("welcome.who.notus")}</p>
        {sites.value.length > 0 && (
          <>
            <h3>{t("welcome.sites")}</h3>
            <p>{sites.value.map(nameOf).join(", ")}</p>
            <Apps />
          </>
        )}
      </section>
    </>
  );
}

function Private() {
  if (isPrivateToo.value) return <p class="box">{t("welcome.private.on")}</p>;
  return (
    <section class="box">
      <p>{t("welcome.private.off")}</p>
      <ol class="numbered">
        <li>{t("welcome.private.how")}</li>
        <li>{t("welcome.private.allow")}</li>
      </ol>
    </section>
  );
}

function Try() {
  return (
    <section class="box">
      <p>{t("welcome.try.what")} {t("welcome.try.nobody")}</p>
      <p>
        <a class="button main" href="try.html" target="_blank">{t("welcome.try.open")}</a>
      </p>
    </section>
  );
}
