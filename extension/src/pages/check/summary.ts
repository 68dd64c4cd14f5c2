// What the page says, as rows that are shown and as a text that is copied.

import type { UpdatesStatus } from "../../shared/messages";
import { ITEM_NAMES, type PolicyStatus } from "../../shared/policy";
import type { wordsIn } from "./words";

type Words = ReturnType<typeof wordsIn>;

const PARTS = ["detection", "directory"] as const;

export interface Row {
  name: string;
  value: string;
  /** "wrong" where something is ignored, "unset" where nothing is set. */
  state: "" | "wrong" | "unset";
}

/** Every item of the policy: its value where it counts, or why it does not; then what nobody knows. */
export function policyRows(
  { policy, wrong, unknownSites }: Pick<PolicyStatus, "policy" | "wrong" | "unknownSites">,
  words: Words,
): Row[] {
  const unknown = wrong.map(({ item }) => item).filter((item) => !(ITEM_NAMES as string[]).includes(item));
  return [...ITEM_NAMES, ...unknown].map((name) => {
    const found = wrong.find(({ item }) => item === name);
    if (found) return { name, value: words.ignored(words.why[found.why]), state: "wrong" };
    const value = policy[name as keyof typeof policy];
    if (value === undefined) return { name, value: words.unset, state: "unset" };
    const text = typeof value === "string" ? value : JSON.stringify(value);
    if (name !== "sitesOff" || !unknownSites.length) return { name, value: text, state: "" };
    return { name, value: `${text}, ${words.unknownSites(unknownSites.join(", "))}`, state: "wrong" };
  });
}

export function packageRows({ edition, isManaged }: PolicyStatus, version: string, words: Words): Row[] {
  const value = words.version(version, words.editions[edition]);
  return [
    { name: words.package, value, state: "" },
    { name: "", value: isManaged ? words.managed : words.unmanaged, state: "" },
  ];
}

/** `momentOf` writes a time in the reader's language. */
export function rulesRows(status: UpdatesStatus, words: Words, momentOf: (at: number) => string): Row[] {
  const { url, check, interval } = status;
  const row = (name: string, value: string, state: Row["state"] = ""): Row => ({ name, value, state });
  const refusal = check?.refusal && check.refusal.at === check.at ? ` (${words.refused}: ${check.refusal.code})` : "";
  return [
    ...PARTS.map((part) => row(words[part], words.of(status[part].version, status[part].date))),
    row(words.asked, url ? `${words.intervals[interval]}, ${url}` : words.nobody),
    row(words.checked, check ? momentOf(check.at) + refusal : words.never, refusal ? "wrong" : ""),
  ];
}

const lineOf = ({ name, value }: Row): string => (name ? `${name}: ${value}` : value);

export const textOf = (...parts: Row[][]): string =>
  parts.map((rows) => rows.map(lineOf).join("\n")).join("\n\n") + "\n";
