import { z } from 'zod';
import { SET_ASIDE_REASONS } from '../../import/set-aside.ts';
import { route } from '../define.ts';

/** Counts of an import: read = inserted + updated + unchanged + setAside.length, always. */
export const importSummarySchema = z.object({
  read: z.int().nonnegative(),
  inserted: z.int().nonnegative(),
  updated: z.int().nonnegative(),
  unchanged: z.int().nonnegative(),
  /** `index` counts from 0 within the file, `reason` is a code of core/import/set-aside.ts, `detail` a sentence for the person who imports. */
  setAside: z.array(z.object({ file: z.string(), index: z.int().nonnegative(), reason: z.enum(SET_ASIDE_REASONS), detail: z.string() })),
});

export const importsRoutes = {
  /**
   * Imports files into the chosen organization. Progress comes as `import.progressed`; a cancelled import keeps what it
   * wrote. Fails with `too_large` where the files together are more than an import takes (core/import/import-size.ts).
   */
  'imports.run': route(
    z.strictObject({
      importId: z.uuid(),
      files: z.array(z.strictObject({ name: z.string().max(500), bytes: z.instanceof(Uint8Array) })).min(1).max(200),
    }),
    z.object({ summary: importSummarySchema, cancelled: z.boolean() }),
  ),
  'imports.cancel': route(z.strictObject({ importId: z.uuid() }), z.object({ cancelled: z.boolean() })),
} as const;

export type ImportSummary = z.infer<typeof importSummarySchema>;
