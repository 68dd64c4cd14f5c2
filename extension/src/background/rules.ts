// The rules that are in use, and the gates that they give the content scripts.

import { buildCore, type Core, verify } from "./core";
import { fetchFile, packagedSource, readBytes } from "./package";
import { readRecord, type Release } from "../shared/store";
import { isObject } from "../shared/policy";

/** Milliseconds after which the packaged rules serve without what is stored. */
const PATIENCE = 2000;

export interface Rules extends Core {
  /** What is stored, in use or not. */
  release: Release | null;
  /** Why it is not in use, "" where it is or nothing is stored. */
  problem: string;
  /** The core's answer to whether files may replace these rules. */
  verify(request: unknown): unknown;
}

let module: WebAssembly.Module | undefined;

/** Starts the core with the packaged parts and with the stored ones that are newer. Nothing leaves the computer. */
export async function startCore(): Promise<Rules> {
  const [compiled, detection, directory, stored] = await Promise.all([
    module ?? WebAssembly.compileStreaming(fetchFile("core.wasm")),
    readBytes("detection.json"),
    readBytes("directory.json"),
    Promise.race([readRelease(), late()]).catch((error) => ({ release: null, problem: String(error) })),
  ]);
  module = compiled;
  const packaged = { detection, directory };
  let { release, problem } = stored;
  let core: Core;
  try {
    core = buildCore(compiled, packaged, problem ? {} : (release ?? {}));
  } catch (error) {
    if (!release || problem) throw error;
    problem = String(error);
    core = buildCore(compiled, packaged, {});
  }
  return { ...core, release, problem, verify: (request) => verify(compiled, request) };
}

async function readRelease(): Promise<{ release: Release | null; problem: string }> {
  // A private window has a store of its own, which is empty.
  if (chrome.extension.inIncognitoContext) return { release: null, problem: "" };
  const stored = readRecord("release");
  stored.catch(() => {}); // it counts only where the package looks for newer rules
  const source = await packagedSource();
  const release = (source && (await stored)) || null;
  if (!release) return { release, problem: "" };
  if (!isWhole(release)) return { release: null, problem: "what is stored is broken" };
  return { release, problem: release.keys === source?.keys ? "" : "the package trusts other keys now" };
}

/** Whether what is stored has every text that is read of it. */
export const isWhole = ({ body, head, detection, directory }: Partial<Release>): boolean =>
  [body, head?.note, detection?.text, directory?.text].every((text) => typeof text === "string");

const late = (): Promise<never> =>
  new Promise((_, fail) => setTimeout(() => fail("what is stored cannot be read"), PATIENCE));

/** Content scripts read their gate from storage, so that no page has to wake us to learn that nothing is to be done.
 * Where storage refuses, as on a full disk, they ask. */
export async function keepGates({ gates }: Pick<Core, "gates">): Promise<void> {
  if (chrome.extension.inIncognitoContext) return; // pages in private windows read the same storage
  try {
    const kept = await chrome.storage.local.get("gates");
    if (sortedJson(kept.gates) !== sortedJson(gates)) await chrome.storage.local.set({ gates });
  } catch {
    // The rules serve without it.
  }
}

/** The same text for the same value: storage gives the fields of an object back in another order. */
export const sortedJson = (value: unknown): string =>
  JSON.stringify(value, (_, inner) => (isObject(inner) ? Object.fromEntries(Object.entries(inner).sort()) : inner)) ??
  "";
