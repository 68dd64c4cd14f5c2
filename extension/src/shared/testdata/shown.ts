// A decision as the core makes them, for the tests beside the code.

import type { Decision, Line, View } from "../messages";

type Shown = Decision & { view: View; style: string };

export const main: Line = {
  id: "fr-3018",
  name: "3018",
  open: "open",
  status: "ouvert jusqu’à 23 h",
  note: "gratuit et anonyme",
  ways: [
    { id: "call", kind: "call", name: "Appeler le 3018", number: "3018" },
    { id: "chat", kind: "write", name: "Écrire au 3018" },
  ],
};

export const second: Line = {
  id: "fr-119",
  name: "Enfance en danger",
  open: "closed",
  status: "rouvre à 9 h",
  ways: [
    { id: "call", kind: "call", name: "Appeler le 119", href: "tel:119" },
    { id: "web", kind: "web", name: "Formulaire du 119" },
  ],
};

export const shown = (change: Partial<Decision> = {}): Shown =>
  ({
    stage: "card",
    harm: "harassment",
    state: "[1]",
    dot: false,
    only: false,
    style: "",
    view: {
      lang: "fr",
      dir: "ltr",
      languages: { label: "Langues", names: { en: "English", uk: "Українська" } },
      pill: { label: "3018 · en parler", hint: "", only: "Seulement si c’est grave", close: "Fermer" },
      card: {
        name: "En parler : aide et numéros",
        title: "Tu peux en parler.",
        body: "Quelqu’un t’écoute.",
        first: "fr-3018",
        lines: [main, second],
        notice: "Vérifie les heures.",
        continue: "Continuer mon signalement",
        dismiss: "Pas maintenant",
        close: "Fermer",
        copy: "Copier",
        copied: "Copié",
        scan: "Scanner",
        kinds: { call: "Appeler", write: "Écrire", web: "Ouvrir", sms: "SMS" },
        more: "Plus",
        questions: { label: "Tes questions", items: [{ q: "Mes parents ?", a: "Non, pas par nous." }] },
        needs: { label: "Autre besoin", items: [{ title: "Danger", lines: [second, { ...main, id: "fr-17" }] }] },
      },
    },
    ...change,
  }) as Shown;

/** The card of `shown()`, changed. */
export function withCard(change: Partial<Shown["view"]["card"]>): Shown {
  const whole = shown();
  return { ...whole, view: { ...whole.view, card: { ...whole.view.card, ...change } } };
}
