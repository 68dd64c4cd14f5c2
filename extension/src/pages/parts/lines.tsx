// Helplines, as the core says them: names, numbers, hours and links are its own.

import { useSignal } from "@preact/signals";
import type { Card, Line, View, Way, WayKind } from "../../shared/messages";
import { isComplete, spoken, t } from "../words/words";
import { hasLine, isTouch } from "./ask";
import { Code } from "./code";
import { CopyButton } from "./copy";
import { Icon } from "./icon";

/** What there is to show of a view, before and after the core has answered. */
export type Shown = Pick<View, "lang" | "dir"> & { card: Pick<Card, "lines"> & Partial<Card> };

/** The line that help begins with: what it is, whether it is open, and its two ways, named by what they do. */
export function FirstLine({ view, qr, focus = false }: { view: Shown; qr?: string; focus?: boolean }) {
  const { lang, dir, card } = view;
  const [line, ...others] = card.lines as [Line?, ...Line[]];
  if (!line) return <p class="notice">{card.body}</p>;
  return (
    <section class="first" aria-labelledby="line" lang={lang} dir={dir}>
      {!hasLine() && <p class="notice">{card.body}</p>}
      <h2 id="line">{line.name}</h2>
      <Status line={line} />
      {line.note && <p class="note">{line.note}</p>}
      <Ways line={line} qr={qr} focus={focus} />
      {card.aside && <h3>{card.aside}</h3>}
      {others.length > 0 && <Rows lines={others} />}
      {card.notice && <p class="notice">{card.notice}</p>}
    </section>
  );
}

const Status = ({ line }: { line: Line }) =>
  line.status ? <p class={`status ${line.open ?? ""}`}>{line.status}</p> : null;

/** Whether every language has a word for what a way does. */
const hasCoreWord = (kind: WayKind) => kind === "call" || kind === "write";

/** What a way does, in the page's language; short beside the name of its line. */
function labelOf({ kind, name = "" }: Way, isShort = false): string {
  if ((isComplete.value && !isShort) || !hasCoreWord(kind)) return name;
  return t(kind === "call" ? "core.call" : "core.write");
}

/** On a computer a call unfolds number and code; all else is a link that the person presses. */
function Ways({ line, qr, focus }: { line: Line; qr?: string; focus: boolean }) {
  const isUnfolded = useSignal(false);
  const number = line.ways.find((way) => way.kind === "call")?.number;
  // The line's name may be its number, and is printed once.
  const isNamed = number === line.name;
  return (
    <>
      <div class="ways">
        {line.ways.map((way, index) =>
          way.kind === "call" && !isTouch ? (
            <button
              key={way.id}
              id="call"
              type="button"
              class="go"
              autoFocus={focus && !index}
              aria-label={isComplete.value ? way.name : undefined}
              aria-expanded={isUnfolded.value}
              onClick={() => (isUnfolded.value = !isUnfolded.value)}
            >
              <Icon name="call" />
              <span {...spoken()}>{labelOf(way, true)}</span>
            </button>
          ) : (
            <WayLink key={way.id} way={way} looks="go" focus={focus && !index} isShort />
          ),
        )}
      </div>
      {isUnfolded.value && number && (
        <div class="unfolded">
          {qr && <Code rows={qr} />}
          <div {...spoken()}>
            {!isNamed && <p class="number">{number}</p>}
            <CopyButton text={number} label={t("core.copy")} />
            {qr && <p class="small">{t("core.scan")}</p>}
          </div>
        </div>
      )}
    </>
  );
}

interface WayLinkProps {
  way: Way;
  looks: string;
  focus?: boolean;
  isShort?: boolean;
}

function WayLink({ way, looks, focus = false, isShort = false }: WayLinkProps) {
  const isPage = way.href?.startsWith("https:");
  return (
    <a
      class={looks}
      href={way.href}
      autoFocus={focus}
      aria-label={isShort && isComplete.value ? way.name : undefined}
      {...(isPage && { target: "_blank", rel: "noopener noreferrer" })}
    >
      <Icon name={way.kind} />
      <span {...(hasCoreWord(way.kind) && spoken())}>{labelOf(way, isShort)}</span>
    </a>
  );
}

/** A line among others, by its name. A number that a computer cannot call is text. */
function Row({ line }: { line: Line }) {
  const links = line.ways.filter(({ kind }) => isTouch || kind !== "call");
  const number = line.ways.find((way) => way.kind === "call" && way.number && way.number !== line.name)?.number;
  return (
    <li class="line">
      <p>
        <b>{line.name}</b>
        {line.note && <span class="note">{line.note}</span>}
        {number && <span class="note">{number}</span>}
        {line.status && <span class={`status ${line.open ?? ""}`}>{line.status}</span>}
      </p>
      {links.map((way) => <WayLink key={way.id} way={way} looks="small-go" />)}
    </li>
  );
}

export const Rows = ({ lines }: { lines: Line[] }) => (
  <ul class="lines">
    {lines.map((line) => <Row key={line.id} line={line} />)}
  </ul>
);

/** What else somebody may need, danger first, and what they may fear. */
export function Folds({ view }: { view: View }) {
  const { lang, dir, card } = view;
  return (
    <div lang={lang} dir={dir}>
      {!!card.needs?.items.length && (
        <details class="fold" name="fold">
          <summary>{card.needs.label}</summary>
          {card.needs.items.map(({ title, lines }) => (
            <section key={title}>
              <h3>{title}</h3>
              <Rows lines={lines} />
            </section>
          ))}
        </details>
      )}
      {card.questions && (
        <details class="fold" name="fold">
          <summary>{card.questions.label}</summary>
          {card.questions.items.map(({ q, a }) => (
            <section key={q}>
              <h3>{q}</h3>
              <p>{a}</p>
            </section>
          ))}
        </details>
      )}
    </div>
  );
}
