// The section about updates: which rules are in use, how the last check went, and when the next one is.

import type { Failure, Interval, OptionsMessage, PartStatus, UpdatesStatus } from "../../shared/messages";
import { ageOf, dateOf, daysSince, momentOf, namesOf, wordsOf } from "./words";

/** Days without a newer head after which the page says so. */
const OLD = 60;

const PARTS = ["detection", "directory"] as const;

const SILENT = "L’extension ne répond pas. Recharge cette page.";

let shown: UpdatesStatus | undefined;

const at = (id: string): HTMLElement => document.getElementById(id)!;
const radios = (): HTMLInputElement[] => [...document.querySelectorAll<HTMLInputElement>("input[name=interval]")];

function say(id: string, text: string): void {
  at(id).textContent = text;
  at(id).hidden = !text;
}

/** The background's answer, shown; null where it gave none. */
async function ask(message: OptionsMessage): Promise<UpdatesStatus | null> {
  const answer: UpdatesStatus | Failure | undefined = await chrome.runtime.sendMessage(message).catch(() => undefined);
  if (!answer || "error" in answer) return null;
  show(answer);
  return answer;
}

function show(status: UpdatesStatus): void {
  shown = status;
  for (const part of PARTS) at(part).replaceChildren(...linesOf(status[part]));
  const { check, head, interval, problem } = status;
  const off = whyOff(status);
  say("off", off);
  say(
    "problem",
    problem && `Les règles reçues ne peuvent pas servir (${problem}). Celles de l’extension servent à leur place.`,
  );
  at("on").hidden = !!off;

  at("checked").textContent = check
    ? `Dernière vérification : ${momentOf(check.at)}`
    : "Aucune vérification pour l’instant.";
  at("refusal").hidden = !check?.refusal;
  if (check?.refusal) {
    const { code, detail, at: when } = check.refusal;
    const since = when < check.at ? "Depuis, tout va bien." : "Tes règles restent comme elles sont.";
    at("refusal-words").textContent = `${wordsOf(check.refusal)} ${since}`;
    at("refusal-code").textContent = `${momentOf(when)} · ${code}${detail && ` · ${detail}`}`;
  }
  for (const radio of radios()) radio.checked = radio.value === interval;

  at("log").hidden = !head;
  if (head) {
    const time = Date.parse(head.time);
    at("head").textContent = head.note;
    const versions = `${head.size} version${head.size > 1 ? "s" : ""}`;
    at("age").textContent = `${versions}. Page signée le ${momentOf(time)} (${ageOf(time, Date.now())}).`;
    at("old").hidden = daysSince(time, Date.now()) < OLD;
  }
}

/** Why nothing is looked for, "" where it is. */
function whyOff(status: UpdatesStatus): string {
  if (!status.url) {
    return "Cette version ne cherche pas de nouvelles règles : celles de l’extension servent, sans limite de temps.";
  }
  if (!status.private) return "";
  return "Dans une fenêtre privée, rien n’est cherché ni gardé : les règles de l’extension servent.";
}

function linesOf({ version, date, keys, updated }: PartStatus): Node[] {
  const small = (textContent: string) => Object.assign(document.createElement("small"), { textContent });
  const nodes: Node[] = [
    new Text(`Version ${version}${date && ` du ${dateOf(date)}`}`),
    small(updated ? "reçue par une mise à jour" : "livrée avec l’extension"),
  ];
  return keys.length ? [...nodes, small(`signée par ${namesOf(keys)}`)] : nodes;
}

async function check(): Promise<void> {
  const button = at("check");
  // Not disabled: that would take the focus away.
  if (button.ariaDisabled === "true") return;
  button.ariaDisabled = "true";
  at("status").textContent = "Je regarde…";
  const before = shown;
  const status = await ask({ type: "check" });
  button.ariaDisabled = "false";
  at("status").textContent = outcomeOf(before, status);
}

/** What a check came to, in a sentence. */
function outcomeOf(before: UpdatesStatus | undefined, after: UpdatesStatus | null): string {
  if (!after) return SILENT;
  if (after.check?.refusal?.at === after.check?.at) return "Ça n’a pas marché. La raison est juste en dessous.";
  const isNew = PARTS.some((part) => before?.[part].version !== after[part].version);
  return isNew ? "De nouvelles règles sont là, et servent déjà." : "Rien de nouveau : tu as les dernières règles.";
}

async function copy(): Promise<void> {
  const done = await navigator.clipboard.writeText(at("head").textContent ?? "").then(
    () => true,
    () => false,
  );
  at("copied").textContent = done ? "Copié." : "Sélectionne le texte et copie-le.";
}

export async function showUpdates(): Promise<void> {
  at("check").onclick = check;
  at("copy").onclick = copy;
  for (const radio of radios()) radio.onchange = () => ask({ type: "interval", interval: radio.value as Interval });
  // Another check may have been made meanwhile.
  document.onvisibilitychange = () => void (document.hidden || ask({ type: "updates" }));
  if (!(await ask({ type: "updates" }))) say("off", SILENT);
}
