// The rules that are in use, and the gates that they give the content scripts.

import { buildCore, type Core, type Parts } from "./core";

let module: WebAssembly.Module | undefined;

/** Reads the packaged parts and starts the core with them. Only files of the package are read: nothing leaves. */
export async function startCore(): Promise<Core> {
  const file = (name: string) => fetch(chrome.runtime.getURL(name));
  const bytes = async (name: string) => new Uint8Array(await (await file(name)).arrayBuffer());
  const [compiled, detection, directory] = await Promise.all([
    module ?? WebAssembly.compileStreaming(file("core.wasm")),
    bytes("detection.json"),
    bytes("directory.json"),
  ]);
  module = compiled;
  const parts: Parts = { detection, directory };
  const core = buildCore(compiled, parts);
  await keepGates(core);
  return core;
}

/** Content scripts read their gate from storage, so that no page has to wake us to learn that nothing is to be done. */
async function keepGates({ gates }: Core): Promise<void> {
  const kept = await chrome.storage.local.get("gates");
  if (JSON.stringify(kept.gates) !== JSON.stringify(gates)) await chrome.storage.local.set({ gates });
}
