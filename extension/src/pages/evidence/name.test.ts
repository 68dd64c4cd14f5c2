import assert from "node:assert/strict";
import { test } from "node:test";
import { isoOf } from "./moment";
import { fileName } from "./name";

const at = Date.parse("2026-11-26T12:00:00Z");

for (const [typed, name] of [
  ["devoir de maths", "devoir de maths.zip"],
  ["été.zip", "été.zip"],
  ["  ..\\..\\C:\\evil?*|<>\"  ", "Cevil.zip"],
  ["../../etc/passwd", "etcpasswd.zip"],
  ["invoice\u202Egpj", "invoicegpj.zip"],
  ["a\u0000b\nc", "abc.zip"],
  ["😀", "😀.zip"],
  ["x".repeat(300), `${"x".repeat(60)}.zip`],
  ["", "capture-2026-11-26.zip"],
  [" . ", "capture-2026-11-26.zip"],
  [".zip", "capture-2026-11-26.zip"],
] as const)
  test(`${JSON.stringify(typed.slice(0, 30))} is ${name.slice(0, 30)}`, () => assert.equal(fileName(typed, at), name));

test("a time is that instant, with the zone's offset", () => {
  const iso = isoOf(at + 999);
  assert.match(iso, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/);
  assert.equal(Date.parse(iso), at);
});
