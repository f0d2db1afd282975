import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  testMatch: '*.chaos.ts',
  outputDir: '../artifacts/chaos',
  globalSetup: '../support/prepare-workspace.ts',
  timeout: 3_600_000,
  workers: 1,
  reporter: [['line']],
});
