import { defineConfig } from '@playwright/test';

/** Benchmarks run one at a time, each a ratio within one run; scripts/bench.mjs prints their lines. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.bench.ts',
  outputDir: '../artifacts/bench',
  globalSetup: '../support/prepare-workspace.ts',
  timeout: 900_000,
  workers: 1,
  retries: 0,
  reporter: [['line']],
});
