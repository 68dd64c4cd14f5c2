// When it was, for people and for programs.

import { zoneHere } from "../../shared/clock";

/** "2026-11-26T18:30:05+01:00": the time that the computer's clock showed, and how far that is from UTC. */
export function isoOf(at: number): string {
  const minutes = -new Date(at).getTimezoneOffset();
  const local = new Date(at + minutes * 60_000).toISOString().slice(0, 19);
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
  const away = Math.abs(minutes);
  return `${local}${minutes < 0 ? "-" : "+"}${two(away / 60)}:${two(away % 60)}`;
}

/** "2026-11-26", where the computer is. */
export const dayOf = (at: number): string => isoOf(at).slice(0, 10);

/** "jeudi 26 novembre 2026 à 18:30:05 UTC+1 (Europe/Paris)" */
export const spelled = (at: number, lang: string): string =>
  `${new Intl.DateTimeFormat(lang, { dateStyle: "full", timeStyle: "long" }).format(at)} (${zoneHere()})`;
