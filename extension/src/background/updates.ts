// A check for newer rules. One request when there is nothing new. Only what the core accepts is stored; whatever goes
// wrong, the rules that are in use stay, and the reason is kept.

import type { Check, Failure, Part } from "../shared/messages";
import { fetchText } from "./fetch";
import { readHosts } from "../shared/other-sites";
import { fetchFile, readSource, type Source } from "./package";
import { managedNow } from "./policy";
import { Refused, refusalOf } from "./refusal";
import type { Rules } from "./rules";
import { readRecord, type Release, type StoredPart, writeRecord } from "../shared/store";

// Bytes of an answer, and how often the core may ask for more.
const MOST_NOTES = 16 << 10;
const MOST_PART = 1 << 20;
const MOST_ROUNDS = 3;

type Statement = Omit<StoredPart, "text"> & { sha256: string };

/** What the core accepted. */
interface Accepted extends Record<Part, Statement> {
  head: Release["head"];
}

/** Looks for newer rules once; answers whether something new is stored. Never throws for what the network or a server
 * does. */
export async function checkForRules(rules: Rules): Promise<boolean> {
  const source = await readSource();
  if (!source || chrome.extension.inIncognitoContext) return false;
  // An administrator who says so gets no request, whoever presses what.
  if ((await managedNow()).policy.rulesInterval === "off") return false;
  const at = Date.now();
  let stored = false;
  let refusal: Check["refusal"] | undefined;
  try {
    stored = await renewRules(source, rules);
  } catch (error) {
    refusal = { ...refusalOf(error), at };
  }
  await writeRecord("check", { at, refusal: refusal ?? (await readRecord("check"))?.refusal ?? null });
  return stored;
}

async function renewRules(source: Source, rules: Rules): Promise<boolean> {
  const { release, used, packaged: parts, problem, verify } = rules;
  const { url, keys, publication } = source;
  const packaged = publication?.head ?? "";
  const body = await fetchText(`${url}/v1/head`, MOST_NOTES);
  if (!problem && body === release?.body && packaged === release.packaged) return false;
  try {
    JSON.parse(body);
  } catch {
    throw new Refused("not_json", body.slice(0, 60));
  }
  const held = {
    packaged: used.detection.updated ? textOf(parts.detection) : "",
    heads: [packaged, release?.head.note ?? ""],
    detection: textOf(used.detection.bytes),
    directory: textOf(used.directory.bytes),
  };
  const files: Record<string, string> = { head: body };
  for (let rounds = 0; ; rounds++) {
    const verdict = await judgeFiles(source, verify, held, files);
    if ("head" in verdict) {
      const whole = (part: Part): StoredPart => {
        const { sha256, ...statement } = verdict[part];
        return { ...statement, text: files[`part/${sha256}`] ?? held[part] };
      };
      await writeRecord("release", {
        keys,
        packaged,
        body,
        head: verdict.head,
        detection: whole("detection"),
        directory: whole("directory"),
      });
      return true;
    }
    if (rounds === MOST_ROUNDS) throw new Refused("bad_request", "the core asks for ever");
    await Promise.all(
      verdict.fetch.map(async (name) => {
        files[name] = await fetchText(`${url}/v1/${name}`, name.startsWith("part/") ? MOST_PART : MOST_NOTES);
      }),
    );
  }
}

/** What may be replaced, as the core is told. */
interface Held extends Record<Part, string> {
  /** The package's detection part; empty where it is the one in use. */
  packaged: string;
  heads: string[];
}

/** The core's verdict on files, by name below `/v1/`: which others it needs, or what may be taken. */
export async function judgeFiles(
  { keys }: Source,
  verify: Rules["verify"],
  { packaged, ...held }: Held,
  files: Record<string, string>,
): Promise<{ fetch: string[] } | Accepted> {
  const vectors = await (await fetchFile("vectors.json")).json();
  const verdict = verify({ now: Date.now(), keys, hosts: readHosts(), vectors, packaged, held, files }) as
    { fetch: string[] } | Accepted | Failure;
  if ("error" in verdict) throw new Refused(verdict.error.code, verdict.error.detail);
  return verdict;
}

export const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
