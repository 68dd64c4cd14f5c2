// From what is shown to the file that the person asked for: the browser's own download, which needs no permission.

import type { Capture } from "../../shared/evidence";
import { country, danger, lineName, withNote } from "../parts/ask";
import { spelled } from "./moment";
import { fileName } from "./name";
import { pack, sha256 } from "./pack";
import { encode } from "./picture";
import { makeSheet } from "./sheet";
import type { Words } from "./words";

export interface Saving {
  capture: Capture;
  /** As it is seen, black parts and all; null where there is no picture. */
  canvas: HTMLCanvasElement | null;
  blanked: number;
  account: string;
  /** As typed. */
  name: string;
  lang: string;
  words: Words;
}

/** Milliseconds for the browser to have begun with the download. */
const BEGUN = 10_000;

/** Gives the name of the file. */
export async function save({ capture, canvas, blanked, account, name, lang, words }: Saving): Promise<string> {
  const { address, at } = capture;
  const picture = canvas ? await encode(canvas, "image/png") : undefined;
  const { sheet: said } = words;
  const sheet = await makeSheet({
    lang,
    title: said.title,
    picture: canvas ? await encode(canvas, "image/jpeg") : undefined,
    rows: [
      { label: said.address, text: address },
      { label: said.time, text: spelled(at, lang) },
      ...(account ? [{ label: said.account, text: account }] : []),
      { label: said.picture, text: picture ? said.blanked(blanked) : said.none },
      ...(picture ? [{ label: said.hash, text: await sha256(picture) }] : []),
    ],
    notes: said.notes(lineName(), country() === "fr", danger().map(withNote).join(" · ")),
    escaped: said.escaped,
    at,
  });
  const file = fileName(name, at);
  download(await pack({ at, address, account, blanked: picture ? blanked : 0, picture, sheet }), file);
  return file;
}

function download(bytes: Uint8Array<ArrayBuffer>, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes], { type: "application/zip" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), BEGUN);
}
