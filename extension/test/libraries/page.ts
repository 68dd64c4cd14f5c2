// What the pages of this folder share: their words, and what a site's policy asks of a script that adds styles.

export const words = {
  options: "Options",
  report: {
    open: "Signaler",
    title: "Signaler cette publication",
    question: "Pourquoi signales-tu cette publication ?",
    rows: ["Je n’aime pas", "Harcèlement", "Suicide ou automutilation", "Spam"],
  },
  share: {
    open: "Partager",
    title: "Partager cette publication",
    question: "Qui peut la voir ?",
    rows: ["Tout le monde", "Mes amis", "Seulement moi", "Personne"],
  },
  cancel: "Annuler",
  send: "Envoyer",
};

export type Kind = "report" | "share";
export const kinds: Kind[] = ["report", "share"];

/** Where a page is drawn: its script runs once the document is there. */
export const root = document.querySelector("main") as HTMLElement;

/** A style with it is let through. */
export const nonce = (document.querySelector("script") as HTMLScriptElement).nonce;

/** The attributes of an element, and its text. */
export type Made = Record<string, string>;

export const make = (tag: string, { text = "", ...attributes }: Made, ...children: Node[]): HTMLElement => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(text, ...children);
  return node;
};
