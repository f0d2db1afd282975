import { defineConfig } from '@playwright/test';

/** The smoke test of a packaged app, named by SIDETONE_PROGRAM. */
export default defineConfig({
  testDir: './packaged',
  outputDir: './artifacts/packaged',
  timeout: 120_000,
  workers: 1,
  reporter: [['list']],
});
