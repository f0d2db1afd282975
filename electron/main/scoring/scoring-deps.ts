import type { Batch, JudgeChoices } from '../../../core/contract/routes/scoring.ts';
import type { Model } from '../../../core/qci/model/ask.ts';
import type { Rubric } from '../../../core/qci/rubric.ts';
import type { ModelJudge } from '../../../core/scoring/batch.ts';
import type { Desk } from '../session/desk.ts';

/** The model judge of whoever reads. */
interface JudgeDesk {
  choices(desk: Desk): JudgeChoices;
  /** A model that can be asked; or why not: there is no key, or it is another server's. */
  modelFor(desk: Desk, judge: ModelJudge): Promise<Model | 'no_key' | 'judge_changed'>;
}

/** What the scoring of batches is given. */
export interface ScoringDeps {
  readonly desk: () => Promise<Desk>;
  readonly judge: JudgeDesk;
  /** What calls of the organization are measured by now. */
  readonly rubricOf: (desk: Desk) => Promise<Rubric>;
  /** Whether the workspace takes runs from this person: without, every score would be paid for nothing. */
  readonly mayRecord: (desk: Desk) => Promise<boolean>;
  readonly isCutOff: (error: unknown) => boolean;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Runs something later; what it gives takes that back. */
  readonly later: (ms: number, run: () => void) => () => void;
  readonly random01: () => number;
  readonly newId: () => string;
  /** Runs are in the outbox. */
  readonly journaled: () => void;
  readonly progressed: (batch: Batch) => void;
  readonly log: (event: string, details?: Record<string, unknown>) => void;
}
