import { AppError } from '../../../core/contract/errors.ts';
import type { OutboxState } from '../../../core/contract/routes/outbox.ts';
import { classify, type Verdict } from '../../../core/sync/classify.ts';
import { plan } from '../../../core/sync/plan.ts';
import type { OperationKind, QueuedOperation } from '../../../core/sync/operation.ts';
import { alreadyStands, rebase } from '../../../core/sync/rules.ts';
import type { OutboxDesk } from '../session/desk.ts';

/** Operations of different calls that are under way at once. */
const LANES = 3;
/** The longest that a workspace which is out of reach is left alone, in milliseconds. */
const LONGEST_PAUSE_MS = 60_000;
const NONE: ReadonlySet<string> = new Set();

export interface OutboxDeps {
  readonly desk: () => Promise<OutboxDesk>;
  readonly now: () => number;
  readonly newId: () => string;
  /** Between 0 and 1. */
  readonly random: () => number;
  /** Runs something later; what it gives takes that back. */
  readonly later: (ms: number, run: () => void) => () => void;
  readonly changed: (state: OutboxState) => void;
  /** The workspace has taken operations of these calls. */
  readonly settled: (callIds: readonly string[]) => void;
  /** It has taken one that belongs to no call. */
  readonly settledElsewhere: (kind: OperationKind) => void;
  readonly log: (event: string, details?: Record<string, unknown>) => void;
}

type Doing = OutboxState['state'];

/**
 * Sends what is journaled, call by call in order, until nothing is left or something stands in the way. Every step is in
 * the store before the next: a run that is killed anywhere goes on where it was, and the workspace applies an id once.
 */
export class Outbox {
  readonly #deps: OutboxDeps;
  #draining: Promise<void> | null = null;
  #again = false;
  #doing: Doing = 'idle';
  #told = '';
  /** When a workspace that asked to wait, or that is out of reach, is asked again (epoch ms). */
  #slowedUntil = 0;
  #cutOffUntil = 0;
  #misses = 0;
  /** How often the store has failed in a row. */
  #storeFaults = 0;
  #takeBack: () => void = () => undefined;
  /** Whose wait was noted in this run: what an earlier one noted, it noted by another clock. */
  readonly #notedHere = new Set<string>();
  /** What this run is sending just now. */
  readonly #underWay = new Set<string>();
  /** How many operations of a call were settled in this run: who reads a call meanwhile has read something old. */
  readonly #settledOf = new Map<string, number>();

  constructor(deps: OutboxDeps) {
    this.#deps = deps;
  }

  /** Looks whether anything can be sent. */
  wake(): void {
    this.#again = true;
    this.#draining ??= this.#drain().finally(() => {
      this.#draining = null;
    });
  }

  /** Settles when nothing is under way. */
  async idle(): Promise<void> {
    while (this.#draining) await this.#draining;
  }

  /** The workspace is within reach again: what waited for that waits no longer. */
  reached(): void {
    if (this.#doing !== 'cut-off' && this.#misses === 0) return;
    this.#cutOffUntil = 0;
    this.#misses = 0;
    this.wake();
  }

  /** Sends whatever waits, also what would wait longer by itself; settles when all that could be sent was. */
  async flush(): Promise<void> {
    this.#cutOffUntil = 0;
    const { store } = await this.#deps.desk();
    for (const { state, notBefore, attempts, operation } of (await store.listOperations({ organizationId: null })).operations)
      if (state === 'waiting' && notBefore !== null) await store.markOperation({ opId: operation.opId, state, attempts, notBefore: null });
    this.wake();
    await this.idle();
  }

  /** Another reader, or none: what stood in the way of the last one says nothing of this one. */
  restart(): void {
    this.#slowedUntil = 0;
    this.#cutOffUntil = 0;
    this.#misses = 0;
    this.#doing = 'idle';
    this.wake();
  }

  stop(): void {
    this.#takeBack();
    this.#again = false;
  }

  settledOf(callId: string): number {
    return this.#settledOf.get(callId) ?? 0;
  }

  /** Counts by state, and what the outbox is doing. */
  async state(): Promise<OutboxState> {
    const { store } = await this.#deps.desk();
    return this.#stateOf((await store.listOperations({ organizationId: null })).operations);
  }

  #stateOf(queue: readonly QueuedOperation[]): OutboxState {
    const count = (wanted: QueuedOperation['state']) => queue.filter(({ state }) => state === wanted).length;
    return { state: this.#doing, waiting: count('waiting'), sending: count('sending'), parked: count('parked'), failed: count('failed') };
  }

  async #drain(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      try {
        await this.#sendAll(await this.#deps.desk());
      } catch (error) {
        // Nobody is signed in, or the store was closed: what was under way is sent again by whoever opens it next.
        const code = error instanceof AppError ? error.code : 'internal';
        this.#deps.log('outbox.stopped', { code });
        if (code === 'store_unavailable') this.#comeBackLater();
      }
    }
  }

  /** The store's process died or does not answer: it is started anew, and nobody else would send what lies in it. */
  #comeBackLater(): void {
    this.#storeFaults += 1;
    this.#takeBack();
    this.#takeBack = this.#deps.later(Math.min(LONGEST_PAUSE_MS, 1000 * 2 ** Math.min(this.#storeFaults, 6)), () => this.wake());
  }

  async #sendAll(desk: OutboxDesk): Promise<void> {
    for (;;) {
      const { operations: queue } = await desk.store.listOperations({ organizationId: null });
      this.#storeFaults = 0;
      if (await this.#takeOver(desk, queue)) continue;
      const now = this.#deps.now();
      const until = Math.max(this.#slowedUntil, this.#cutOffUntil);
      const { send, nextAtMs } = plan(queue.map((queued) => (this.#notedHere.has(queued.operation.opId) ? queued : { ...queued, notBefore: null })), now, NONE);
      const ready = until > now ? [] : send.slice(0, LANES);
      if (ready.length === 0) {
        this.#rest(queue, now, until > now ? until : nextAtMs);
        return;
      }
      const remote = await this.#remoteOf(desk);
      if (remote === null) {
        this.#rest(queue, now, this.#cutOffUntil);
        return;
      }
      this.#doing = 'sending';
      this.#tell(queue);
      await Promise.all(ready.map(async (queued) => {
        const { opId } = queued.operation;
        this.#underWay.add(opId);
        await this.#send(desk, remote, queued).finally(() => this.#underWay.delete(opId));
      }));
    }
  }

  /**
   * What another run left `sending` is nobody's any more: it waits, with its attempts, so that the person may discard it, warned
   * that it may have arrived. Tells whether there was any.
   */
  async #takeOver({ store }: OutboxDesk, queue: readonly QueuedOperation[]): Promise<boolean> {
    const left = queue.filter(({ state, operation }) => state === 'sending' && !this.#underWay.has(operation.opId));
    for (const { operation, attempts } of left) await store.markOperation({ opId: operation.opId, state: 'waiting', attempts, notBefore: null });
    return left.length > 0;
  }

  /** Nothing can be sent now: says why, and comes back when the first that waits may go. */
  #rest(queue: readonly QueuedOperation[], now: number, nextAtMs: number | null): void {
    const isWaiting = queue.some(({ state }) => state === 'waiting' || state === 'sending');
    if (this.#doing !== 'sign-in-needed' || !isWaiting) this.#doing = !isWaiting ? 'idle' : this.#slowedUntil > now ? 'slowed' : this.#cutOffUntil > now ? 'cut-off' : 'idle';
    this.#takeBack();
    if (isWaiting && nextAtMs !== null && this.#doing !== 'sign-in-needed') this.#takeBack = this.#deps.later(Math.max(nextAtMs - now, 50), () => this.wake());
    this.#tell(queue);
  }

  async #remoteOf(desk: OutboxDesk): Promise<Awaited<ReturnType<OutboxDesk['remote']>> | null> {
    try {
      return await desk.remote();
    } catch (error) {
      if (error instanceof AppError && error.code === 'not_signed_in') this.#doing = 'sign-in-needed';
      else this.#missed();
      return null;
    }
  }

  /** A workspace that is out of reach is tried less and less often, until somebody else reaches it. */
  #missed(): void {
    this.#misses += 1;
    this.#cutOffUntil = this.#deps.now() + Math.min(LONGEST_PAUSE_MS, 1000 * 2 ** Math.min(this.#misses, 6)) * (0.5 + this.#deps.random() / 2);
    this.#doing = 'cut-off';
  }

  async #send({ store, nameIn, userId }: OutboxDesk, remote: Awaited<ReturnType<OutboxDesk['remote']>>, queued: QueuedOperation): Promise<void> {
    const { opId, callId, organizationId } = queued.operation;
    const attempts = queued.attempts + 1;
    await store.markOperation({ opId, state: 'sending', attempts, notBefore: null });
    // It may have been discarded or edited since the queue was read; from now on it cannot be.
    const operation = (await store.listOperations({ organizationId, callId })).operations.find((one) => one.operation.opId === opId)?.operation;
    if (!operation) return;
    const outcome = await remote.sendOperation(operation);
    const verdict = classify(outcome, attempts, this.#deps.now(), this.#deps.random(), true);
    this.#deps.log('outbox.sent', { kind: operation.kind, attempts, verdict: verdict.do });
    if (outcome.type !== 'unreached') this.#misses = 0;
    if (verdict.do === 'settle') {
      await store.settleOperation({ opId, version: verdict.version, by: { userId, name: nameIn(operation.organizationId) }, run: verdict.run });
      this.#taken(operation);
      return;
    }
    if (verdict.do === 'retry') this.#notedHere.add(opId);
    await store.markOperation({ opId, attempts, ...this.#standing(verdict) });
    // A conflict with what the person wanted all the same is none, and one with what he did not touch is sent again on what stands now.
    if (verdict.do === 'park' && alreadyStands(operation, verdict.current, userId) !== null) {
      await store.removeOperation({ opId });
      this.#taken(operation);
    } else if (verdict.do === 'park') {
      const again = rebase(operation, verdict.current, this.#deps.newId());
      if (again) await store.replaceOperation({ opId, operation: again });
    }
    if (verdict.do === 'retry' && verdict.pause === 'all') this.#pause(outcome.type === 'unreached', verdict.notBeforeMs);
    // The remote has renewed the session already; whether it is over is told by the next who asks for it.
    if (verdict.do === 'renew' || verdict.do === 'stop') this.#pause(true, 0);
  }

  #taken({ callId, kind }: QueuedOperation['operation']): void {
    if (callId === null) return this.#deps.settledElsewhere(kind);
    this.#settledOf.set(callId, this.settledOf(callId) + 1);
    this.#deps.settled([callId]);
  }

  #pause(isCutOff: boolean, untilMs: number): void {
    if (!isCutOff) this.#slowedUntil = Math.max(this.#slowedUntil, untilMs);
    else if (this.#cutOffUntil <= this.#deps.now()) this.#missed();
  }

  #standing(verdict: Exclude<Verdict, { do: 'settle' }>) {
    const nothing = { notBefore: null, current: null, refusal: null };
    if (verdict.do === 'park') return { ...nothing, state: 'parked' as const, current: verdict.current };
    if (verdict.do === 'fail') return { ...nothing, state: 'failed' as const, refusal: { code: verdict.code, field: verdict.field } };
    if (verdict.do === 'retry') return { ...nothing, state: 'waiting' as const, notBefore: new Date(verdict.notBeforeMs).toISOString() };
    return { ...nothing, state: 'waiting' as const };
  }

  #tell(queue: readonly QueuedOperation[]): void {
    const state = this.#stateOf(queue);
    const told = JSON.stringify(state);
    if (told === this.#told) return;
    this.#told = told;
    this.#deps.changed(state);
  }
}
