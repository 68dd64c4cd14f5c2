import assert from "node:assert/strict";
import { test } from "node:test";
import { isAdult, replyToEvidence } from "./evidence";

Object.assign(globalThis, { chrome: { runtime: { getURL: (name: string) => `chrome-extension://ours/${name}` } } });

for (const host of ["pornhub.com", "fr.pornhub.com", "www.pornhub.com.", "anything.xxx", "mym.fans"])
  test(`${host} is for adults`, () => assert.ok(isAdult(host)));
for (const host of ["www.instagram.com", "notpornhub.com", "pornhub.com.example", "xxx.example", "sexeducation.example", ""])
  test(`${host || "no host"} is not`, () => assert.ok(!isAdult(host)));

test("a site cannot ask for a picture", () => {
  for (const url of ["https://www.instagram.com/", "https://ours.example/", "chrome-extension://other/x.html", undefined])
    assert.equal(replyToEvidence({ type: "capture", tab: 1 }, { url }), undefined);
});
test("another message is not ours to answer", () =>
  assert.equal(replyToEvidence({ type: "updates" }, { url: "chrome-extension://ours/options.html" }), undefined));
test("a page that nothing was taken for gets nothing", async () =>
  assert.equal(await replyToEvidence({ type: "captured" }, { url: "chrome-extension://ours/evidence.html" }), null));
