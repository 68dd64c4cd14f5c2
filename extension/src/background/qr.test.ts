import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { test } from "node:test";
import france from "../../../rules/packaged/countries/FR/helplines.json";
import referral from "../../../rules/packaged/countries/FR/referral.json";
import drawn from "../../../worker/delivery/page/codes.json";
import { codeOf } from "./qr";

test("the poster of the worker has the codes of the main line's ways", () => {
  const { ways } = france.find(({ id }) => id === referral.main)!;
  const right = Object.fromEntries(ways.map(({ href }) => [href, codeOf(href).split("\n")]));
  const folder = resolve(import.meta.dirname, "../../../dist");
  mkdirSync(folder, { recursive: true });
  writeFileSync(resolve(folder, "codes.json"), JSON.stringify(right, null, "\t") + "\n");
  assert.deepEqual(drawn, right, "copy dist/codes.json to worker/delivery/page");
});
