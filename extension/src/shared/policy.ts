// What may an administrator set, and what of it counts? extension/managed.json says names, types and bounds. Whoever
// sets something wrong is told so, and all else counts.

import managed from "../../managed.json";

/** What is set. Every item is a default or an addition: none hides a helpline or changes one. */
export interface Policy {
  language?: string;
  country?: string;
  onlyCard?: boolean;
  sitesOff?: string[];
  rulesAddress?: string;
  rulesInterval?: "day" | "week" | "off";
  contactRole?: string;
  contactOffice?: string;
  contactPhone?: string;
  contactEmail?: string;
  contactHours?: string;
  localLines?: { name: string; phone: string; hours?: string }[];
  evidence?: boolean;
  capture?: boolean;
}

/** Why an item is ignored: nobody knows it, it is of another type, something in it is missing, is longer or more than
 * it may be, is none of the words that it can be, does not look as it must, or cannot work in this edition; the core
 * adds hours that it cannot read, and what could be taken for a helpline's number or hides something. */
export type Why = "unknown" | "type" | "missing" | "long" | "many" | "word" | "form" | "edition" | "hours" | "helpline";

export interface Wrong {
  item: string;
  why: Why;
}

/** The package's edition: who it is for. */
export type Edition = "family" | "school" | "neutral";

/** What counts in this browser, for the page on which an administrator looks. */
export interface PolicyStatus {
  edition: Edition;
  isManaged: boolean;
  policy: Policy;
  wrong: Wrong[];
  /** Of the sites that are switched off, those that no rule knows. The others are off. */
  unknownSites: string[];
  /** The hosts that the package is for. */
  hosts: string[];
}

interface Schema {
  type?: string;
  required?: boolean;
  pattern?: string;
  enum?: string[];
  maxLength?: number;
  maxItems?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
}

const ITEMS: Record<string, Schema> = managed.properties;

/** The names of all items, in their order. */
export const ITEM_NAMES = Object.keys(ITEMS) as (keyof Policy)[];

/** The items that count, and those that do not. Each is judged by itself, and taken whole or not at all. */
export function policyIn(stored: unknown, edition: Edition): { policy: Policy; wrong: Wrong[] } {
  const all = Object.entries(isObject(stored) ? stored : {});
  const wrong = all.flatMap(([item, value]) => {
    const why = whyNot(item, value, edition);
    return why ? [{ item, why }] : [];
  });
  const isWrong = (item: string) => wrong.some((each) => each.item === item);
  return { policy: Object.fromEntries(all.filter(([item]) => !isWrong(item))), wrong };
}

function whyNot(item: string, value: unknown, edition: Edition): Why | "" {
  if (!Object.hasOwn(ITEMS, item)) return "unknown";
  const why = breach(ITEMS[item], value);
  if (why || item !== "rulesAddress") return why;
  // The other editions can reach the address of their package and no other. Ports and numbers have bounds, too.
  return edition !== "school" ? "edition" : URL.canParse(value as string) ? "" : "form";
}

/** What of a schema a value breaks, "" for nothing. */
function breach(schema: Schema, value: unknown): Why | "" {
  switch (schema.type) {
    case "boolean":
      return typeof value === "boolean" ? "" : "type";
    case "string":
      return typeof value === "string" ? breachOfText(schema, value) : "type";
    case "array":
      if (!Array.isArray(value)) return "type";
      if (value.length > (schema.maxItems ?? Infinity)) return "many";
      return first(value.map((each) => breach(schema.items ?? {}, each)));
    case "object":
      return isObject(value) ? breachOfFields(schema.properties ?? {}, value) : "type";
  }
  return "type";
}

function breachOfText({ maxLength = Infinity, enum: words, pattern = "" }: Schema, text: string): Why | "" {
  if ([...text].length > maxLength) return "long";
  if (words && !words.includes(text)) return "word";
  return new RegExp(pattern, "u").test(text) ? "" : "form";
}

function breachOfFields(fields: Record<string, Schema>, value: Record<string, unknown>): Why | "" {
  if (Object.keys(value).some((name) => !Object.hasOwn(fields, name))) return "unknown";
  if (Object.keys(fields).some((name) => fields[name].required && !Object.hasOwn(value, name))) return "missing";
  return first(Object.keys(value).map((name) => breach(fields[name], value[name])));
}

const first = (all: (Why | "")[]): Why | "" => all.find(Boolean) ?? "";

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && !!value && !Array.isArray(value);

/** Whether what may leave a picture or a record behind is allowed: as the administrator says, else not in a school. */
export const isAllowed = (what: "evidence" | "capture", policy: Policy, edition: Edition): boolean =>
  policy[what] ?? edition !== "school";

/** Whether a policy put the extension here. */
export async function isPutHere(): Promise<boolean> {
  try {
    return (await chrome.management.getSelf()).installType === "admin";
  } catch {
    return false;
  }
}

/** Whether a policy sets anything for the extension. */
export const isSet = (stored: object): boolean => Object.keys(stored).length > 0;
