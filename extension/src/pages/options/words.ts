// What became of a check, in words for the person who reads the page. The code beside them is for maintainers.

import type { Refusal } from "../../shared/messages";

const WORDS: Record<string, string> = {
  offline: "Pas de connexion à Internet.",
  unreachable: "Le serveur ne répond pas, ou le réseau répond à sa place : un portail wifi ou un filtre.",
  slow: "Le serveur est trop lent : sa réponse n’était pas finie après 20 secondes.",
  status: "Le serveur a répondu par une erreur.",
  redirect:
    "Le réseau a voulu t’envoyer vers une autre page, comme le fait un portail wifi. Connecte-toi au wifi, puis réessaie.",
  not_json: "Le réseau a répondu autre chose, souvent la page d’un portail wifi. Connecte-toi au wifi, puis réessaie.",
  too_large: "Le fichier reçu est bien trop gros.",
  failed: "Ton navigateur n’a pas pu finir : peut-être manque-t-il de place.",
  head: "La page du journal n’est pas écrite comme il faut.",
  statement: "Ce qui est signé n’est pas écrit comme il faut.",
  threshold: "Il manque une signature que l’extension connaît.",
  rollback: "Le serveur propose un journal plus court que celui que tu connais.",
  fork: "Le serveur montre un autre journal que celui que tu connais. Copie le journal ci-dessous et préviens les mainteneurs.",
  proof: "Le journal ne continue pas là où il en était.",
  older: "Le serveur propose des règles plus anciennes que les tiennes.",
  changed: "Le serveur propose d’autres règles sous un numéro déjà pris.",
  size: "Un fichier n’est pas celui qui a été signé.",
  hash: "Un fichier n’est pas celui qui a été signé.",
  future: "Ces règles sont datées du futur : l’horloge de ton ordinateur est sans doute en retard.",
  version: "Le numéro des nouvelles règles saute trop loin.",
  repeated: "Le fichier reçu dit deux fois la même chose : il n’est pas écrit comme il faut.",
  engine: "Ces règles demandent une extension plus récente.",
  bad_request: "L’extension a mal posé sa question : c’est une erreur de notre part.",
  keys: "L’extension n’arrive pas à lire ses propres clés. Réinstalle-la.",
  too_deep: "Le fichier reçu n’est pas écrit comme il faut.",
  not_utf8: "Le fichier reçu n’est pas écrit comme il faut.",
  bad_rules: "Les nouvelles règles ne sont pas écrites comme il faut.",
  platform: "Les nouvelles règles oublient un site ou une langue.",
  selector: "Un repère des nouvelles règles conviendrait à n’importe quelle fenêtre.",
  add_only: "Les nouvelles règles feraient oublier un danger que l’extension connaît.",
  content: "Les nouvelles règles changent ce qui est lu comme une citation. Il y faut deux signatures.",
  disabled: "Les nouvelles règles éteindraient un site trop longtemps, ou trop de sites à la fois.",
  withdrawn: "Les nouvelles règles retirent un numéro qui doit rester.",
  vectors: "Les nouvelles règles ne passent pas les contrôles : un signalement connu serait compris autrement.",
};

export const wordsOf = ({ code }: Refusal): string =>
  Object.hasOwn(WORDS, code) ? WORDS[code] : "Les nouvelles règles ne passent pas les contrôles.";

const date = new Intl.DateTimeFormat("fr", { dateStyle: "medium" });
const moment = new Intl.DateTimeFormat("fr", { dateStyle: "medium", timeStyle: "short" });
const relative = new Intl.RelativeTimeFormat("fr", { numeric: "auto" });
const names = new Intl.ListFormat("fr");

export const dateOf = (iso: string): string => date.format(new Date(`${iso}T12:00`));
export const momentOf = (at: number): string => moment.format(at);
export const namesOf = (all: string[]): string => names.format(all);

export const daysSince = (at: number, now: number): number => Math.floor((now - at) / 86_400_000);

/** "il y a 3 jours", "hier", "il y a 4 mois". */
export function ageOf(at: number, now: number): string {
  const days = daysSince(at, now);
  if (days < 1) return "aujourd’hui";
  if (days < 60) return relative.format(-days, "day");
  if (days < 700) return relative.format(-Math.floor(days / 30.4), "month");
  return relative.format(-Math.floor(days / 365.2), "year");
}
