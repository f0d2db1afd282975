import { defineConfig } from 'vitest/config';

/** Files at once: the machine that runs all of it has two cores, and Vitest would leave one of them idle. */
const maxWorkers = 2;

export default defineConfig({
  test: {
    projects: [
      // Pure code holds nothing from one file to the next, and its modules are loaded once.
      { test: { name: 'core', environment: 'node', isolate: false, include: ['core/**/*.test.ts'], testTimeout: 30_000, maxWorkers } },
      { test: { name: 'structure', environment: 'node', include: ['lint/**/*.test.ts', 'scripts/**/*.test.ts'], testTimeout: 60_000, maxWorkers } },
      { test: { name: 'main', environment: 'node', include: ['electron/**/*.test.ts'], testTimeout: 30_000, maxWorkers } },
      { test: { name: 'renderer', environment: 'happy-dom', include: ['renderer/**/*.test.{ts,tsx}'], testTimeout: 20_000, maxWorkers } },
      { test: { name: 'database', environment: 'node', include: ['supabase/tests/**/*.test.ts'], globalSetup: ['supabase/tests/templates.ts'], testTimeout: 120_000, hookTimeout: 180_000, maxWorkers } },
    ],
  },
});
