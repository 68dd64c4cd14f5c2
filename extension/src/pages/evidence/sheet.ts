// One page to print: the picture, what is known of it, and what it is good for.

import { PDFDocument, type PDFFont, type PDFPage, rgb, StandardFonts } from "pdf-lib";

export interface Sheet {
  lang: string;
  title: string;
  /** JPEG; left out where there is no picture. */
  picture?: Uint8Array;
  rows: { label: string; text: string }[];
  /** Below the picture, a paragraph each. */
  notes: string[];
  /** Said where something had to be written as its number. */
  escaped: string;
  /** Milliseconds since 1970. */
  at: number;
}

// Points; A4.
const [WIDTH, HEIGHT, MARGIN] = [595.28, 841.89, 48];
const SIZE = 10;
const LINE = 14;
const LABEL = 110;
const GAP = 12;
/** An address may be endless. */
const MOST_LINES = 6;

const INK = rgb(0.17, 0.14, 0.21);

export async function makeSheet({ lang, title, picture, rows, notes, escaped, at }: Sheet) {
  const pdf = await PDFDocument.create();
  const plain = await pdf.embedFont(StandardFonts.Helvetica);
  const bold = await pdf.embedFont(StandardFonts.HelveticaBold);
  const known = new Set(plain.getCharacterSet());
  const page = pdf.addPage([WIDTH, HEIGHT]);
  pdf.setTitle(title);
  pdf.setLanguage(lang);
  pdf.setProducer("");
  pdf.setCreator("");
  pdf.setCreationDate(new Date(at));
  pdf.setModificationDate(new Date(at));

  let isEscaped = false;
  const lines = (text: string, width: number) => {
    const written = writable(text, known);
    isEscaped ||= written.isEscaped;
    return wrap(written.text, (part) => plain.widthOfTextAtSize(part, SIZE) <= width, MOST_LINES);
  };
  const head = rows.map(({ label, text }) => ({
    labels: wrap(writable(label, known).text, (part) => bold.widthOfTextAtSize(part, SIZE) <= LABEL - GAP, MOST_LINES),
    texts: lines(text, WIDTH - 2 * MARGIN - LABEL),
  }));
  const foot = notes.map((note) => lines(note, WIDTH - 2 * MARGIN));
  if (isEscaped) foot.push(lines(escaped, WIDTH - 2 * MARGIN));

  let y = HEIGHT - MARGIN - 20;
  page.drawText(writable(title, known).text, { x: MARGIN, y, size: 20, font: bold, color: INK });
  y -= 20;
  for (const { labels, texts } of head) {
    draw(page, bold, labels, MARGIN, y);
    draw(page, plain, texts, MARGIN + LABEL, y);
    y -= Math.max(labels.length, texts.length) * LINE + 4;
  }
  if (picture) {
    const image = await pdf.embedJpg(picture);
    const below = foot.reduce((sum, { length }) => sum + length * LINE + 4, MARGIN + 2 * GAP);
    const room = { width: WIDTH - 2 * MARGIN, height: Math.max(y - below, 100) };
    const scale = Math.min(room.width / image.width, room.height / image.height);
    const [width, height] = [image.width * scale, image.height * scale];
    y -= GAP + height;
    page.drawImage(image, { x: MARGIN, y, width, height });
    page.drawRectangle({ x: MARGIN, y, width, height, borderColor: INK, borderWidth: 0.5 });
  }
  y -= GAP;
  for (const note of foot) {
    draw(page, plain, note, MARGIN, y);
    y -= note.length * LINE + 4;
  }
  return (await pdf.save()) as Uint8Array<ArrayBuffer>;
}

const draw = (page: PDFPage, font: PDFFont, lines: string[], x: number, y: number) =>
  lines.forEach((line, i) => page.drawText(line, { x, y: y - SIZE - i * LINE, size: SIZE, font, color: INK }));

/** The text in the characters that the font has; any other is its number, "[U+1F600]". */
export function writable(text: string, known: ReadonlySet<number>): { text: string; isEscaped: boolean } {
  let isEscaped = false;
  const characters = Array.from(text.normalize("NFC").replace(/\s/gu, asSpace), (character) => {
    const code = character.codePointAt(0) as number;
    if (known.has(code) && code >= 32) return character;
    isEscaped = true;
    return `[U+${code.toString(16).toUpperCase().padStart(4, "0")}]`;
  });
  return { text: characters.join(""), isEscaped };
}

/** Every white space is one that a font has. */
const asSpace = (space: string) => (/[\u00a0\u202f]/.test(space) ? "\u00a0" : " ");

/** Lines that fit, broken at spaces where there are any; after the last one that is allowed, "...". */
export function wrap(text: string, fits: (line: string) => boolean, most: number): string[] {
  const lines: string[] = [];
  let rest = text.trim();
  while (rest && lines.length < most) {
    let end = longest(rest, fits);
    const space = rest.lastIndexOf(" ", end);
    if (end < rest.length && space > 0) end = space;
    lines.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  if (rest) lines[most - 1] = `${lines[most - 1].slice(0, -3)}...`;
  return lines.length ? lines : [""];
}

/** How many characters fit, at least one; found by halving, for an address can have two million. */
function longest(text: string, fits: (line: string) => boolean): number {
  let [least, most] = [1, Math.min(text.length, 400)];
  while (least < most) {
    const middle = (least + most + 1) >> 1;
    if (fits(text.slice(0, middle))) least = middle;
    else most = middle - 1;
  }
  return least;
}
