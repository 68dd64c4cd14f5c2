// Where the core lives. Its memory is never given back (the collector only leaks), so an instance is disposable: it is
// built anew from the compiled module after a trap, on new rules, and when it has grown too much.

import type { Failure, Gates, Mask, MaskRequest, Part } from "../shared/messages";

/** Bytes by which an instance may grow before it is replaced. */
const GROWTH = 8 << 20;

/** The core's exports; results are pointers to a little-endian length and as many bytes of JSON. */
interface Exports {
  /** Sets up the language runtime; calling anything before it traps. */
  _initialize(): void;
  memory: WebAssembly.Memory;
  alloc(size: number): number;
  /** A detection part, the package's or one that two keys signed. */
  configure(size: number): number;
  /** A detection part that one key signed: the package's stands guard beside it. */
  amend(size: number): number;
  directory(size: number): number;
  decide(size: number): number;
  mask(size: number): number;
  verify(size: number): number;
}

/** The two parts of the rules, as they are in the package. */
export type Parts = Record<Part, Uint8Array>;

/** A part that the core took. */
export interface Used {
  version: number;
  bytes: Uint8Array;
  /** Not the package's. */
  updated: boolean;
}

export interface Core {
  gates: Gates;
  /** Addresses by `line/way`. */
  links: Record<string, string>;
  packaged: Parts;
  used: Record<Part, Used>;
  /** One decision; an error that the core reports, or that it trapped, is an answer too. */
  decide(request: unknown): unknown;
  /** What may be told of the texts of a dialog; null where the core cannot say. */
  mask(request: MaskRequest): Mask | null;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Starts a core of a compiled module with the packaged parts, and after each the newer one where there is one: sites
 * that a newer part does not have stay. Throws where it refuses a part. */
export function buildCore(
  module: WebAssembly.Module,
  packaged: Parts,
  newer: Partial<Record<Part, { version: number; text: string; keys: readonly string[] }>>,
): Core {
  const used = {} as Core["used"];
  let gates: Gates = { words: [], hosts: {} };
  let links: Core["links"] = {};
  let size = 0;
  let live: Exports | null = build();

  // Synchronously: a worker may instantiate what is compiled on the spot, and no question comes in between.
  function build(): Exports {
    const built = instance(module);
    const take = (part: Part) => {
      const first = configure(built, part === "detection" ? "configure" : part, packaged[part]);
      used[part] = { version: first.version, bytes: packaged[part], updated: false };
      const next = newer[part];
      if (!next || next.version <= first.version) return first;
      const bytes = encoder.encode(next.text);
      const second = configure(built, part === "detection" ? setterOf(next) : part, bytes);
      used[part] = { version: second.version, bytes, updated: true };
      return second;
    };
    gates = take("detection").gates ?? gates;
    links = take("directory").links ?? {};
    size = built.memory.buffer.byteLength;
    return built;
  }

  function asked(name: "decide" | "mask", request: unknown): unknown {
    try {
      live ??= build();
      const answer = call(live, name, encoder.encode(JSON.stringify(request)));
      if (live.memory.buffer.byteLength - size > GROWTH) {
        live = null;
        setTimeout(() => (live ??= build())); // after the answer is out
      }
      return answer;
    } catch {
      // After a trap an instance goes on answering, perhaps wrongly.
      live = null;
      return { error: { code: "trap" } };
    }
  }

  const decide = (request: unknown) => asked("decide", request);
  const mask = (request: MaskRequest) => {
    const answer = asked("mask", request) as Mask | Failure;
    return "error" in answer ? null : answer;
  };
  return { gates, links, packaged, used, decide, mask };
}

/** Asks an instance of its own whether files may replace the rules in use: what it needs for that is not given back. */
export const verify = (module: WebAssembly.Module, request: unknown): unknown =>
  call(instance(module), "verify", encoder.encode(JSON.stringify(request)));

function instance(module: WebAssembly.Module): Exports {
  const built = new WebAssembly.Instance(module).exports as unknown as Exports;
  built._initialize();
  return built;
}

/** What takes a newer detection part, by how many keys signed it. */
const setterOf = ({ keys }: { keys: readonly string[] }) => (keys.length < 2 ? "amend" : "configure");

type Setter = "configure" | "amend" | "directory";

function configure(core: Exports, setter: Setter, bytes: Uint8Array): { version: number } & Partial<Core> {
  const answer = call(core, setter, bytes) as {
    ok?: boolean;
    version: number;
  } & Partial<Core & Failure>;
  if (!answer.ok) throw new Error(`${setter}: ${answer.error?.code} ${answer.error?.detail ?? ""}`);
  return answer;
}

function call(core: Exports, name: Setter | "decide" | "mask" | "verify", bytes: Uint8Array): unknown {
  const input = core.alloc(bytes.length);
  if (!input) return { error: { code: "too_large" } };
  new Uint8Array(core.memory.buffer, input, bytes.length).set(bytes);
  const output = core[name](bytes.length) >>> 0;
  const size = new DataView(core.memory.buffer).getUint32(output, true);
  return JSON.parse(decoder.decode(new Uint8Array(core.memory.buffer, output + 4, size)));
}
