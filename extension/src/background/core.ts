// Where the core lives. Its memory is never given back (the collector only leaks), so an instance is disposable: it is
// built anew from the compiled module after a trap, on new rules, and when it has grown too large.

import type { Failure, Gate } from "../messages";

/** Bytes of memory after which an instance is replaced. */
const LARGEST = 8 << 20;

/** The core's exports; results are pointers to a little-endian length and as many bytes of JSON. */
interface Exports {
  /** Sets up the language runtime; calling anything before it traps. */
  _initialize(): void;
  memory: WebAssembly.Memory;
  alloc(size: number): number;
  configure(size: number): number;
  directory(size: number): number;
  decide(size: number): number;
}

/** The two parts of the rules, as they are in the package. */
export interface Parts {
  detection: Uint8Array;
  directory: Uint8Array;
}

export interface Core {
  gates: Record<string, Gate>;
  /** Addresses by `line/way`. */
  links: Record<string, string>;
  /** One decision; an error that the core reports, or that it trapped, is an answer too. */
  decide(request: unknown): unknown;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Starts a core of a compiled module. Throws where it refuses the parts. */
export function buildCore(module: WebAssembly.Module, parts: Parts): Core {
  let gates: Core["gates"] = {};
  let links: Core["links"] = {};
  let live: Exports | null = build();

  // Synchronously: a worker may instantiate what is compiled on the spot, and no question comes in between.
  function build(): Exports {
    const built = new WebAssembly.Instance(module).exports as unknown as Exports;
    built._initialize();
    ({ gates } = told(built, "configure", parts.detection) as Core);
    ({ links } = told(built, "directory", parts.directory) as Core);
    return built;
  }

  function decide(request: unknown): unknown {
    try {
      live ??= build();
      const answer = call(live, "decide", encoder.encode(JSON.stringify(request)));
      if (live.memory.buffer.byteLength > LARGEST) {
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

  return { gates, links, decide };
}

function told(core: Exports, part: "configure" | "directory", bytes: Uint8Array): unknown {
  const answer = call(core, part, bytes) as { ok?: boolean } & Partial<Failure>;
  if (!answer.ok) throw new Error(`${part}: ${answer.error?.code}`);
  return answer;
}

function call(core: Exports, name: "configure" | "directory" | "decide", bytes: Uint8Array): unknown {
  const input = core.alloc(bytes.length);
  if (!input) return { error: { code: "too_large" } };
  new Uint8Array(core.memory.buffer, input, bytes.length).set(bytes);
  const output = core[name](bytes.length) >>> 0;
  const size = new DataView(core.memory.buffer).getUint32(output, true);
  return JSON.parse(decoder.decode(new Uint8Array(core.memory.buffer, output + 4, size)));
}
