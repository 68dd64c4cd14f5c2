// Which attributes of an element stay? Those that a rule or the reading of a box uses, and of them what names nobody.

import type { Said } from "../../shared/outline";

/** Their values are words of HTML or ARIA. */
const WORDS = new Set(
  ("role type popover contenteditable aria-checked aria-current aria-disabled aria-expanded aria-haspopup " +
    "aria-hidden aria-invalid aria-live aria-modal aria-multiselectable aria-orientation aria-pressed " +
    "aria-required aria-selected")
    .split(" "),
);
const NUMBERS = new Set("tabindex aria-level aria-posinset aria-setsize".split(" "));
/** There or not. */
const FLAGS = new Set("open checked disabled selected inert multiple required".split(" "));
/** Names for machines. */
const MARKS = new Set(
  ("name data-testid data-test-id data-test data-e2e data-qa data-cy data-hook data-component data-role " +
    "data-automation-id").split(" "),
);
/** What they say is a text, of which the core says what stays. */
export const TEXTS = new Set("aria-label alt title".split(" "));

/** Words of names for machines, whatever the page says elsewhere. */
const KNOWN = new Set(
  ("abuse account action back block body box button cancel card category checkbox choice close comment confirm " +
    "container content dialog drawer field flag footer form group header heading input item label layer layout list " +
    "menu message modal moderation next option overlay panel popover popup post profile radio reason report " +
    "reporting root row section select sheet signal signalement signaler step submit surface text textarea title " +
    "user video view wrapper").split(" "),
);

/** The words of a name such as "report-dialog", "reportDialog" or "report_dialog", in small letters without accents. */
export const wordsOf = (name: string): string[] =>
  name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter(Boolean);

/** Words of a text that may be of people: of what is no label all, of a label those with a capital, but for the
 * first. */
export function namesIn({ text, isLabel }: Said): string[] {
  const words = text.split(/[^\p{L}\p{M}]+/u).filter(Boolean);
  return (isLabel ? words.slice(1).filter((word) => /^\p{Lu}/u.test(word)) : words).flatMap(wordsOf);
}

/** Letters in few words, and numbers of at most two digits: nothing that is long enough to be an identifier. */
const isShort = (name: string): boolean =>
  /^[a-z]{1,20}\d{0,2}([-_.:/]([a-z]{1,20}\d{0,2}|\d{1,2})){0,6}$/i.test(name) && name.length <= 60;

/** Whether a name for machines stays. `named` are the words that the page uses of people, by [wordsOf]: a name for
 * machines may be made of them ("avatar-lea"). */
export const isMark = (name: string, named: ReadonlySet<string>): boolean =>
  isShort(name) && wordsOf(name).every((word) => KNOWN.has(word) || word.length < 3 || !named.has(word));

/** What is left of an element's attributes, without those of [TEXTS]. */
export function attributesOf(
  attributes: Iterable<readonly [name: string, value: string]>,
  named: ReadonlySet<string>,
): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of attributes) {
    if (WORDS.has(name) ? /^[a-z]{0,20}([ -][a-z]{1,20}){0,2}$/.test(value)
      : NUMBERS.has(name) ? /^-?\d{1,3}$/.test(value)
      : MARKS.has(name) && isMark(value, named)) kept[name] = value;
    else if (FLAGS.has(name)) kept[name] = "";
  }
  return kept;
}
