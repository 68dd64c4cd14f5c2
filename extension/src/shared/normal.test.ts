import assert from "node:assert/strict";
import { test } from "node:test";
import cases from "../../../wasm/text/testdata/normal.json";
import { normal } from "./normal";

for (const [text, want] of cases) {
  test(`normal text of ${JSON.stringify(text)}`, () => assert.equal(normal(text), want));
}
