// The form in which texts are compared, the same as that of the core, which made the gate's words: wasm/text/text.go
// says what it is and why. The tables of cases in wasm/text/testdata are tried on both.

/** Format characters and what else cannot be seen, and the tatweel, which only stretches a word. */
const IGNORED = /[\p{Cf}\p{Default_Ignorable_Code_Point}ـ]+/gu;
const APOSTROPHES = /[’‘ʼ′׳]/g;
/** Marks on a letter of a script in which they are no more than accents or points, which people leave out, or on none;
 * and more than any letter has. Most characters are none: that is asked first. */
const MARKS =
  /(?=\p{M})(?<!(?=\p{L})[^\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Arabic}\p{sc=Hebrew}]\p{M}*)\p{M}+|\p{M}{9,}/gu;
const FOLDED: Record<string, string> = { ß: "ss", ı: "i", ς: "σ", ی: "ي", ک: "ك" };
const HANGUL = /[\u1100-\u11ff]+/g;

/** The same text to a reader, the same string. */
export const normal = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(IGNORED, "")
    .normalize("NFD") // marks that met are put in order
    .replace(APOSTROPHES, "'")
    .replace(MARKS, "")
    .toLowerCase()
    .replace(/[ßıςیک]/g, (letter) => FOLDED[letter])
    .replace(HANGUL, (letters) => letters.normalize("NFC"))
    .replace(/[^\p{L}\p{M}\p{N}']+/gu, " ")
    .trim();
