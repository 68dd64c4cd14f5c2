// The form in which texts are compared, the same as that of the core (wasm/text): it made the gate's words.

/** The same text to a reader, the same string: as the core's normalisation, which made the gate's words. */
export const normal = (text: string): string =>
  text
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, "")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/’/g, "'")
    .replace(/[^\p{L}\p{N}']+/gu, " ")
    .trim();
