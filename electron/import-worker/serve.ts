import { importOrderSchema, type ImportOrder, type ImportReport } from '../../core/import/import-messages.ts';
import { readImport } from './read-import.ts';

type Answer = Exclude<ImportOrder, { kind: 'start' }>;

/**
 * What takes orders for one import: reads, decodes and parses its files and plans what becomes of their calls. It says
 * one thing at a time and goes on when that is answered. The promise of the order to start settles with the import.
 */
export function serveImport(tell: (report: ImportReport) => void): (message: unknown) => Promise<void> {
  let answered: (answer: Answer) => void = () => undefined;
  const consult = (report: ImportReport): Promise<Answer> =>
    new Promise((resolve) => {
      answered = resolve;
      tell(report);
    });

  async function start({ files, now }: Extract<ImportOrder, { kind: 'start' }>): Promise<void> {
    await readImport(files, now, {
      count: (file, items) => tell({ kind: 'count', file, items }),
      ask: async (vapiCallIds) => {
        const answer = await consult({ kind: 'ask', vapiCallIds: [...vapiCallIds] });
        return answer.kind === 'stored' ? answer.stored : [];
      },
      batch: async (batch) => void (await consult({ kind: 'batch', ...batch })),
    });
    tell({ kind: 'done' });
  }

  return async (message) => {
    const order = importOrderSchema.parse(message);
    if (order.kind === 'start') await start(order);
    else answered(order);
  };
}
