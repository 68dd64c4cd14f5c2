// What the page shows, and what its buttons do.

import { type Signal, signal, useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Capture } from "../../shared/evidence";
import { country, lineName } from "../parts/ask";
import { leave } from "../parts/leave";
import { Blanker } from "./blanker";
import { type Blanks, changeBlanks, noBlanks } from "./blanks";
import { spelled } from "./moment";
import { proposedName } from "./name";
import { save } from "./save";
import type { Words } from "./words";

interface Shown {
  /** Null where the page has nothing (any more). */
  capture: Capture | null;
  picture: ImageBitmap | null;
  lang: string;
  words: Words;
}

/** Escape drops a frame that is being placed; without one it shuts the page. */
function closeOnEscape(blanks: Signal<Blanks>): void {
  addEventListener("keydown", ({ key, isComposing }) => {
    if (key !== "Escape" || isComposing) return;
    const { frame, corner } = blanks.value;
    if (frame || corner) blanks.value = changeBlanks(blanks.value, { type: "cancel" });
    else void leave();
  });
}

export function pageOf({ capture, picture, lang, words }: Shown) {
  const blanks = signal(noBlanks(picture?.width ?? 0, picture?.height ?? 0));
  closeOnEscape(blanks);
  return (
    <>
      <header>
        <h1>
          <img src="mark.svg" width="40" height="40" alt="" /> {words.title}
        </h1>
        <button type="button" id="close" onClick={leave}>
          {words.close}
        </button>
      </header>
      {capture ? (
        <Proof capture={capture} picture={picture} lang={lang} words={words} blanks={blanks} />
      ) : (
        <p id="gone">{words.gone}</p>
      )}
    </>
  );
}

function Proof({ capture, picture, lang, words, blanks }: Shown & { capture: Capture; blanks: Signal<Blanks> }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const account = useSignal("");
  const name = useSignal(proposedName(capture.at));
  /** What came of the last press on "save". */
  const outcome = useSignal("");
  const isDropped = useSignal(false);
  const drop = () => {
    isDropped.value = true;
    picture?.close();
  };
  const why = isDropped.value ? "dropped" : capture.why;
  const saveNow = async (event: Event) => {
    event.preventDefault();
    outcome.value = "";
    const blanked = blanks.value.black.length;
    const typed = { account: account.value.trim(), name: name.value };
    outcome.value = await save({ capture, canvas: canvas.current, blanked, ...typed, lang, words }).then(
      (file) => words.saved(file),
      () => words.failed,
    );
  };
  return (
    <>
      {why ? <Without why={why} words={words} /> : <p>{words.seen}</p>}
      {!why && picture && (
        <section aria-labelledby="hide">
          <h2 id="hide">{words.hide}</h2>
          <p>{words.hideWho}</p>
          <Blanker picture={picture} blanks={blanks} canvas={canvas} words={words} />
          <div class="notice">
            <p>{words.naked}</p>
            <button type="button" id="drop" onClick={drop}>
              {words.drop}
            </button>
          </div>
        </section>
      )}
      <form autoComplete="off" onSubmit={saveNow}>
        <section aria-labelledby="check">
          <h2 id="check">{words.check}</h2>
          <dl>
            <div>
              <dt>{words.address}</dt>
              <dd>{capture.address}</dd>
            </div>
            <div>
              <dt>{words.time}</dt>
              <dd>
                {spelled(capture.at, lang)} <small>{words.clock}</small>
              </dd>
            </div>
          </dl>
          <Field id="account" label={words.account} hint={words.accountHint} value={account} most={100} />
        </section>
        <section aria-labelledby="save">
          <h2 id="save">{words.save}</h2>
          <Field id="name" label={words.name} hint={words.nameHint} value={name} most={60} ending=".zip" />
          <button class="main">{words.saveNow}</button>
          <p id="outcome" role="status">
            {outcome}
          </p>
        </section>
      </form>
      <section aria-labelledby="next">
        <h2 id="next">{words.next}</h2>
        <ol>
          {[words.keep, words.show, lineName() && words.ask(lineName()), words.police].filter(Boolean).map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </section>
    </>
  );
}

function Without({ why, words }: { why: keyof Words["why"]; words: Words }) {
  const title = useRef<HTMLHeadingElement>(null);
  // The button that was pressed is gone.
  useLayoutEffect(() => {
    if (why === "dropped") title.current?.focus();
  }, [why]);
  return (
    <section aria-labelledby="without" id="why">
      <h2 id="without" tabIndex={-1} ref={title}>
        {words.none}
      </h2>
      <p>{words.why[why].join(" ")}</p>
      <p>{words.enough}</p>
      {lineName() && <p>{(country() === "fr" ? words.removes : words.ask)(lineName())}</p>}
    </section>
  );
}

interface FieldProps {
  id: string;
  label: string;
  hint: string;
  value: Signal<string>;
  /** Characters. */
  most: number;
  ending?: string;
}

/** A field that the browser neither completes nor checks nor keeps: what is typed goes nowhere. */
function Field({ id, label, hint, value, most, ending }: FieldProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <span class="line">
        <input
          id={id}
          value={value}
          maxLength={most}
          aria-describedby={`${id}-hint`}
          autoComplete="off"
          spellcheck={false}
          onInput={({ currentTarget }) => (value.value = currentTarget.value)}
        />
        {ending}
      </span>
      <p class="small" id={`${id}-hint`}>
        {hint}
      </p>
    </div>
  );
}
