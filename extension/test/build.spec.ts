import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { built, dist, expect, test } from "./visit";

const shipped = resolve(dist, "chromium");
const files = (folder: string): string[] => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((it) => it.isFile()).map((it) => it.name).sort();

test("the tested build is the shipped one and one file", () => {
  expect(files(built)).toEqual([...files(shipped), "test-hook.js"].sort());
  for (const name of files(shipped)) expect(readFileSync(join(built, name)).equals(readFileSync(join(shipped, name))), name).toBe(true);
});

test("the manifest asks for storage, alarms at most, and the named hosts", () => {
  const manifest = JSON.parse(readFileSync(join(shipped, "manifest.json"), "utf8"));
  expect(["storage", "alarms"]).toEqual(expect.arrayContaining(manifest.permissions));
  for (const name of ["optional_permissions", "web_accessible_resources", "externally_connectable"]) expect(manifest[name], name).toBeUndefined();
  const hosts = [...manifest.host_permissions, ...manifest.content_scripts.flatMap((it: { matches: string[] }) => it.matches)];
  for (const host of hosts) expect(host).toMatch(/^https:\/\/[a-z0-9.*-]+\.[a-z]+\/\*$/);
});
