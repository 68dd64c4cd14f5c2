// Zone and clock of this device. Temporal knows them at once; where a browser has none of it, the older way first loads
// what its language says of dates, which takes longer than all else before a page is drawn.

interface Temporal {
  Now: { timeZoneId(): string };
  Instant: { fromEpochMilliseconds(at: number): { toZonedDateTimeISO(zone: string): object } };
}

/** A browser makes all of Temporal once somebody asks for it, in each frame anew: nobody does before it is needed. */
interface Global {
  Temporal?: Temporal;
}

/** IANA name of the device's time zone. */
export const zoneHere = (): string =>
  (globalThis as Global).Temporal?.Now.timeZoneId() ?? Intl.DateTimeFormat().resolvedOptions().timeZone;

/** "18:30" on the clock of a zone. */
export function clockIn(zone: string, at: number): string {
  const { Temporal } = globalThis as Global;
  if (!Temporal) return new Date(at).toLocaleTimeString("en-GB", { timeZone: zone, timeStyle: "short" });
  const there = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  return there.toString().slice("2026-11-24T".length, "2026-11-24T18:30".length);
}
