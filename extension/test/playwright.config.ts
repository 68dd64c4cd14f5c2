import { defineConfig } from "@playwright/test";

// One browser at a time: its tests measure, and the machine may have two cores. The limits only end what hangs: they
// leave room for a machine five times slower.
export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.ts",
  workers: 1,
  timeout: 300_000,
  expect: { timeout: 60_000 },
  reporter: "list",
  outputDir: "../../dist/test-results",
});
