// The one file that is saved: what was seen, and a manifest by which it can be checked that nothing of it has changed.
// `go run ./scripts/evidence verify` does that; scripts/README.md describes the manifest.

import { zipSync } from "fflate";
import { zoneHere } from "../../shared/clock";
import { isoOf } from "./moment";

export interface Proof {
  /** Milliseconds since 1970. */
  at: number;
  address: string;
  /** Whose message it is, as the person typed it; "" where they did not. */
  account: string;
  /** How many parts of the picture were made black. */
  blanked: number;
  /** PNG; left out where there is no picture. */
  picture?: Uint8Array<ArrayBuffer>;
  /** PDF. */
  sheet: Uint8Array<ArrayBuffer>;
}

export async function pack({ at, address, account, blanked, picture, sheet }: Proof): Promise<Uint8Array<ArrayBuffer>> {
  const files = { ...(picture && { "image.png": picture }), "page.pdf": sheet };
  const manifest = {
    format: "bouton3018/evidence/1",
    made: isoOf(at),
    zone: zoneHere(),
    address,
    account,
    blanked,
    files: await Promise.all(
      Object.entries(files).map(async ([name, bytes]) => ({ name, size: bytes.length, sha256: await sha256(bytes) })),
    ),
  };
  const text = new TextEncoder().encode(JSON.stringify(manifest, null, 2) + "\n");
  // Stored as they are: PNG and PDF are compressed already.
  return zipSync({ ...files, "manifest.json": text }, { level: 0, mtime: zipTime(at) });
}

/** In hexadecimal digits. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A zip file knows no other years, and a clock may stand anywhere. */
function zipTime(at: number): Date {
  const year = new Date(at).getFullYear();
  return year >= 1980 && year < 2100 ? new Date(at) : new Date(1980, 0, 1);
}
