import { defineConfig } from "@playwright/test";

const measures = /@measures/;

// What is measured has the machine for itself. Tests that count wait most of their time, so some of them do it side by
// side. The limits only end what hangs: they leave room for a machine five times slower.
export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.ts",
  workers: 8,
  projects: [
    { name: "measures", grep: measures, workers: 1 },
    { name: "counts", grepInvert: measures },
  ],
  timeout: 600_000,
  expect: { timeout: 60_000 },
  reporter: "list",
  outputDir: "../../dist/test-results",
});
