import assert from "node:assert/strict";
import { test } from "node:test";
import { domainToASCII, domainToUnicode } from "node:url";
import { readable } from "./readable";

test("a name has its own letters again", () => {
  for (const name of [
    "été.fr", "mon-collège.fr", "ent.mon-collège.fr", "où-ça-là-été.example", "bücher.de", "пример.рф", "例え.jp",
    "ελλάδα.gr", "المثال.ae", "한국어.kr", "ไทย.th", "हिन्दी.in", "đặng.vn", "a-b-ß.de", "日本語-abc-日本.jp", "😀.fm",
  ]) {
    const host = domainToASCII(name);
    assert.notEqual(host, name);
    assert.equal(readable(host), domainToUnicode(host));
  }
});
test("a name without such letters stays", () => {
  for (const host of ["forum.fr", "www.a-b.example", "xn.fr", ""]) assert.equal(readable(host), host);
});
test("so does what no name is written as", () => {
  for (const host of ["xn--.fr", "xn--a_b.fr", "xn--99999999999.fr", "xn--zzzzzzzzzzzzzzzzz.fr"])
    assert.equal(readable(host), host);
});
