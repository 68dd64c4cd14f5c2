// A name for the file that tells nothing to who sees it in a list of downloads.

import { dayOf } from "./moment";

/** Characters; some systems take no more than 255 bytes. */
const MOST = 60;

/** What is proposed, without the ending. */
export const proposedName = (at: number): string => `capture-${dayOf(at)}`;

/** What was typed as the name of a zip file: without what a system or a browser takes for something else. What is left
 * of nothing is what was proposed. */
export function fileName(typed: string, at: number): string {
  const plain = typed
    .normalize("NFC")
    .replace(/[\p{C}\p{Zl}\p{Zp}/\\:*?"<>|]/gu, "")
    .replace(/\.zip$/i, "");
  const short = [...plain].slice(0, MOST).join("").replace(/^[\s.]+|[\s.]+$/g, "");
  return `${short || proposedName(at)}.zip`;
}
