// The words of our pages, in the language of whoever reads. French and English say everything. The others say a core of
// sentences, and French the rest.

import { computed, signal } from "@preact/signals";
import ar from "./ar.json";
import de from "./de.json";
import en from "./en.json";
import es from "./es.json";
import fr from "./fr.json";
import it from "./it.json";
import pl from "./pl.json";
import pt from "./pt.json";
import ro from "./ro.json";
import ru from "./ru.json";
import tr from "./tr.json";
import uk from "./uk.json";
import zh from "./zh.json";

export type Key = keyof typeof fr.texts;

interface Words {
  lang: string;
  label: string;
  dir: string;
  proofread: boolean;
  texts: Partial<Record<Key, string>>;
}

/** The card has easier French; pages say what they say in French. */
const easy: Words = { ...fr, lang: "fr-x-facile", label: "Français facile" };

const COMPLETE: Words[] = [fr, easy, en];

/** By which languages pages can be read, French first. */
export const LANGUAGES: readonly Words[] = [...COMPLETE, es, pt, it, de, ar, tr, pl, ro, uk, ru, zh];

/** The words of the first of these language tags that there are words for, French ones without any. */
export const wordsFor = (tags: readonly string[]): Words =>
  tags.map((tag) => of(tag.toLowerCase()) ?? of(tag.toLowerCase().split("-")[0])).find((it) => it) ?? fr;

const of = (tag: string) => LANGUAGES.find(({ lang }) => lang === tag);

/** The language of the page. */
export const words = signal<Words>(fr);

/** That of what only complete languages say. */
export const rest = computed(() => (COMPLETE.includes(words.value) ? words.value : (fr as Words)));

/** Whether the page's language says everything. */
export const isComplete = computed(() => rest.value === words.value);

/** For what is said in the page's language amid what the core says in its own. */
export const spoken = () => ({ lang: words.value.lang, dir: words.value.dir as "ltr" | "rtl" });

/** A text, with values in the place of `{name}`. */
export function t(key: Key, values: Record<string, string | number> = {}): string {
  const text = words.value.texts[key] ?? rest.value.texts[key] ?? "";
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** A moment in the language of the page. */
export const moment = (at: number, style: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(rest.value.lang, style).format(at);

/** "2025-11-07" in the language of the page, as exactly as it is known: without its day, or without its month too. */
export function dateOf(iso: string): string {
  const [, month, day] = iso.split("-");
  return moment(Date.parse(iso), {
    timeZone: "UTC",
    year: "numeric",
    ...(month && { month: "long" }),
    ...(day && { day: "numeric" }),
  });
}
