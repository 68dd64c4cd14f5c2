import assert from "node:assert/strict";
import { test } from "node:test";
import shapes from "../../../wasm/mask/testdata/shapes.json";
import { shape } from "./shape";

for (const [text, want] of shapes) test(`the shape of ${JSON.stringify(text)}`, () => assert.equal(shape(text!), want));
