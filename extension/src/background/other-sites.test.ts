import assert from "node:assert/strict";
import { test } from "node:test";
import { changeFor } from "./other-sites";

const script = {
  id: "others",
  matches: ["https://a.fr/*", "https://b.fr/*"],
  js: ["content.js"],
  runAt: "document_start",
  allFrames: true,
  matchOriginAsFallback: true,
};

test("the script is registered for the hosts that were added", () => {
  assert.deepEqual(changeFor(["a.fr", "b.fr"], []), { what: "register", script });
});
test("and for these anew when there are others", () => {
  for (const former of [{ id: "others", matches: ["https://a.fr/*"] }, { id: "others" }])
    assert.deepEqual(changeFor(["a.fr", "b.fr"], [former]), { what: "update", script });
});
test("with the last one it goes", () => {
  assert.deepEqual(changeFor([], [{ id: "others", matches: ["https://a.fr/*"] }]), { what: "unregister" });
});
test("where all is as it should be, nothing is done", () => {
  assert.equal(changeFor([], []), null);
  assert.equal(changeFor(["a.fr", "b.fr"], [{ id: "others", matches: ["https://b.fr/*", "https://a.fr/*"] }]), null);
});
