import { defineConfig } from "@playwright/test";

// One browser at a time: its tests measure, and the machine may have two cores.
export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.ts",
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 5000 },
  reporter: "list",
  outputDir: "../../dist/test-results",
});
