import { AppError } from '../../../core/contract/errors.ts';
import type { Model } from '../../../core/qci/model/ask.ts';
import { priceOf, type Price } from '../../../core/qci/model/prices.ts';
import type { ModelSurroundings } from '../../../core/qci/model/score-with-model.ts';
import { scoreChange } from '../../../core/scoring/change.ts';
import type { BatchWork } from '../../../core/store/kept-batch.ts';
import { NOBODY } from '../../../core/sync/actor.ts';
import { runOf } from '../../../core/sync/scores/run-of.ts';
import type { Operation } from '../../../core/sync/operation.ts';
import type { Desk } from '../session/desk.ts';
import { askWithinLimits, costAt } from './ask-within-limits.ts';
import { callToJudge, type CallToJudge } from './call-to-judge.ts';
import type { RunningBatch } from './running-batch.ts';
import { newNonce, scoreItem, type ItemOutcome } from './score-item.ts';
import type { ScoringDeps } from './scoring-deps.ts';
import type { Slots } from './slots.ts';

export interface ItemDeskDeps {
  readonly desk: Desk;
  readonly scoring: Pick<ScoringDeps, 'judge' | 'isCutOff' | 'now' | 'later' | 'random01' | 'newId' | 'journaled' | 'log'>;
  readonly slots: Slots;
  /** The model of a batch that has one. */
  readonly modelOf: (batchId: string) => Model | undefined;
  /** Given when everything is given up: another person reads, or the app ends. */
  readonly leave: AbortSignal;
  readonly hadOutcome: (batch: RunningBatch) => void;
  /** The store is out of reach. */
  readonly failed: (error: unknown) => void;
}

type GivenUp = Extract<ItemOutcome, { type: 'given_up' }>['why'];

/** Scores one call of a batch after the other, from its transcript to the run in the outbox. */
export class ItemDesk {
  readonly #deps: ItemDeskDeps;

  constructor(deps: ItemDeskDeps) {
    this.#deps = deps;
  }

  /** Settles when the call has its outcome, or waits in the store; never rejects. */
  async work(batch: RunningBatch, work: BatchWork): Promise<void> {
    try {
      const call = await callToJudge(this.#deps.desk, work.callId);
      if (this.#deps.leave.aborted || batch.why !== null) return;
      if (!call) return await this.#fail(batch, work, 'no_call');
      const { plan } = batch.kept;
      if (plan.judge.kind === 'deterministic') await this.#breath();
      const { prices } = this.#deps.scoring.judge.choices(this.#deps.desk);
      const price = plan.judge.kind === 'model' ? priceOf(plan.judge.model, prices) : null;
      const outcome = await scoreItem(call, plan, work.kept, () => this.#around(batch, work.callId, prices, price), batch.stop.signal, (usage, model) => costAt(usage, model, prices, price));
      if (outcome.type === 'run') await this.#record(batch, work, call, outcome);
      else if (outcome.type === 'given_up') await this.#giveUp(batch, work, outcome.why);
      else await this.#known(batch, work, call, outcome.runKey);
    } catch (error) {
      this.#stumble(batch, error);
    }
  }

  /** A call that waits for nobody takes up this process; others get their turn between. */
  #breath(): Promise<void> {
    return new Promise((resolve) => void this.#deps.scoring.later(0, resolve));
  }

  #around(batch: RunningBatch, callId: string, prices: readonly Price[], price: Price | null): ModelSurroundings {
    const model = this.#deps.modelOf(batch.kept.batchId);
    if (!model) throw new AppError('internal', 'A batch runs without its model.');
    const { desk, slots, leave, scoring } = this.#deps;
    const asked = askWithinLimits({ model, store: desk.store, slots, batch, callId, price, prices, leave });
    return { model: asked, keep: asked.keep, nonce: newNonce, random01: scoring.random01, wait: (ms) => this.#wait(ms, batch.stop.signal) };
  }

  #wait(ms: number, stop: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (stop.aborted) return resolve();
      const takeBack = this.#deps.scoring.later(ms, () => {
        stop.removeEventListener('abort', over);
        resolve();
      });
      const over = (): void => {
        takeBack();
        resolve();
      };
      stop.addEventListener('abort', over, { once: true });
    });
  }

  async #record(batch: RunningBatch, work: BatchWork, { scored }: CallToJudge, { patch, unscorable }: Extract<ItemOutcome, { type: 'run' }>): Promise<void> {
    const { desk, scoring, hadOutcome } = this.#deps;
    const { organizationId, store } = desk;
    const madeAt = new Date(scoring.now()).toISOString();
    const operation = { kind: 'record_run', opId: scoring.newId(), organizationId, callId: work.callId, entityId: work.callId, expectedVersion: 0, madeAt, before: {}, patch } as const satisfies Operation;
    await store.judgeBatchItem({ ...ofItem(work), state: unscorable === null ? 'answered' : 'unscorable', code: unscorable, operation, change: scoreChange(scored, runOf(operation.patch, madeAt, NOBODY, scored.bands)) });
    // A call that asks nobody says nothing about the server.
    if (unscorable === null) batch.wentWell();
    scoring.journaled();
    hadOutcome(batch);
  }

  async #known(batch: RunningBatch, work: BatchWork, { scored }: CallToJudge, runKey: string): Promise<void> {
    const run = scored.runs.find((one) => one.runKey === runKey);
    const standing = run && run.id !== run.runKey ? { id: run.id, counts: scored.analysis?.runKey === runKey } : null;
    await this.#deps.desk.store.markBatchItem({ ...ofItem(work), state: 'recorded', change: run ? scoreChange(scored, run) : null, run: standing });
    this.#deps.hadOutcome(batch);
  }

  async #giveUp(batch: RunningBatch, work: BatchWork, why: GivenUp): Promise<void> {
    if (this.#deps.leave.aborted) return;
    // What every other call would meet too says nothing about this one.
    if (why === 'aborted' || why === 'key_refused' || why === 'model_unknown') {
      await this.#deps.desk.store.markBatchItem({ ...ofItem(work), state: 'waiting', mayBePaid: false });
      if (why !== 'aborted') batch.halt(why);
      return;
    }
    await this.#fail(batch, work, why);
    if (why !== 'unreadable') batch.gaveUp(why);
  }

  async #fail(batch: RunningBatch, work: BatchWork, code: 'no_call' | Exclude<GivenUp, 'aborted' | 'key_refused' | 'model_unknown'>): Promise<void> {
    await this.#deps.desk.store.markBatchItem({ ...ofItem(work), state: 'failed', code });
    this.#deps.hadOutcome(batch);
  }

  #stumble(batch: RunningBatch, error: unknown): void {
    const { leave, scoring, failed } = this.#deps;
    if (leave.aborted) return;
    if (scoring.isCutOff(error)) return batch.halt('offline');
    if (error instanceof AppError && error.code === 'store_unavailable') return failed(error);
    scoring.log('scoring.stumbled', { cause: error instanceof Error ? error.message : String(error) });
    batch.halt('internal');
  }
}

const ofItem = ({ batchId, callId }: BatchWork) => ({ batchId, callId });
