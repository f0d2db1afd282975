import { AppError } from '../../../core/contract/errors.ts';
import type { Batch, BatchEstimate, BatchSource } from '../../../core/contract/routes/scoring.ts';
import { priceOf } from '../../../core/qci/model/prices.ts';
import type { BatchPlan, ModelJudge } from '../../../core/scoring/batch.ts';
import { estimateDeterministic, estimateModel, USUAL_REQUEST_SECONDS } from '../../../core/scoring/estimate.ts';
import type { KeptBatch } from '../../../core/store/kept-batch.ts';
import type { Desk } from '../session/desk.ts';
import { adoptRuns, type AdoptedRuns } from './adopt-runs.ts';
import { shownBatch } from './batch-view.ts';
import { callsOfBatch } from './calls-of-batch.ts';
import type { ScoringDeps } from './scoring-deps.ts';
import { ScoringRun } from './scoring-run.ts';

export interface BatchOrder {
  readonly batchId: string;
  readonly name: string;
  readonly source: BatchSource;
  readonly judge: 'model' | 'deterministic';
  readonly budget: number | null;
}

/**
 * Batches of calls that are scored, one after the other. Where each call stands is in the store before the next step, so that a batch goes
 * on after a restart where it was: no answer that arrived is paid for again, and no call gets a second run.
 */
export class Scoring {
  readonly #deps: ScoringDeps;
  #run: ScoringRun | null = null;
  #waking: Promise<void> = Promise.resolve();
  #takeBack: () => void = () => undefined;

  constructor(deps: ScoringDeps) {
    this.#deps = deps;
  }

  /** Goes on with whatever runs; nothing happens where nothing does. */
  wake(): void {
    this.#takeBack();
    this.#waking = this.#wake().catch((error: unknown) => this.#failed(error));
  }

  /** The workspace is within reach again: what stood still for that goes on. */
  async reached(): Promise<void> {
    const desk = await this.#deps.desk();
    const { batches } = await desk.store.listBatches({ organizationId: desk.organizationId });
    for (const { batchId, state, why } of batches) if (state === 'paused' && why === 'offline') await desk.store.markBatch({ batchId, state: 'running', why: null });
    this.wake();
  }

  /** Another reader, or the end: what is under way is given up, and counts as lost in flight when its store is opened again. */
  stop(): void {
    this.#takeBack();
    this.#run?.leave();
    this.#run = null;
  }

  /** Settles when nothing is under way. */
  async idle(): Promise<void> {
    for (;;) {
      await this.#waking;
      if (!this.#run) return;
      await this.#run.ended.catch(() => undefined);
    }
  }

  /** What a batch of these calls would take. */
  async estimate(desk: Desk, source: BatchSource, kind: BatchOrder['judge']): Promise<BatchEstimate> {
    const calls = await callsOfBatch(desk, source, this.#deps.now);
    const { concurrency, model, prices } = this.#deps.judge.choices(desk);
    if (kind === 'deterministic') return { ...estimateDeterministic(calls), concurrency: 1 };
    return { ...estimateModel(calls, { rubric: await this.#deps.rubricOf(desk), price: priceOf(model, prices), concurrency, requestSeconds: USUAL_REQUEST_SECONDS }), concurrency };
  }

  /** Rejects as `scoring.start` says. */
  async start(desk: Desk, { batchId, name, source, judge, budget }: BatchOrder): Promise<void> {
    if (!(await this.#deps.mayRecord(desk))) throw new AppError('forbidden', 'Runs are recorded by reviewers and upwards.');
    const plan: BatchPlan = { judge: await this.#judgeOf(desk, judge, budget), rubric: await this.#deps.rubricOf(desk), budget: judge === 'model' ? budget : null };
    const calls = await callsOfBatch(desk, source, this.#deps.now);
    if (calls.length === 0) throw new AppError('not_found', 'The source means no call.');
    await desk.store.addBatch({ organizationId: desk.organizationId, batchId, name, startedAt: new Date(this.#deps.now()).toISOString(), plan, callIds: calls.map(({ id }) => id) });
    this.wake();
  }

  async #judgeOf(desk: Desk, kind: BatchOrder['judge'], budget: number | null): Promise<BatchPlan['judge']> {
    if (kind === 'deterministic') return { kind };
    const { baseUrl, model, temperature, seed, prices } = this.#deps.judge.choices(desk);
    const judge: ModelJudge = { kind, baseUrl, model, temperature, seed };
    if (typeof (await this.#deps.judge.modelFor(desk, judge)) === 'string') throw new AppError('bad_request', 'The judge has no key.', { reason: 'no_key' });
    if (budget !== null && priceOf(model, prices) === null) throw new AppError('bad_request', 'A budget needs a price.', { reason: 'no_price' });
    return judge;
  }

  async pause(desk: Desk, batchId: string): Promise<void> {
    await this.#halt(desk, batchId, 'paused');
  }

  async cancel(desk: Desk, batchId: string): Promise<void> {
    await this.#halt(desk, batchId, 'cancelled');
  }

  async resume(desk: Desk, batchId: string): Promise<void> {
    await this.#mustBe(desk, batchId);
    await desk.store.markBatch({ batchId, state: 'running', why: null });
    this.wake();
  }

  async retry(desk: Desk, batchId: string): Promise<void> {
    await this.#mustBe(desk, batchId);
    await desk.store.retryBatch({ batchId });
    this.wake();
  }

  async remove(desk: Desk, batchId: string): Promise<void> {
    await this.#halt(desk, batchId, 'cancelled');
    await this.#run?.quiet(batchId);
    await desk.store.removeBatch({ batchId });
  }

  /** Makes runs of a batch count that a person's decision holds back; answers how many. Rejects as `scoring.adopt` says. */
  async adopt(desk: Desk, which: AdoptedRuns): Promise<number> {
    if (!(await this.#deps.mayRecord(desk))) throw new AppError('forbidden', 'Runs are adopted by reviewers and upwards.');
    await this.#mustBe(desk, which.batchId);
    const adopted = await adoptRuns(desk, which, { at: new Date(this.#deps.now()).toISOString(), newId: this.#deps.newId });
    if (adopted > 0) this.#deps.journaled();
    return adopted;
  }

  async all(desk: Desk): Promise<Batch[]> {
    const { batches } = await desk.store.listBatches({ organizationId: desk.organizationId });
    return batches.map((kept) => this.#shown(desk, kept));
  }

  #shown(desk: Desk, kept: KeptBatch): Batch {
    const { prices } = this.#deps.judge.choices(desk);
    return shownBatch(kept, this.#run?.paceOf(kept.batchId) ?? null, this.#deps.now(), (model) => priceOf(model, prices) !== null);
  }

  async #halt(desk: Desk, batchId: string, state: 'paused' | 'cancelled'): Promise<void> {
    await this.#mustBe(desk, batchId);
    await desk.store.markBatch({ batchId, state, why: state === 'paused' ? 'person' : null });
    this.#run?.halt(batchId);
  }

  async #mustBe(desk: Desk, batchId: string): Promise<void> {
    const { batches } = await desk.store.listBatches({ organizationId: desk.organizationId });
    if (!batches.some((one) => one.batchId === batchId)) throw new AppError('not_found', 'There is no such batch.');
  }

  async #wake(): Promise<void> {
    const desk = await this.#deps.desk();
    if (this.#run && this.#run.isOf(desk)) return this.#run.again();
    this.stop();
    const run = new ScoringRun(desk, this.#deps, (kept) => this.#deps.progressed(this.#shown(desk, kept)));
    this.#run = run;
    void run.ended
      .catch((error: unknown) => this.#failed(error))
      .finally(() => {
        if (this.#run !== run) return;
        this.#run = null;
        if (run.hasMore) this.wake();
      });
    run.begin();
  }

  /** Nobody is signed in, or the store is not there: whoever opens it next goes on; a store that died is started anew by others. */
  #failed(error: unknown): void {
    const code = error instanceof AppError ? error.code : 'internal';
    this.#deps.log('scoring.stopped', { code });
    if (code === 'store_unavailable') this.#takeBack = this.#deps.later(5000, () => this.wake());
  }
}

