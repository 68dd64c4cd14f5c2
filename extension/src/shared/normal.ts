// The form in which texts are compared, the same as that of the core, which made the gate's words: wasm/text/text.go
// says what it is and why. The tables of cases in wasm/text/testdata are tried on both.

/** Format characters and what else cannot be seen, and the tatweel, which only stretches a word. */
const IGNORED = /[\p{Cf}\p{Default_Ignorable_Code_Point}\u0640]+/gu;
const APOSTROPHES = /[\u2018\u2019\u02bc\u2032\u05f3]/g;
/** Marks, and what they are on. */
const MARKED = /(\P{M}?)\p{M}+/gu;
/** A letter of a script in which marks are more than accents or points, which people leave out. */
const MARKABLE = /[\p{L}--[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Arabic}\p{sc=Hebrew}]]/v;
/** What stands between words. A class is made from all of Unicode where it is first used, which takes longer than most
 * texts: what takes from one property is made in half the time of what joins several. */
const BETWEEN = /[\P{L}--\p{M}--\p{N}--']+/gv;
const FOLDED: Record<string, string> = { ß: "ss", ı: "i", ς: "σ", ی: "ي", ک: "ك" };
const HANGUL = /[\u1100-\u11ff]+/g;

/** The same text to a reader, the same string. */
export const normal = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(IGNORED, "")
    .normalize("NFD") // marks that met are put in order
    .replace(APOSTROPHES, "'")
    // Nine are more than any letter has. ASCII is Latin: that is asked first.
    .replace(MARKED, (run, base) => (base > "~" && MARKABLE.test(base) && [...run].length < 10 ? run : base))
    .toLowerCase()
    .replace(/[\u00df\u0131\u03c2\u06cc\u06a9]/g, (letter) => FOLDED[letter])
    .replace(HANGUL, (letters) => letters.normalize("NFC"))
    .replace(BETWEEN, " ")
    .trim();
