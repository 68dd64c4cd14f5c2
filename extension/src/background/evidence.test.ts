import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import type { Capture } from "../shared/evidence";
import { handOver } from "./beside";
import { capture, isAdult } from "./evidence";
import { isOwnPage } from "./own-pages";

Object.assign(globalThis, {
  EDITION: "family", // which a build says
  chrome: { runtime: { getURL: (name: string) => `chrome-extension://ours/${name}` } },
});

for (const host of ["pornhub.com", "fr.pornhub.com", "www.pornhub.com.", "anything.xxx", "mym.fans"])
  test(`${host} is for adults`, () => assert.ok(isAdult(host)));
for (const host of ["www.instagram.com", "notpornhub.com", "pornhub.com.example", "xxx.example", "sexeducation.example", ""])
  test(`${host || "no host"} is not`, () => assert.ok(!isAdult(host)));

test("a site cannot ask for a picture", () => {
  for (const url of ["https://www.instagram.com/", "https://ours.example/", "chrome-extension://other/x.html", undefined])
    assert.ok(!isOwnPage({ url }));
  assert.ok(isOwnPage({ url: "chrome-extension://ours/popup.html" }));
});
test("a page that nothing was taken for gets nothing", async () => assert.equal(await handOver(1), null));

/** What the page is given for a tab whose picture the browser refuses with these errors, one after the other. */
async function taken(refusals: string[], pressed: () => void = () => {}): Promise<Capture | null> {
  const tab = { id: 1, windowId: 1, active: true, url: "https://www.instagram.com/p/1/" };
  const remembered: Record<string, unknown> = {};
  Object.assign(chrome, {
    tabs: {
      get: async () => tab,
      create: async () => ({ id: 2 }),
      captureVisibleTab: async () => {
        pressed();
        const refusal = refusals.shift();
        if (refusal) throw new Error(refusal);
        return "data:image/png;base64,";
      },
      onRemoved: { addListener() {} },
    },
    storage: {
      managed: { get: async () => ({}), onChanged: { addListener() {} } },
      session: { get: async () => remembered, set: async (it: object) => void Object.assign(remembered, it) },
    },
  });
  await capture(tab.id);
  return (await handOver(2)) as Capture | null;
}

/** Lets a second pass in a moment. */
function quickly(t: TestContext): void {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const seconds = setInterval(() => t.mock.timers.tick(1_000), 1);
  t.after(() => clearInterval(seconds));
}

const tooSoon = "This request exceeds the MAX_CAPTURE_VISIBLE_TAB_CALLS_PER_SECOND quota.";

test("a third press within a second has its picture a moment later", async (t) => {
  quickly(t);
  const got = await taken([tooSoon, tooSoon]);
  assert.equal(got?.why, "");
  assert.ok(got?.picture);
});
test("a browser that goes on refusing is asked three times", async (t) => {
  quickly(t);
  let asked = 0;
  const got = await taken([tooSoon, tooSoon, tooSoon, tooSoon], () => asked++);
  assert.deepEqual([got?.why, asked], ["refused", 3]);
});
test("another refusal is taken at its word", async () => {
  let asked = 0;
  const got = await taken(["Cannot access contents of the page"], () => asked++);
  assert.deepEqual([got?.why, asked], ["refused", 1]);
});
