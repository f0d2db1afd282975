import { parentPort } from 'node:worker_threads';
import { importOrderSchema, type ImportOrder, type ImportReport } from '../../core/import/import-messages.ts';
import { readImport } from './read-import.ts';

/**
 * Entry of the import worker: reads, decodes and parses the files of one import and plans what becomes of their calls, so
 * that main only passes batches to the workspace. It ends when it is done, and may be ended at any moment.
 */
type Answer = Exclude<ImportOrder, { kind: 'start' }>;

let answered: (answer: Answer) => void = () => undefined;

const tell = (report: ImportReport): void => parentPort?.postMessage(report);

/** Says something and waits for its answer: one batch is under way at a time. */
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

parentPort?.on('message', (message: unknown) => {
  const order = importOrderSchema.parse(message);
  if (order.kind === 'start') void start(order);
  else answered(order);
});
