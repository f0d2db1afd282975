import { setMaxListeners } from 'node:events';
import type { Model } from '../../../core/qci/model/ask.ts';
import type { BatchStop } from '../../../core/scoring/batch.ts';
import type { BatchWork, KeptBatch } from '../../../core/store/kept-batch.ts';
import type { Desk } from '../session/desk.ts';
import type { BatchPace } from './batch-view.ts';
import { ItemDesk } from './item-desk.ts';
import { RunningBatch } from './running-batch.ts';
import type { ScoringDeps } from './scoring-deps.ts';
import { Slots } from './slots.ts';

/** Calls that are prepared while those before them are asked about, so that a free place never waits for a transcript. */
const AHEAD = 4;
/** So many calls are read out of the store at once. */
const PAGE = 200;
/** Runs that the workspace does not have yet; where there are more, the judge waits for the outbox. */
const MOST_UNSENT = 500;
const TELL_EVERY_MS = 500;
const PATIENCE_MS = 1000;

/** The work on one reader's batches, from the first call to the last; then it is over, and the next one begins anew. */
export class ScoringRun {
  readonly #desk: Desk;
  readonly #deps: ScoringDeps;
  readonly #tell: (kept: KeptBatch) => void;
  readonly #leaving = new AbortController();
  readonly #slots: Slots;
  readonly #items: ItemDesk;
  readonly #batches = new Map<string, RunningBatch>();
  readonly #models = new Map<string, Model>();
  readonly #inHand = new Map<string, Promise<void>>();
  #buffer: BatchWork[] = [];
  #isStale = true;
  #unsent = 0;
  #fault: unknown = null;
  #toTell = new Set<string>();
  #takeBack: (() => void) | null = null;
  #wakeUp: () => void = () => undefined;
  #end: { resolve: () => void; reject: (error: unknown) => void } = { resolve: () => undefined, reject: () => undefined };
  /** Settles when nothing is left to do; rejects where the store is out of reach. */
  readonly ended: Promise<void>;

  constructor(desk: Desk, deps: ScoringDeps, tell: (kept: KeptBatch) => void) {
    this.#desk = desk;
    this.#deps = deps;
    this.#tell = tell;
    // Every request under way listens.
    setMaxListeners(0, this.#leaving.signal);
    this.#slots = new Slots(deps.judge.choices(desk).concurrency, deps);
    this.#items = new ItemDesk({
      desk,
      scoring: deps,
      slots: this.#slots,
      modelOf: (batchId) => this.#models.get(batchId),
      leave: this.#leaving.signal,
      hadOutcome: (batch) => this.#hadOutcome(batch),
      failed: (error) => this.#failed(error),
    });
    this.ended = new Promise((resolve, reject) => {
      this.#end = { resolve, reject };
    });
  }

  begin(): void {
    void this.#work().then(this.#end.resolve, (error: unknown) => {
      // What is under way would come back to a store that a later run has taken over.
      this.leave();
      this.#end.reject(error);
    });
  }

  isOf({ organizationId, store }: Desk): boolean {
    return !this.#leaving.signal.aborted && this.#desk.organizationId === organizationId && this.#desk.store === store;
  }

  /** It was told of more just when it ended. */
  get hasMore(): boolean {
    return this.#isStale && this.#fault === null && !this.#leaving.signal.aborted;
  }

  /** There may be more to do than before. */
  again(): void {
    this.#isStale = true;
    this.#slots.allow(this.#deps.judge.choices(this.#desk).concurrency);
    this.#wakeUp();
  }

  leave(): void {
    this.#leaving.abort();
    for (const batch of this.#batches.values()) batch.stop.abort();
    this.#takeBack?.();
    this.#wakeUp();
  }

  /** Nothing more of this batch is sent; the store knows why already. */
  halt(batchId: string): void {
    this.#batches.get(batchId)?.halt('person');
    this.#wakeUp();
  }

  /** Settles when nothing of this batch is under way. */
  async quiet(batchId: string): Promise<void> {
    await Promise.all([...this.#inHand].flatMap(([key, work]) => (key.startsWith(batchId) ? [work] : [])));
  }

  paceOf(batchId: string): BatchPace | null {
    const batch = this.#batches.get(batchId);
    if (!batch) return null;
    return { concurrency: batch.kept.plan.judge.kind === 'model' ? this.#slots.limit : AHEAD, times: batch.times };
  }

  async #work(): Promise<void> {
    const { store, organizationId } = this.#desk;
    const { lost } = await store.loseBatchFlights({ organizationId });
    if (lost > 0) this.#deps.log('scoring.lost-in-flight', { count: lost });
    for (;;) {
      if (this.#leaving.signal.aborted) return;
      if (this.#fault !== null) throw this.#fault;
      if (this.#isStale) await this.#lookAgain();
      if (await this.#isHeldUp()) continue;
      const started = await this.#takeUp();
      if (started === 0 && this.#inHand.size === 0 && !this.#isStale) break;
      if (this.#inHand.size > 0) await this.#somethingHappens();
    }
    await this.#tellAll();
  }

  /** Which batches run, and by which model. */
  async #lookAgain(): Promise<void> {
    this.#isStale = false;
    const { batches } = await this.#desk.store.listBatches({ organizationId: this.#desk.organizationId });
    for (const kept of batches) {
      const known = this.#batches.get(kept.batchId);
      if (kept.state !== 'running') continue;
      const batch = known?.why === null ? known : new RunningBatch(kept, (why) => this.#halted(kept.batchId, why));
      this.#batches.set(kept.batchId, batch);
      if (kept.plan.judge.kind !== 'model') continue;
      // One that runs already is asked too: the person may have taken the key away, or chosen another server.
      const model = await this.#deps.judge.modelFor(this.#desk, kept.plan.judge);
      if (typeof model === 'string') batch.halt(model);
      else this.#models.set(kept.batchId, model);
    }
    this.#buffer = [];
  }

  #halted(batchId: string, why: BatchStop): void {
    if (why === 'person') return;
    this.#deps.log('scoring.halted', { why });
    this.#note(this.#desk.store.markBatch({ batchId, state: 'paused', why }).then(() => this.#tellLater(batchId)));
  }

  /** Something besides the calls themselves that may meet a store out of reach. */
  #note(doing: Promise<unknown>): void {
    doing.catch((error: unknown) => this.#failed(error));
  }

  #failed(error: unknown): void {
    if (this.#leaving.signal.aborted) return;
    this.#fault ??= error;
    this.#wakeUp();
  }

  /** True after it has waited, because the outbox is full. */
  async #isHeldUp(): Promise<boolean> {
    if (this.#unsent < MOST_UNSENT) return false;
    await this.#somethingHappens(PATIENCE_MS);
    await this.#tellAll();
    return true;
  }

  async #takeUp(): Promise<number> {
    const isAsking = [...this.#batches.values()].some(({ why, kept }) => why === null && kept.plan.judge.kind === 'model');
    const room = (isAsking ? this.#slots.limit : 0) + AHEAD - this.#inHand.size;
    let started = 0;
    while (started < room) {
      if (this.#buffer.length === 0) this.#buffer = await this.#nextPage();
      const work = this.#buffer.shift();
      if (!work) return started;
      const batch = this.#batches.get(work.batchId);
      if (!batch || batch.why !== null || this.#inHand.has(keyOf(work))) continue;
      this.#inHand.set(keyOf(work), this.#items.work(batch, work).finally(() => this.#inHand.delete(keyOf(work))));
      started += 1;
    }
    return started;
  }

  async #nextPage(): Promise<BatchWork[]> {
    const besides = [...this.#inHand.keys()].map((key) => ({ batchId: key.slice(0, 36), callId: key.slice(36) }));
    const { work } = await this.#desk.store.listBatchWork({ organizationId: this.#desk.organizationId, limit: PAGE, besides });
    return work.filter(({ batchId }) => this.#batches.get(batchId)?.why === null);
  }

  async #somethingHappens(mostMs: number | null = null): Promise<void> {
    const woken = new Promise<void>((resolve) => {
      this.#wakeUp = resolve;
    });
    const takeBack = mostMs === null ? null : this.#deps.later(mostMs, () => this.#wakeUp());
    await Promise.race([woken, ...(mostMs === null ? this.#inHand.values() : [])]);
    takeBack?.();
  }

  #hadOutcome(batch: RunningBatch): void {
    batch.hadOutcome(this.#deps.now());
    this.#tellLater(batch.kept.batchId);
  }

  #tellLater(batchId: string): void {
    this.#toTell.add(batchId);
    this.#takeBack ??= this.#deps.later(TELL_EVERY_MS, () => {
      this.#takeBack = null;
      this.#note(this.#tellAll());
    });
  }

  /** Tells how things stand, and notes which batch is done. */
  async #tellAll(): Promise<void> {
    if (this.#leaving.signal.aborted) return;
    const { store, organizationId } = this.#desk;
    const toTell = this.#toTell;
    this.#toTell = new Set();
    const { batches } = await store.listBatches({ organizationId });
    this.#unsent = batches.reduce((sum, { counts }) => sum + counts.answered, 0);
    for (const kept of batches) {
      const isDone = kept.state === 'running' && kept.counts.waiting + kept.counts.sent === 0;
      if (isDone) await store.markBatch({ batchId: kept.batchId, state: 'done', why: null });
      if (isDone || toTell.has(kept.batchId)) this.#tell(isDone ? { ...kept, state: 'done' } : kept);
    }
  }
}

const keyOf = ({ batchId, callId }: BatchWork): string => batchId + callId;
