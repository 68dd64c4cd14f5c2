// From what is shown to the file that the person asked for.

import type { Capture } from "../../shared/evidence";
import { country, danger, lineName, withNote } from "../parts/ask";
import { download } from "../parts/download";
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
  const packed = await pack({ at, address, account, blanked: picture ? blanked : 0, picture, sheet });
  download(packed, "application/zip", file);
  return file;
}
