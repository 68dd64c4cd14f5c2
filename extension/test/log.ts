// A log of signed rules that the tests write themselves, after the formats' specifications and not after our code: C2SP
// signed notes and checkpoints, and the Merkle tree of RFC 6962. So a test can also sign what no maintainer would.

import { createHash, generateKeyPairSync, type KeyObject, sign } from "node:crypto";

const sha256 = (...parts: (string | Buffer)[]): Buffer =>
  parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest();

/** Something that signs notes, under a name. */
export class Key {
  readonly #private: KeyObject;
  readonly #id: Buffer;
  /** As a key file lists it. */
  readonly verifier: string;

  constructor(
    readonly role: "log" | "detection" | "directory",
    readonly name: string,
  ) {
    const { privateKey, publicKey } = generateKeyPairSync("ed25519");
    const raw = Buffer.concat([Buffer.of(1), publicKey.export({ type: "spki", format: "der" }).subarray(-32)]);
    this.#private = privateKey;
    this.#id = sha256(`${name}\n`, raw).subarray(0, 4);
    this.verifier = `${name}+${this.#id.toString("hex")}+${raw.toString("base64")}`;
  }

  signature(text: string): string {
    return `— ${this.name} ${Buffer.concat([this.#id, sign(null, Buffer.from(text), this.#private)]).toString("base64")}\n`;
  }
}

export const note = (text: string, ...keys: Key[]): string =>
  `${text}\n${keys.map((key) => key.signature(text)).join("")}`;

export type Part = "detection" | "directory";

/** The UTC day or second of an instant. */
export const dayOf = (at = Date.now()): string => new Date(at).toISOString().slice(0, 10);
const second = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

export const hashOf = (text: string): string => sha256(text).toString("hex");

export const statement = (part: Part, text: string, keys: Key[], date = dayOf()): string =>
  note(
    `bouton3018/${part}\nversion ${JSON.parse(text).version}\nsha256 ${hashOf(text)}\nsize ${Buffer.byteLength(text)}\ndate ${date}\n`,
    ...keys,
  );

export interface Keys {
  log: Key;
  detection: Key;
  directory: Key[];
}

export const makeKeys = (): Keys => ({
  log: new Key("log", "test-log"),
  detection: new Key("detection", "kestrel"),
  directory: ["heron", "ibis", "wren"].map((name) => new Key("directory", name)),
});

export const keyFile = ({ log, detection, directory }: Keys): string =>
  [log, detection, ...directory].map((key) => `${key.role} ${key.verifier}\n`).join("");

export type Parts = Record<Part, string>;

/** What a maintainer publishes; each publication adds one leaf. */
export class Log {
  #leaves: Buffer[] = [];
  /** All parts there ever were, by hash. */
  readonly parts = new Map<string, string>();
  current = { head: "", detection: "", directory: "" };

  constructor(readonly keys: Keys) {}

  get size(): number {
    return this.#leaves.length;
  }

  /** Publishes parts; a part that stays the same keeps its statement. `time` is when the head is signed. */
  publish(
    parts: Parts,
    time = Date.now(),
    by: Record<Part, Key[]> = { detection: [this.keys.detection], directory: this.keys.directory.slice(0, 2) },
  ): this {
    for (const part of ["detection", "directory"] as const) {
      this.parts.set(hashOf(parts[part]), parts[part]);
      if (!this.current[part].includes(`sha256 ${hashOf(parts[part])}\n`))
        this.current[part] = statement(part, parts[part], by[part], dayOf(Math.min(time, Date.now())));
    }
    this.#leaves.push(sha256(Buffer.of(0), this.current.detection, this.current.directory));
    this.current.head = note(
      `bouton3018/log\n${this.size}\n${tree(this.#leaves).toString("base64")}\ntime ${second(time)}\n`,
      this.keys.log,
    );
    return this;
  }

  proof(from: number, to: number): string {
    const leaves = this.#leaves.slice(0, to);
    const texts = (hashes: Buffer[]) => hashes.map((hash) => hash.toString("base64"));
    return JSON.stringify({
      inclusion: texts(path(to - 1, leaves)),
      consistency: texts(from ? subproof(from, leaves, true) : []),
    });
  }

  /** The body below /v1/, undefined where there is none. */
  file(name: string): string | undefined {
    if (name === "head") return JSON.stringify(this.current);
    const [kind, first, last] = name.split("/");
    if (kind === "part") return this.parts.get(first!);
    if (kind === "proof" && +last! <= this.size && +first! < +last!) return this.proof(+first!, +last!);
    return undefined;
  }
}

// RFC 6962, section 2.1. `split` is the largest power of two below n.
const split = (n: number): number => 2 ** Math.floor(Math.log2(n - 1));
const tree = (leaves: Buffer[]): Buffer =>
  leaves.length === 1
    ? leaves[0]!
    : sha256(Buffer.of(1), tree(leaves.slice(0, split(leaves.length))), tree(leaves.slice(split(leaves.length))));

function path(at: number, leaves: Buffer[]): Buffer[] {
  if (leaves.length === 1) return [];
  const k = split(leaves.length);
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)];
  return at < k ? [...path(at, left), tree(right)] : [...path(at - k, right), tree(left)];
}

function subproof(from: number, leaves: Buffer[], known: boolean): Buffer[] {
  if (from === leaves.length) return known ? [] : [tree(leaves)];
  const k = split(leaves.length);
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)];
  return from <= k ? [...subproof(from, left, known), tree(right)] : [...subproof(from - k, right, false), tree(left)];
}
