import type { HandlersFor } from '../../../../core/contract/define.ts';
import type { EventPayload } from '../../../../core/contract/events.ts';
import type { importsRoutes } from '../../../../core/contract/routes/imports.ts';
import { refuseTooLarge } from '../../../../core/import/import-size.ts';
import type { ImportFile, ImportResult, ImportRun } from '../../imports/run-import.ts';
import type { Desk } from '../../session/desk.ts';

export interface ImportsHandlerDeps {
  readonly desk: () => Promise<Desk>;
  readonly runImport: (run: ImportRun) => Promise<ImportResult>;
  readonly now: () => Date;
  readonly progressed: (progress: EventPayload<'import.progressed'>) => void;
  /** Calls were written: lists are read again. */
  readonly written: () => void;
  /** The worker that reads the files ended before it was done. */
  readonly died: (cause: string) => void;
}

/** Brings dropped files into the chosen organization. */
export function importsHandlers(deps: ImportsHandlerDeps): HandlersFor<typeof importsRoutes> {
  /** By import, also those that were cancelled before they began: the page may still be reading the files. */
  const cancels = new Map<string, AbortController>();
  const cancelOf = (importId: string): AbortController => {
    const known = cancels.get(importId) ?? new AbortController();
    cancels.set(importId, known);
    return known;
  };
  const bringIn = async (importId: string, files: readonly ImportFile[]): Promise<ImportResult> => {
    const { signal } = cancelOf(importId);
    const { remote, organizationId } = await deps.desk();
    const run: ImportRun = {
      remote: await remote(),
      organizationId,
      files,
      now: deps.now().toISOString(),
      signal,
      progressed: (done, total) => deps.progressed({ importId, done, total }),
      died: deps.died,
    };
    return deps.runImport(run).finally(deps.written);
  };
  return {
    'imports.run': async ({ importId, files }) => {
      refuseTooLarge(files.reduce((sum, { bytes }) => sum + bytes.byteLength, 0));
      const sources = files.map(({ name, bytes }): ImportFile => ({ name, source: { kind: 'bytes', bytes } }));
      return bringIn(importId, sources).finally(() => cancels.delete(importId));
    },
    'imports.cancel': async ({ importId }) => {
      cancelOf(importId).abort();
      return { cancelled: true };
    },
  };
}
