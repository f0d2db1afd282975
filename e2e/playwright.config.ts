import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: './specs',
  outputDir: './artifacts/results',
  globalSetup: './support/prepare-workspace.ts',
  timeout: 90_000,
  expect: { timeout: 15_000 },
  // An app with its workspace takes both cores of a small machine: two at once are no quicker, and starve each other.
  workers: 1,
  // On a machine that others use too a window may be starved once; what fails twice has failed.
  retries: process.env['CI'] ? 1 : 0,
  fullyParallel: false,
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list']],
  // A trace slows what it watches: it is taken where a test is tried again, or asked for with `--trace on`.
  use: { trace: 'on-first-retry' },
});
