import assert from "node:assert/strict";
import { test } from "node:test";
import { callsOf, factsIn } from "./facts";

const line = (id: string, as_of?: string) => ({ id, full_name: `Line ${id}`, as_of });
const directory = {
  countries: [
    {
      code: "FR",
      zones: [{ id: "Europe/Paris" }],
      helplines: [line("a", "2026-07-24"), line("b", "2025-11-07"), line("c"), line("d", "2025")],
    },
    { code: "BE", helplines: [line("e", "2024-01-01")] },
  ],
};
const now = Date.parse("2026-11-24T12:00:00Z");

test("facts that nobody confirmed for a year are old", () => {
  assert.deepEqual(
    factsIn(directory, { country: "fr", zone: "UTC" }, now).old.map(({ name, asOf }) => [name, asOf]),
    [
      ["Line b", "2025-11-07"],
      ["Line c", ""],
      ["Line d", "2025"],
    ],
  );
});
test("without a country, those of the device's zone, else of all", () => {
  const many = (zone: string) => factsIn(directory, { country: "", zone }, now).old.length;
  assert.deepEqual([many("Europe/Paris"), many("UTC")], [3, 4]);
});
test("countries have small codes", () =>
  assert.deepEqual(factsIn(directory, { country: "", zone: "" }, now).countries, ["fr", "be"]));
test("a country's main line is called by its number", () => {
  const ways = [{ href: "https://a.example" }, { href: "tel:3018" }];
  const [country] = directory.countries;
  const helplines = [{ id: "a", ways }, { id: "b", ways: [{ href: "tel:17" }] }];
  assert.deepEqual([...callsOf({ countries: [{ ...country, helplines, referral: { main: "a" } }] })], [["a", "tel:3018"]]);
  const unknown = { ...country, helplines, unknown: true as const, referral: { main: "a" } };
  assert.deepEqual([...callsOf({ countries: [unknown] })], [], "where none is known, it is not that of emergencies");
  assert.deepEqual([...callsOf(directory)], []);
});
