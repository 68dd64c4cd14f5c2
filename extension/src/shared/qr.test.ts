import assert from "node:assert/strict";
import { test } from "node:test";
import { packQr, unpackQr } from "./qr";

for (const [what, size, isDark] of [
  ["nothing dark", 21, () => false],
  ["all dark", 21, () => true],
  ["a chessboard", 21, (x: number, y: number) => (x + y) % 2 === 0],
  ["one corner", 25, (x: number, y: number) => x === 24 && y === 24],
  ["a size that fills its bytes", 8, (x: number) => x > 3],
] as const) {
  test(`${what} comes back as it was`, () => {
    const is = unpackQr(packQr(size, isDark));
    for (let y = 0; y < size; y++) for (let x = 0; x < size; x++) assert.equal(is(x, y), isDark(x, y), `${x} ${y}`);
  });
}
test("outside of the code nothing is dark", () => {
  const is = unpackQr(packQr(9, () => true));
  assert.deepEqual([is(-1, 0), is(0, -1), is(9, 0), is(0, 9)], [false, false, false, false]);
});
test("a code is some eighty characters", () => assert.equal(packQr(21, () => true).bits.length, 76));
