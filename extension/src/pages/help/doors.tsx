// What stands behind each door. What names a line is left out where none is known.

import { country, lineName } from "../parts/ask";
import { CopyButton } from "../parts/copy";
import { icon } from "../parts/icon";
import { type Key, t } from "../words/words";

export const DOORS = ["me", "saw", "did", "adult"] as const;
export type Door = (typeof DOORS)[number];

interface Step {
  title: Key;
  says: Key[];
  /** Said only where a line is known. */
  line?: Key;
  /** Said in France only. */
  french?: Key;
  copy?: Key;
  /** A sign before each: to be done, or not. */
  sign?: "done" | "never";
}

const STEPS: Record<Door, Step[]> = {
  me: [
    { title: "me.proof", says: ["me.proof.capture", "me.proof.note", "me.proof.never"] },
    { title: "me.calm", says: ["me.calm.answer", "me.calm.blackmail", "me.calm.keep"] },
    { title: "me.report", says: ["me.report.how", "me.report.order"] },
    { title: "me.talk", says: ["me.talk.enough", "me.talk.adult"], line: "me.talk.line" },
  ],
  saw: [
    { title: "saw.share", says: ["saw.share.stop", "saw.share.child"] },
    { title: "saw.write", says: ["saw.write.listen"], copy: "saw.write.text" },
    { title: "saw.report", says: ["saw.report.help", "me.report.how"] },
    { title: "saw.talk", says: ["me.talk.adult"], line: "saw.talk.other" },
  ],
  did: [
    { title: "did.stop", says: ["did.stop.own", "did.stop.others"] },
    { title: "did.sorry", says: ["did.sorry.once", "did.sorry.silence"] },
    { title: "did.talk", says: ["did.talk.adult", "did.talk.better"] },
  ],
  adult: [
    {
      title: "adult.do",
      says: ["adult.do.listen", "adult.do.thank", "adult.do.proof", "adult.do.decide", "adult.do.school"],
      french: "adult.do.phare",
      line: "adult.do.line",
      sign: "done",
    },
    {
      title: "adult.not",
      says: [
        "adult.not.phone", "adult.not.answer", "adult.not.publish", "adult.not.fault", "adult.not.family",
        "adult.not.image",
      ],
      sign: "never",
    },
  ],
};

export function Steps({ door }: { door: Door }) {
  const line = lineName();
  return (
    <>
      <ol class="steps">
        {STEPS[door].map(({ title, says, line: withLine, french, copy, sign }) => (
          <li key={title} class="box">
            <h2>{t(title)}</h2>
            <ul class={sign ? "" : "list"}>
              {says.map((key) => <Say key={key} sign={sign}>{t(key)}</Say>)}
              {french && country() === "fr" && <Say sign={sign}>{t(french)}</Say>}
              {withLine && line && <Say sign={sign}>{t(withLine, { line })}</Say>}
            </ul>
            {copy && (
              <>
                <blockquote>{t(copy)}</blockquote>
                <CopyButton text={t(copy)} label={t("saw.write.copy")} />
              </>
            )}
          </li>
        ))}
      </ol>
      {door === "adult" && line && <PrintPoster />}
    </>
  );
}

const Say = ({ sign, children }: Pick<Step, "sign"> & { children: string }) => (
  <li class={sign}>
    {sign && icon(sign)}
    <span>{children}</span>
  </li>
);

const PrintPoster = () => (
  <section class="box" aria-labelledby="corridor">
    <h2 id="corridor">{t("adult.poster")}</h2>
    <p>{t("adult.poster.what")}</p>
    <button type="button" id="print" onClick={() => print()}>
      {icon("print")}
      {t("help.print")}
    </button>
  </section>
);
