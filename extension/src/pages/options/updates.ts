// The section about updates: which rules are in use, how the last check went, and when the next one is.

import type { Failure, Interval, OptionsMessage, PartStatus, UpdatesStatus } from "../../shared/messages";
import { ageOf, dateOf, daysSince, momentOf, namesOf, wordsOf } from "./words";

/** Days without a newer head after which the page says so. */
const OLD = 60;

const PARTS = ["detection", "directory"] as const;

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

function show(view: UpdatesStatus): void {
  shown = view;
  for (const part of PARTS) at(part).replaceChildren(...linesOf(view[part]));
  const off = !view.url
    ? "Cette version ne cherche pas de nouvelles règles : celles de l’extension servent, sans limite de temps."
    : view.private
      ? "Dans une fenêtre privée, rien n’est cherché ni gardé : les règles de l’extension servent."
      : "";
  say("off", off);
  say("problem", view.problem && `Les règles reçues ne peuvent pas servir (${view.problem}). Celles de l’extension servent à leur place.`);
  at("on").hidden = !!off;

  const { check, head, interval } = view;
  at("checked").textContent = check ? `Dernière vérification : ${momentOf(check.at)}` : "Aucune vérification pour l’instant.";
  at("refusal").hidden = !check?.refusal;
  if (check?.refusal) {
    const { code, detail, at: when } = check.refusal;
    at("refusal-words").textContent = `${wordsOf(check.refusal)} ${when < check.at ? "Depuis, tout va bien." : "Tes règles restent comme elles sont."}`;
    at("refusal-code").textContent = `${momentOf(when)} · ${code}${detail && ` · ${detail}`}`;
  }
  for (const radio of radios()) radio.checked = radio.value === interval;

  at("log").hidden = !head;
  if (head) {
    const time = Date.parse(head.time);
    at("head").textContent = head.note;
    at("age").textContent = `${head.size} version${head.size > 1 ? "s" : ""}. Page signée le ${momentOf(time)} (${ageOf(time)}).`;
    at("old").hidden = daysSince(time) < OLD;
  }
}

function linesOf({ version, date, keys, updated }: PartStatus): Node[] {
  const lines = [updated ? "reçue par une mise à jour" : "livrée avec l’extension", ...(keys.length ? [`signée par ${namesOf(keys)}`] : [])];
  return [new Text(`Version ${version}${date && ` du ${dateOf(date)}`}`), ...lines.map((line) => Object.assign(document.createElement("small"), { textContent: line }))];
}

async function check(): Promise<void> {
  const button = at("check");
  // Not disabled: that would take the focus away.
  if (button.ariaDisabled === "true") return;
  button.ariaDisabled = "true";
  at("status").textContent = "Je regarde…";
  const before = shown;
  const view = await ask({ type: "check" });
  button.ariaDisabled = "false";
  const isRefused = view?.check?.refusal?.at === view?.check?.at;
  const isNew = PARTS.some((part) => before?.[part].version !== view?.[part].version);
  at("status").textContent = !view
    ? "L’extension ne répond pas. Recharge cette page."
    : isRefused
      ? "Ça n’a pas marché. La raison est juste en dessous."
      : isNew
        ? "De nouvelles règles sont là, et servent déjà."
        : "Rien de nouveau : tu as les dernières règles.";
}

async function copy(): Promise<void> {
  const done = await navigator.clipboard.writeText(at("head").textContent ?? "").then(() => true, () => false);
  at("copied").textContent = done ? "Copié." : "Sélectionne le texte et copie-le.";
}

export async function showUpdates(): Promise<void> {
  at("check").onclick = check;
  at("copy").onclick = copy;
  for (const radio of radios()) radio.onchange = () => ask({ type: "interval", interval: radio.value as Interval });
  // Another check may have been made meanwhile.
  document.onvisibilitychange = () => void (document.hidden || ask({ type: "updates" }));
  if (!(await ask({ type: "updates" }))) say("off", "L’extension ne répond pas. Recharge cette page.");
}
