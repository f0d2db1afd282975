import type { KeptAnswers } from '../qci/model/score-with-model.ts';
import type { BatchPlan, BatchState, BatchStop, ItemState } from '../scoring/batch.ts';

/** A batch as kept. */
export interface KeptBatch {
  readonly batchId: string;
  readonly organizationId: string;
  readonly name: string;
  readonly startedAt: string;
  readonly state: BatchState;
  readonly why: BatchStop | null;
  readonly plan: BatchPlan;
  /** How many of its calls stand where. A run that the workspace refused is one that failed. */
  readonly counts: Readonly<Record<ItemState, number>>;
  /** Whether any of its calls had a score before, and was given another run. */
  readonly again: boolean;
  /** Answers that arrived, and requests of which nobody knows whether they were answered, because the app ended meanwhile. */
  readonly paid: number;
  readonly lostInFlight: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** US dollars for the answers, and the most that what was lost in flight and what is under way may have cost besides. */
  readonly cost: number;
  readonly lostCost: number;
  readonly setAside: number;
}

/** A call of a batch that waits; `kept` is what was answered of it before the app ended. */
export interface BatchWork {
  readonly batchId: string;
  readonly callId: string;
  readonly kept: KeptAnswers | null;
}

/** A call of a batch and what became of it. */
export interface BatchItem {
  readonly callId: string;
  readonly position: number;
  readonly state: ItemState;
  /** Why it has no score. */
  readonly code: string | null;
  /** Requests that went out for it, and answers that arrived. */
  readonly asked: number;
  readonly paid: number;
  readonly cost: number;
}
