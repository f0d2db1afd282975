import type { Batch } from '../../../core/contract/routes/scoring.ts';
import { secondsLeft } from '../../../core/scoring/eta.ts';
import { ITEM_STATES } from '../../../core/scoring/batch.ts';
import type { KeptBatch } from '../../../core/store/kept-batch.ts';

/** How quickly a running batch goes on. */
export interface BatchPace {
  readonly concurrency: number;
  /** When calls got their outcome (epoch ms). */
  readonly times: readonly number[];
}

/** A batch as the screen shows it. What answers cost is not nothing where its model has no price: it is not known. */
export function shownBatch(kept: KeptBatch, pace: BatchPace | null, nowMs: number, isPriced: (model: string) => boolean): Batch {
  const { batchId, name, startedAt, state, why, plan, counts, again, paid, lostInFlight, promptTokens, completionTokens, cost, lostCost, setAside } = kept;
  const isRunning = state === 'running' && pace !== null;
  return {
    batchId, name, startedAt, state, why, budget: plan.budget, rubricVersion: plan.rubric.version, bands: plan.rubric.bands, counts, again, paid, lostInFlight, promptTokens, completionTokens,
    cost: cost === 0 && paid > 0 && plan.judge.kind === 'model' && !isPriced(plan.judge.model) ? null : cost,
    judge: { kind: plan.judge.kind, model: plan.judge.kind === 'model' ? plan.judge.model : null },
    total: ITEM_STATES.reduce((sum, one) => sum + counts[one], 0),
    mayCost: lostCost + setAside,
    concurrency: isRunning ? pace.concurrency : null,
    secondsLeft: isRunning ? secondsLeft(pace.times, counts.waiting + counts.sent, nowMs) : null,
  };
}
