import { defineConfig } from "@playwright/test";

const measures = ["latency.spec.ts", "speed.spec.ts"];

// The limits only end what hangs: they leave room for a machine five times slower.
export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.ts",
  projects: [
    // What prints times has the machine to itself.
    { name: "measures", testMatch: measures, workers: 1 },
    // What counts does not mind company.
    { name: "counts", testIgnore: measures, workers: 2 },
  ],
  timeout: 300_000,
  expect: { timeout: 60_000 },
  reporter: "list",
  outputDir: "../../dist/test-results",
});
