// Every word of the page and of the sheet that it saves. The sheet's stand together at the end. Lines are named as the
// core names them where the person is; nothing is said of one where none is known.

const NBSP = "\u00a0";
/** Before a question mark. */
const NARROW = "\u202f";

const numbered = (...steps: string[]) => steps.filter(Boolean).map((step, i) => `${i + 1}. ${step}`);

const fr = {
  tab: "Capture",
  title: "Garder une preuve",
  seen: "Voici la page que tu regardais. Rien ne s’enregistre tout seul.",
  close: "Quitter vite (Échap)",
  gone: "Il n’y a plus rien ici. Retourne sur la page, puis appuie encore sur le bouton.",

  hide: "Cache ce que tu veux",
  hideWho: "Pense à ton nom, et aux gens qui n’ont rien fait.",
  hideHow: `Glisse sur l’image${NBSP}: cette partie devient noire. Ce qui est dessous est effacé.`,
  hideKeys:
    `Au clavier${NBSP}: pose un cadre, et déplace-le avec les flèches. ` +
    "Maj et flèches changent sa taille. Entrée le noircit.",
  picture: "Image de la page",
  frame: "Poser un cadre",
  fill: "Noircir le cadre",
  undo: "Enlever le dernier noir",
  isFramed: "Un cadre est posé.",
  blanked: (count: number) =>
    count === 0 ? "Rien n’est caché." : count === 1 ? "Une partie est cachée." : `${count} parties sont cachées.`,
  naked: `Quelqu’un est nu sur l’image${NARROW}? Ne la garde pas. Ce n’est pas ta faute.`,
  drop: "Continuer sans l’image",

  none: "Sans image",
  why: {
    reported: [
      "Ce que tu as signalé ici est peut-être très intime.",
      "En garder une image peut être interdit, même pour aider.",
    ],
    adult: ["Ce site est pour les adultes.", "En garder une image peut être interdit, même pour aider."],
    refused: ["Ton navigateur ne donne pas d’image de cette page."],
    dropped: ["L’image ne sera pas gardée.", "C’est un bon choix."],
  },
  enough: "Tu n’as rien fait de mal. L’adresse, la date et le compte suffisent pour commencer.",
  removes: (line: string) => `Le ${line} peut faire retirer une image. On réfléchit avec toi.`,
  ask: (line: string) => `Demande de l’aide${NBSP}: ${line}. On réfléchit avec toi.`,

  check: "Regarde ce qui sera noté",
  address: "Adresse",
  time: "Date et heure",
  clock: "C’est l’heure de ton ordinateur.",
  account: "Compte qui a fait ça",
  accountHint: "Si tu le connais. Sinon, laisse vide.",

  save: "Enregistre",
  name: "Nom du fichier",
  nameHint: "Choisis un nom qui ne dit rien. Ton navigateur le garde dans ses téléchargements.",
  saveNow: "Enregistrer",
  saved: (name: string) => `C’est fait. Cherche «${NBSP}${name}${NBSP}» dans tes téléchargements.`,
  failed: "Ça n’a pas marché. Essaie encore.",

  next: `Et après${NARROW}?`,
  keep: "Ne supprime pas le message. Il compte aussi.",
  show: "Montre le fichier à un adulte en qui tu as confiance.",
  police: "La police peut le lire aussi.",

  sheet: {
    title: "Ce que j’ai vu",
    address: "Adresse",
    time: "Date et heure",
    account: "Compte",
    picture: "Image",
    none: "Aucune image n’a été gardée.",
    blanked: (count: number) =>
      count === 0
        ? "La page comme elle était à l’écran."
        : `La page comme elle était à l’écran. Parties noircies avant d’enregistrer${NBSP}: ${count}.`,
    hash: "Empreinte de l’image (SHA-256)",
    notes: (line: string, removes: boolean, danger: string) => [
      "Cette feuille est un début de preuve. L’heure est celle de l’ordinateur.",
      ...numbered(
        `Garde le message sur le site${NBSP}: ne le supprime pas.`,
        "Montre cette feuille à un adulte en qui tu as confiance.",
        line && (removes ? fr.removes : fr.ask)(line),
        `La police peut la recevoir. ${danger && `En danger maintenant${NBSP}: ${danger}.`}`,
      ),
      "Fait sur l’ordinateur de la personne par Bouton 3018, extension indépendante, pas faite par e-Enfance. " +
        "Rien n’a été envoyé.",
    ],
    escaped: `Entre crochets${NBSP}: des signes que cette feuille ne peut pas écrire.`,
  },
};

export type Words = typeof fr;

const en: Words = {
  tab: "Capture",
  title: "Keep proof",
  seen: "This is the page you were looking at. Nothing saves itself.",
  close: "Leave fast (Esc)",
  gone: "There is nothing here any more. Go back to the page and press the button again.",

  hide: "Hide what you want",
  hideWho: "Think of your name, and of people who did nothing.",
  hideHow: "Drag over the picture: that part turns black. What was under it is gone.",
  hideKeys: "With keys: place a frame and move it with the arrows. Shift and arrows change its size. Enter makes it black.",
  picture: "Picture of the page",
  frame: "Place a frame",
  fill: "Make the frame black",
  undo: "Take off the last black part",
  isFramed: "A frame is in place.",
  blanked: (count) =>
    count === 0 ? "Nothing is hidden." : count === 1 ? "One part is hidden." : `${count} parts are hidden.`,
  naked: "Is someone naked in the picture? Don’t keep it. It’s not your fault.",
  drop: "Go on without the picture",

  none: "No picture",
  why: {
    reported: ["What you reported here may be very private.", "Keeping a picture of it can be illegal, even to help."],
    adult: ["This site is for adults.", "Keeping a picture of it can be illegal, even to help."],
    refused: ["Your browser gives no picture of this page."],
    dropped: ["The picture will not be kept.", "That is a good choice."],
  },
  enough: "You did nothing wrong. The address, the date and the account are a good start.",
  removes: (line) => `The ${line} can have a picture taken down. They think it through with you.`,
  ask: (line) => `Ask for help: ${line}. They think it through with you.`,

  check: "Look at what will be noted",
  address: "Address",
  time: "Date and time",
  clock: "It is the time of your computer.",
  account: "Account that did this",
  accountHint: "If you know it. If not, leave it empty.",

  save: "Save",
  name: "Name of the file",
  nameHint: "Choose a name that says nothing. Your browser keeps it in its downloads.",
  saveNow: "Save",
  saved: (name) => `Done. Look for “${name}” in your downloads.`,
  failed: "That did not work. Try again.",

  next: "And then?",
  keep: "Don’t delete the message. It counts too.",
  show: "Show the file to an adult you trust.",
  police: "The police can read it too.",

  sheet: {
    title: "What I saw",
    address: "Address",
    time: "Date and time",
    account: "Account",
    picture: "Picture",
    none: "No picture was kept.",
    blanked: (count) =>
      count === 0
        ? "The page as it was on the screen."
        : `The page as it was on the screen. Parts made black before saving: ${count}.`,
    hash: "Fingerprint of the picture (SHA-256)",
    notes: (line, removes, danger) => [
      "This sheet is a beginning of proof. The time is that of the computer.",
      ...numbered(
        "Keep the message on the site: don’t delete it.",
        "Show this sheet to an adult you trust.",
        line && (removes ? en.removes : en.ask)(line),
        `The police can take it. ${danger && `In danger now: ${danger}.`}`,
      ),
      "Made on the person’s computer by Bouton 3018, an independent extension, not made by e-Enfance. Nothing was sent.",
    ],
    escaped: "In brackets: signs that this sheet cannot write.",
  },
};

const ALL: Record<string, Words> = { fr, en };

/** The words in a language, or in French; with the language that they are in. */
export function wordsIn(tag: string): { lang: string; words: Words } {
  const lang = tag.toLowerCase().split("-")[0];
  return Object.hasOwn(ALL, lang) ? { lang, words: ALL[lang] } : { lang: "fr", words: fr };
}
