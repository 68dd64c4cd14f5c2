import assert from "node:assert/strict";
import { test } from "node:test";
import { Refused, refusalOf } from "./refusal";

test("a refusal keeps its code", () => {
  assert.deepEqual(refusalOf(new Refused("status", "503")), { code: "status", detail: "503" });
});
test("one without a detail has none", () =>
  assert.deepEqual(refusalOf(new Refused("redirect")), { code: "redirect", detail: "" }));
test("any other error is a failure", () => {
  assert.deepEqual(refusalOf(new TypeError("quota")), { code: "failed", detail: "TypeError: quota" });
});
test("so is what is no error", () => assert.deepEqual(refusalOf("quota"), { code: "failed", detail: "quota" }));
