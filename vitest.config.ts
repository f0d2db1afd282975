import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'core', environment: 'node', include: ['core/**/*.test.ts'] } },
      { test: { name: 'structure', environment: 'node', include: ['lint/**/*.test.ts', 'scripts/**/*.test.ts'], testTimeout: 60_000 } },
      { test: { name: 'main', environment: 'node', include: ['electron/**/*.test.ts'], testTimeout: 30_000 } },
      { test: { name: 'renderer', environment: 'happy-dom', include: ['renderer/**/*.test.{ts,tsx}'] } },
      { test: { name: 'database', environment: 'node', include: ['supabase/tests/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 180_000, fileParallelism: false } },
    ],
  },
});
