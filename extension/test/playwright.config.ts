import { defineConfig } from "@playwright/test";

const measures = ["latency.spec.ts", "speed.spec.ts"];

// One browser at a time: the machine may have two cores, and one takes both. The limits only end what hangs: they leave
// room for a machine five times slower.
export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.ts",
  workers: 1,
  projects: [
    { name: "measures", testMatch: measures },
    { name: "counts", testIgnore: measures },
  ],
  timeout: 300_000,
  expect: { timeout: 60_000 },
  reporter: "list",
  outputDir: "../../dist/test-results",
});
