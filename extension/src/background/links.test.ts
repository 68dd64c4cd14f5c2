import assert from "node:assert/strict";
import { test } from "node:test";
import { linkOf } from "./links";

const links = {
  "fr-3018/chat": "https://3018.example/chat",
  "fr-3018/call": "tel:3018",
  "fr-3018/old": "http://3018.example/",
};

test("a way is opened by its ids", () => assert.equal(linkOf(links, "fr-3018", "chat"), "https://3018.example/chat"));
test("what the directory does not have is not", () => assert.equal(linkOf(links, "fr-3018", "mail"), ""));
test("nor what is no page of https", () => {
  assert.deepEqual([linkOf(links, "fr-3018", "call"), linkOf(links, "fr-3018", "old")], ["", ""]);
});
test("nor ids that are no text", () =>
  assert.deepEqual([linkOf(links, ["fr-3018"], "chat"), linkOf(links, "fr-3018", null)], ["", ""]));
