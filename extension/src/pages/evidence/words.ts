// Every word of the page and of the sheet that it saves. The sheet's stand together at the end.

const NBSP = "\u00a0";

const fr = {
  tab: "Capture",
  title: "Garder une preuve",
  seen: "Voici la page que tu regardais. Rien ne s’enregistre tout seul.",
  close: "Fermer (Échap)",
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
  naked: `Quelqu’un est nu sur l’image${NBSP}? Ne la garde pas. Ce n’est pas ta faute.`,
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
  call: "Le 3018 peut faire retirer une image. Tu peux appeler ou écrire.",

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

  next: `Et après${NBSP}?`,
  nextSteps: [
    "Ne supprime pas le message. Il compte aussi.",
    "Montre le fichier à un adulte en qui tu as confiance.",
    "Appelle le 3018, ou écris-leur. On réfléchit avec toi.",
    "La police et la gendarmerie peuvent le lire aussi.",
  ],

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
    notes: [
      "Cette feuille est un début de preuve. L’heure est celle de l’ordinateur.",
      `1. Garde le message sur le site${NBSP}: ne le supprime pas.`,
      "2. Montre cette feuille à un adulte en qui tu as confiance.",
      `3. Appelle le 3018, ou écris-leur${NBSP}: on réfléchit avec toi, et on peut faire retirer une image.`,
      `4. La police ou la gendarmerie peut la recevoir. En danger maintenant${NBSP}: le 17, ou le 114 par SMS.`,
      "Fait sur l’ordinateur de la personne par Bouton 3018, extension indépendante, pas faite par e-Enfance. " +
        "Rien n’a été envoyé.",
    ],
    escaped: `Entre crochets${NBSP}: des signes que cette feuille ne peut pas écrire.`,
  },
};

export type Words = typeof fr;

const en: Words = {
  tab: "Capture",
  title: "Keep a proof",
  seen: "This is the page you were looking at. Nothing saves itself.",
  close: "Close (Esc)",
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
  call: "The 3018 can have a picture taken down. You can call or write.",

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
  nextSteps: [
    "Don’t delete the message. It counts too.",
    "Show the file to an adult you trust.",
    "Call the 3018, or write to them. They think it through with you.",
    "The police can read it too.",
  ],

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
    notes: [
      "This sheet is a beginning of proof. The time is that of the computer.",
      "1. Keep the message on the site: don’t delete it.",
      "2. Show this sheet to an adult you trust.",
      "3. Call the 3018, or write to them: they think it through with you, and can have a picture taken down.",
      "4. The police can take it. In danger now: 17, or 114 by SMS.",
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
