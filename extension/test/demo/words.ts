// The words of the start page.

const n = "\u00a0"; // a no-break space
const t = "\u202f"; // a narrow one

export const words = {
  fr: {
    title: "Démonstration",
    other: "English",
    heading: "Signale quelque chose, et regarde ce qui apparaît.",
    steps: [
      "Choisis un site et ce que tu signales.",
      `Ouvre un menu «${n}…${n}» ou «${n}⋮${n}», puis «${n}Signaler${n}».`,
      "Choisis un motif. Toutes les lignes sont cliquables.",
    ],
    languages: { fr: "Page en français", en: "Page en anglais" },
    kinds: { post: "Une publication", account: "Un compte", message: "Un message" },
    tryThis: "À essayer",
    tries: [
      ["Harcèlement, menaces, images intimes", "Une fiche avec le 3018 arrive à côté du signalement."],
      ["Suicide ou automutilation", "Le 3114 vient en premier, le 3018 ensuite."],
      ["Une arnaque, dans un message", `La pastille pose une question${t}: chantage, photo, argent${t}?`],
      [`Spam, ou «${n}je n’aime pas ça${n}»`, "Rien. L’extension se retire."],
      ["Échap, ou un clic à côté", "Le signalement se ferme, et l’aide avec lui."],
      ["La nuit, quand le 3018 est fermé", "La fiche propose une ligne qui répond encore."],
    ],
    foot: [
      "Les pages sont des copies locales, dessinées d’après des descriptions publiques. Rien ne quitte cet ordinateur, et rien n’est vraiment signalé.",
      `Pour revenir ici${t}: le bouton «${n}Retour${n}» du navigateur. Pour finir${t}: ferme la fenêtre.`,
      "Bouton 3018 est indépendant. Il n’est pas fait par e-Enfance, ni par ces sites.",
    ],
    elsewhere: "Ici s’ouvre %.",
    offline: "La démonstration reste hors ligne. Dans la vraie vie, cette page s’ouvrirait dans un nouvel onglet.",
    home: "Retour à la démonstration",
  },
  en: {
    title: "Demonstration",
    other: "Français",
    heading: "Report something, and see what appears.",
    steps: [
      "Choose a site and what you report.",
      "Open a “…” or “⋮” menu, then “Report”.",
      "Choose a reason. Every row can be clicked.",
    ],
    languages: { fr: "Page in French", en: "Page in English" },
    kinds: { post: "A post", account: "An account", message: "A message" },
    tryThis: "Worth a try",
    tries: [
      ["Bullying, threats, intimate images", "A card with the 3018 comes up beside the report."],
      ["Suicide or self-harm", "The 3114 comes first, then the 3018."],
      ["A scam, in a message", "The pill asks: blackmail, photos, money?"],
      ["Spam, or “I just don’t like it”", "Nothing. The extension steps back."],
      ["Escape, or a click outside", "The report closes, and the help with it."],
      ["At night, when the 3018 is closed", "The card offers a line that still answers."],
    ],
    foot: [
      "The pages are local copies, drawn after public descriptions. Nothing leaves this computer, and nothing is really reported.",
      "To come back here: the browser’s Back button. To end: close the window.",
      "Bouton 3018 is independent. It is not made by e-Enfance, nor by these sites.",
    ],
    elsewhere: "This is where %&nbsp;opens.",
    offline: "The demonstration stays offline. In real life this page would open in a new tab.",
    home: "Back to the demonstration",
  },
};
