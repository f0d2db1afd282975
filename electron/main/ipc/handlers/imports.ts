import type { HandlersFor } from '../../../../core/contract/define.ts';
import type { EventPayload } from '../../../../core/contract/events.ts';
import type { importsRoutes } from '../../../../core/contract/routes/imports.ts';
import { decodeText } from '../../../../core/import/decode-text.ts';
import type { Desk } from '../../session/session-manager.ts';
import type { ImportRun } from '../../imports/run-import.ts';

export interface ImportsHandlerDeps {
  readonly desk: () => Promise<Desk>;
  readonly runImport: (run: ImportRun) => Promise<{ summary: EventPayload<'import.progressed'>['summary']; cancelled: boolean }>;
  readonly now: () => Date;
  readonly progressed: (progress: EventPayload<'import.progressed'>) => void;
  /** Calls were written: lists are read again. */
  readonly written: () => void;
}

/** Reads dropped files and brings them into the chosen organization. */
export function importsHandlers(deps: ImportsHandlerDeps): HandlersFor<typeof importsRoutes> {
  const cancelled = new Set<string>();
  return {
    'imports.run': async ({ importId, files }) => {
      const { remote, organizationId } = await deps.desk();
      try {
        return await deps.runImport({
          remote: await remote(),
          organizationId,
          files: files.map(({ name, bytes }) => ({ name, text: decodeText(bytes, (data, encoding) => new TextDecoder(encoding).decode(data)) })),
          now: deps.now().toISOString(),
          isCancelled: () => cancelled.has(importId),
          progressed: (done, total, summary) => deps.progressed({ importId, done, total, summary }),
          breathe: () => new Promise((resolve) => setImmediate(resolve)),
        });
      } finally {
        cancelled.delete(importId);
        deps.written();
      }
    },
    'imports.cancel': async ({ importId }) => {
      cancelled.add(importId);
      return { cancelled: true };
    },
  };
}
