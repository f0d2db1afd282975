import { z } from 'zod';
import { SET_ASIDE_REASONS } from '../../import/set-aside.ts';
import { route } from '../define.ts';

/** Counts of an import: read = inserted + updated + unchanged + setAside.length, always. */
export const importSummarySchema = z.object({
  read: z.int().nonnegative(),
  inserted: z.int().nonnegative(),
  updated: z.int().nonnegative(),
  unchanged: z.int().nonnegative(),
  /** `reason` is a code of core/import/set-aside.ts, `detail` a sentence for the person who imports. */
  setAside: z.array(z.object({ file: z.string(), index: z.int().nonnegative(), reason: z.enum(SET_ASIDE_REASONS), detail: z.string() })),
});

/** Largest file an import takes, in bytes: some 6,000 calls of median size. */
export const MAX_IMPORT_BYTES = 256 * 1024 * 1024;

export const importsRoutes = {
  /** Imports files into the chosen organization. Progress comes as `import.progressed`; a cancelled import keeps what it wrote. */
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
