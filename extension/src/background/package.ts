// What the package carries. Nothing leaves the computer for it.

import { managedNow } from "./policy";

export const fetchFile = (name: string): Promise<Response> => fetch(chrome.runtime.getURL(name));

export const readBytes = async (name: string): Promise<Uint8Array> =>
  new Uint8Array(await (await fetchFile(name)).arrayBuffer());

/** The notes of a publication: what the address answers to everybody, word for word. */
export interface Publication {
  head: string;
  detection: string;
  directory: string;
}

/** Where newer rules come from, and whose signatures count. */
export interface Source {
  /** `/v1/head` and the others stand below it. */
  url: string;
  /** A role and a public key a line. */
  keys: string;
  /** That of the packaged parts, null where nobody has published them. */
  publication: Publication | null;
}

let source: Promise<Source | null> | undefined;

/** As it is in the package: null in one that was built without an address, which never looks for newer rules. */
export const packagedSource = (): Promise<Source | null> =>
  (source ??= fetchFile("updates.json")
    .then((found) => found.json())
    .catch(() => null));

/** A school's own mirror takes the place of the package's address, not of its keys. */
export async function readSource(): Promise<Source | null> {
  const packaged = await packagedSource();
  const { rulesAddress } = (await managedNow()).policy;
  return packaged && rulesAddress ? { ...packaged, url: rulesAddress.replace(/\/$/, "") } : packaged;
}
