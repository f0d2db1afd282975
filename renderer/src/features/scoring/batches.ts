import type { Batch } from '../../../../core/contract/routes/scoring.ts';

/** The batches with one as it stands now. */
export const withBatch = (all: readonly Batch[], one: Batch): Batch[] => all.map((known) => (known.batchId === one.batchId ? one : known));

/** Calls of a batch that have their outcome, whichever it is. */
export const outcomes = ({ total, counts }: Pick<Batch, 'total' | 'counts'>): number => total - counts.waiting - counts.sent;

/** Calls of a batch that got no score. */
export const withoutScore = ({ counts }: Pick<Batch, 'counts'>): number => counts.failed + counts.unscorable;

/** What the chip of the title bar says; null where there is nothing to say. */
export type ChipState = { readonly state: 'running'; readonly done: number; readonly total: number } | { readonly state: 'paused'; readonly byPerson: boolean };

/**
 * The chip of these batches. One call that runs is told on its own screen, not here; that it stands still is told here too. A batch
 * of which nothing is left to do but what the person put off says so calmly.
 */
export function chipOf(batches: readonly Batch[]): ChipState | null {
  const running = batches.filter(({ state, total }) => state === 'running' && total > 1);
  if (running.length > 0) return { state: 'running', done: running.reduce((sum, one) => sum + outcomes(one), 0), total: running.reduce((sum, { total }) => sum + total, 0) };
  const paused = batches.filter(({ state }) => state === 'paused');
  return paused.length === 0 ? null : { state: 'paused', byPerson: paused.every(({ why }) => why === 'person') };
}
