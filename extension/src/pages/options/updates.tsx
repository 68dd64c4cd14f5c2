// The section about updates: which rules are in use, how the last check went, and when the next one is.

import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Check, Interval, PageMessage, PartStatus, UpdatesStatus } from "../../shared/messages";
import { askWhatHolds } from "../parts/ask";
import { CopyButton } from "../parts/copy";
import { type Key, moment, rest, t } from "../words/words";
import { Radios } from "./choice";
import { ageOf, daysSince, shortDateOf, wordsOf } from "./dates";

/** Days without a newer head after which the page says so. */
const OLD = 60;

const PARTS = ["detection", "directory"] as const;

const shown = signal<UpdatesStatus | null | undefined>(undefined);
/** What a check came to. */
const outcome = signal<Key | undefined>(undefined);
const isChecking = signal(false);

async function tell(message: PageMessage): Promise<void> {
  shown.value = await askWhatHolds(message, { type: "updates" });
}

async function check(): Promise<void> {
  // Not disabled: that would take the focus away.
  if (isChecking.value) return;
  isChecking.value = true;
  outcome.value = "updates.looking";
  const before = shown.value;
  await tell({ type: "check" });
  isChecking.value = false;
  outcome.value = outcomeOf(before, shown.value);
}

function outcomeOf(before: UpdatesStatus | null | undefined, after: UpdatesStatus | null | undefined): Key {
  if (!after) return "frame.silent";
  if (after.check?.refusal?.at === after.check?.at) return "updates.failed";
  const isNew = PARTS.some((part) => before?.[part].version !== after[part].version);
  return isNew ? "updates.new" : "updates.none";
}

/** Folded: families need none of it. */
export function Updates() {
  useEffect(() => {
    void tell({ type: "updates" });
    // Another check may have been made meanwhile.
    document.onvisibilitychange = () => void (document.hidden || tell({ type: "updates" }));
  }, []);
  return (
    <section class="box" aria-labelledby="updates-title">
      <details id="updates">
        <summary>
          <h2 id="updates-title">{t("options.more")}</h2>
        </summary>
        <p>{t("updates.what")}</p>
        {shown.value === null && <p class="notice warn">{t("frame.silent")}</p>}
        {shown.value && <Status {...shown.value} />}
      </details>
    </section>
  );
}

function Status(status: UpdatesStatus) {
  const off = !status.url ? t("updates.off") : status.private ? t("updates.private") : "";
  return (
    <>
      <dl>
        <Part name="detection" {...status.detection} />
        <Part name="directory" {...status.directory} />
      </dl>
      {status.problem && (
        <p id="problem" class="notice warn">
          {t("updates.problem")} <small>{status.problem}</small>
        </p>
      )}
      {off ? <p id="off" class="notice">{off}</p> : <On {...status} />}
    </>
  );
}

function Part({ name, version, date, keys, updated }: PartStatus & { name: (typeof PARTS)[number] }) {
  const names = new Intl.ListFormat(rest.value.lang).format(keys);
  return (
    <div>
      <dt>{t(`updates.${name}`)}</dt>
      <dd id={name}>
        {date ? t("updates.version.date", { version, date: shortDateOf(date) }) : t("updates.version", { version })}
        <small>{t(updated ? "updates.received" : "updates.shipped")}</small>
        {keys.length > 0 && <small>{t("updates.signed", { names })}</small>}
      </dd>
    </div>
  );
}

function On({ check: last, head, interval, isFixed }: UpdatesStatus) {
  return (
    <div id="on">
      <p>{t("updates.sealed")}</p>
      <div class="row">
        <p>{last ? t("updates.checked", { time: momentOf(last.at) }) : t("updates.unchecked")}</p>
        {!(isFixed && interval === "off") && (
          <button type="button" id="check" class="main" aria-disabled={isChecking.value} onClick={check}>
            {t("updates.check")}
          </button>
        )}
      </div>
      <p id="status" role="status">{outcome.value && t(outcome.value)}</p>
      {last?.refusal && <Refused {...last} refusal={last.refusal} />}
      {isFixed ? (
        <p id="fixed" class="notice">{t(`updates.fixed.${interval}`)}</p>
      ) : (
        <Radios<Interval>
          name="interval"
          legend={<h3>{t("updates.interval")}</h3>}
          value={interval}
          options={[
            ["day", "updates.interval.day"],
            ["week", "updates.interval.week"],
            ["off", "updates.interval.off"],
          ]}
          onChange={(value) => tell({ type: "interval", interval: value })}
        />
      )}
      <p class="small">{t("updates.same")} {t("updates.address")}</p>
      {head && <Log {...head} />}
    </div>
  );
}

function Refused({ at, refusal }: Check & { refusal: NonNullable<Check["refusal"]> }) {
  return (
    <div id="refusal" class="notice warn">
      <h3>{t("updates.last")}</h3>
      <p id="refusal-words">{wordsOf(refusal.code)} {t(refusal.at < at ? "updates.since" : "updates.stay")}</p>
      <p class="small">{[momentOf(refusal.at), refusal.code, refusal.detail].filter(Boolean).join(" · ")}</p>
    </div>
  );
}

function Log({ size, time, note }: NonNullable<UpdatesStatus["head"]>) {
  const at = Date.parse(time);
  const now = Date.now();
  const values = { count: size, time: momentOf(at), age: ageOf(at, now) };
  return (
    <div id="log">
      <h3 id="log-title">{t("updates.log")}</h3>
      <p>
        {t("updates.log.what")} {t("updates.log.page")} {t("updates.log.compare")} {t("updates.log.same")}
      </p>
      <p id="age">{t(size > 1 ? "updates.log.ages" : "updates.log.age", values)}</p>
      {daysSince(at, now) >= OLD && (
        <p id="old" class="notice warn">
          {t("updates.log.old")} {t("updates.log.hidden")} {t("updates.log.elsewhere")}
        </p>
      )}
      <pre id="head" tabIndex={0} role="region" aria-labelledby="log-title">{note}</pre>
      <CopyButton text={note} label={t("core.copy")} />
    </div>
  );
}

const momentOf = (at: number): string => moment(at, { dateStyle: "medium", timeStyle: "short" });
