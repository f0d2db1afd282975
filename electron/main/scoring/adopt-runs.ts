import type { Movement, Rescored } from '../../../core/scoring/difference.ts';
import { MOST_ADOPTED } from '../../../core/store/batch-payloads.ts';
import type { Operation } from '../../../core/sync/operation.ts';
import type { Desk } from '../session/desk.ts';

export interface AdoptedRuns {
  readonly batchId: string;
  readonly movement: Movement;
  /** These of them; null for all. */
  readonly callIds: readonly string[] | null;
}

/**
 * Makes runs of a batch count that a person's decision holds back, as far as the workspace has them: each is an operation like one from
 * the call's own screen, with what was seen of the score when the call was scored. Where that has changed since, it meets a conflict.
 */
export async function adoptRuns({ store, organizationId }: Desk, { batchId, movement, callIds }: AdoptedRuns, made: { readonly at: string; readonly newId: () => string }): Promise<number> {
  let adopted = 0;
  for (;;) {
    // What is adopted is no longer among those that can be, so that the first page is always the next one.
    const { changes } = await store.listChanges({ batchId, movement, adoptable: true, callIds: callIds && [...callIds], offset: 0, limit: MOST_ADOPTED });
    if (changes.length === 0) return adopted;
    const operations = changes.map((one) => ({ operation: operationOf(one, organizationId, made), seen: one.version }));
    const step = await store.adoptRuns({ batchId, operations });
    if (step.adopted === 0) return adopted;
    adopted += step.adopted;
  }
}

function operationOf({ callId, runId, runBefore, before, after }: Rescored, organizationId: string, { at, newId }: { at: string; newId: () => string }): Operation {
  return {
    kind: 'adopt_run', opId: newId(), organizationId, callId, entityId: callId, expectedVersion: 0, madeAt: at,
    before: { runId: runBefore, total: before.total, mine: after.total }, patch: { call_id: callId, run_id: runId ?? '' },
  };
}
