import { setMaxListeners } from 'node:events';
import { withOutcome } from '../../../core/scoring/eta.ts';
import type { BatchStop } from '../../../core/scoring/batch.ts';
import type { KeptBatch } from '../../../core/store/kept-batch.ts';
import { Purse } from './purse.ts';

/** So many calls in a row that are given up for the same kind of reason say that the next ones will be too. */
const MOST_IN_A_ROW = 3;

/** A batch that is worked on: what it may spend, and whether anything more of it is sent. */
export class RunningBatch {
  readonly kept: KeptBatch;
  readonly purse: Purse;
  /** Given when nothing more of it is sent; what is under way is waited for all the same. */
  readonly stop = new AbortController();
  readonly #halted: (why: BatchStop) => void;
  #why: BatchStop | null = null;
  #givenUp = 0;
  #times: readonly number[] = [];

  /** `halted` hears once why it stands still. */
  constructor(kept: KeptBatch, halted: (why: BatchStop) => void) {
    this.kept = kept;
    this.purse = new Purse(kept.plan.budget, kept.cost + kept.lostCost + kept.setAside);
    this.#halted = halted;
    // Every call that waits for a place listens.
    setMaxListeners(0, this.stop.signal);
  }

  /** Why it stands still; null while it runs. */
  get why(): BatchStop | null {
    return this.#why;
  }

  get times(): readonly number[] {
    return this.#times;
  }

  /** The first reason counts. */
  halt(why: BatchStop): void {
    if (this.#why !== null) return;
    this.#why = why;
    this.stop.abort();
    this.#halted(why);
  }

  hadOutcome(atMs: number): void {
    this.#times = withOutcome(this.#times, atMs);
  }

  wentWell(): void {
    this.#givenUp = 0;
  }

  /** A call was given up; the batch halts where that goes on. */
  gaveUp(why: Extract<BatchStop, 'request_refused' | 'busy' | 'unreachable'>): void {
    this.#givenUp += 1;
    if (this.#givenUp >= MOST_IN_A_ROW) this.halt(why);
  }
}
