// Why an update was not taken. Whatever it is, the rules that are in use stay.

import type { Refusal } from "../shared/messages";

export class Refused extends Error {
  constructor(
    readonly code: string,
    readonly detail = "",
  ) {
    super(`${code} ${detail}`);
  }
}

/** The refusal in an error of any kind. */
export const refusalOf = (error: unknown): Refusal =>
  error instanceof Refused ? { code: error.code, detail: error.detail } : { code: "failed", detail: String(error) };
