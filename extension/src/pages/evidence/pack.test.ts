import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { unzipSync } from "fflate";
import { pack } from "./pack";

const at = Date.parse("2026-11-26T17:30:05Z");
const picture = new Uint8Array([1, 2, 3]);
const sheet = new Uint8Array([4, 5]);
const given = { at, address: "https://www.instagram.com/p/1/?a=é", account: "@x 😀", blanked: 2, sheet };

const read = (zip: Uint8Array) => {
  const files = unzipSync(zip);
  return { files, manifest: JSON.parse(new TextDecoder().decode(files["manifest.json"])) };
};

test("all is in it, and named with size and hash", async () => {
  const { files, manifest } = read(await pack({ ...given, picture }));
  assert.deepEqual(Object.keys(files), ["image.png", "page.pdf", "manifest.json"]);
  assert.deepEqual(files["image.png"], picture);
  const { address, account, blanked, format, made } = manifest;
  assert.deepEqual({ address, account, blanked, format }, {
    address: given.address,
    account: given.account,
    blanked: 2,
    format: "bouton3018/evidence/1",
  });
  assert.equal(Date.parse(made), at);
  assert.deepEqual(manifest.files[0], {
    name: "image.png",
    size: 3,
    sha256: createHash("sha256").update(picture).digest("hex"),
  });
});
test("without a picture it says so by having none", async () => {
  const { files, manifest } = read(await pack(given));
  assert.deepEqual(Object.keys(files), ["page.pdf", "manifest.json"]);
  assert.equal(manifest.files.length, 1);
});
for (const year of ["1970-01-01T00:00:00Z", "2150-01-01T00:00:00Z"])
  test(`a clock in ${year.slice(0, 4)} keeps nobody from a proof`, async () => {
    assert.equal(Date.parse(read(await pack({ ...given, at: Date.parse(year) })).manifest.made), Date.parse(year));
  });
