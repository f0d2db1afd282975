import type { Moment } from '../../core/moments/moment.ts';
import type { SendOutcome } from '../../core/sync/answer.ts';
import { classify } from '../../core/sync/classify.ts';
import type { Value } from '../../core/sync/conflict-shape.ts';
import { editOperation } from '../../core/sync/describe.ts';
import { readMoments } from '../../core/sync/moments/overlay.ts';
import { isMomentOperation, type Operation, operationSchema, type QueuedOperation, queuedOperationSchema } from '../../core/sync/operation.ts';
import { laneOf, plan } from '../../core/sync/plan.ts';
import { alreadyStands, conflictOf, followUps, meetCall, NOTHING_KEPT, overlayCall, resolveConflict, settleCall, versionFor } from '../../core/sync/rules.ts';

/** What a device needs of the world around it. */
export interface Surroundings {
  nowMs(): number;
  random(): number;
  newId(): string;
  /** It was told that an operation is done. */
  acknowledged(seq: number): void;
}

/** A person's desk: what he did and what it knows are on its disk at once, all else dies with the process. */
export class Device {
  readonly by: { readonly userId: string; readonly name: string };
  isOnline = true;
  kept = new Map<string, Moment[]>();
  queue: QueuedOperation[] = [];
  /** The version of its row that was on the screen when an operation was made, by seq; the app has no such list, the oracle asks. */
  readonly seen = new Map<number, number>();
  /** What the person discarded, by seq; for the oracle too. */
  readonly givenUp = new Set<number>();
  readonly #around: Surroundings;
  #seq = 0;
  #inFlight = new Set<string>();
  #renewed = new Set<string>();
  #pausedUntilMs = 0;
  #isSignedIn = true;

  constructor(by: Device['by'], calls: readonly string[], around: Surroundings) {
    this.by = by;
    this.#around = around;
    for (const call of calls) this.kept.set(call, []);
  }

  ofCall(callId: string): QueuedOperation[] {
    return this.queue.filter(({ operation }) => operation.callId === callId);
  }

  /** What the call's screen shows. */
  screen(callId: string): Moment[] {
    return overlayCall(this.#held(callId), this.ofCall(callId), this.by).moments;
  }

  /** Journals what the person did. */
  add(deed: Operation): void {
    const operation = operationSchema.parse(deed);
    const kept = this.#held(laneOf(operation));
    this.#seq += 1;
    this.#look(operation, this.#seq);
    this.queue.push({ operation: { ...operation, expectedVersion: versionFor(operation, kept, this.queue) }, seq: this.#seq, state: 'waiting', attempts: 0, notBefore: null, current: null, refusal: null });
  }

  /** The operations that go out now, as they are sent. */
  begin(): QueuedOperation[] {
    if (!this.isOnline || !this.#isSignedIn || this.#around.nowMs() < this.#pausedUntilMs) return [];
    return plan(this.queue, this.#around.nowMs(), this.#inFlight).send.map((queued) => {
      this.#inFlight.add(laneOf(queued.operation));
      return this.#mark(queued.operation.opId, { state: 'sending', attempts: queued.attempts + 1 });
    });
  }

  /** Takes what became of a sending; answers whether it is to be sent again at once. */
  finish({ operation: sent }: QueuedOperation, outcome: SendOutcome): boolean {
    const { opId } = sent;
    const queued = this.queue.find(({ operation }) => operation.opId === opId);
    if (!queued) throw new Error('an operation left the outbox while it was being sent');
    const verdict = classify(outcome, queued.attempts, this.#around.nowMs(), this.#around.random(), this.#renewed.has(opId));
    if (verdict.do === 'renew') {
      this.#renewed.add(opId);
      return true;
    }
    this.#inFlight.delete(laneOf(sent));
    this.#renewed.delete(opId);
    if (verdict.do === 'settle') this.#settle(queued, verdict.version);
    else if (verdict.do === 'park') this.#park(queued, verdict.current);
    else if (verdict.do === 'fail') this.#mark(opId, { state: 'failed', refusal: { code: verdict.code, field: verdict.field } });
    else if (verdict.do === 'stop') {
      this.#isSignedIn = false;
      this.#mark(opId, { state: 'waiting' });
    } else {
      this.#mark(opId, { state: 'waiting', notBefore: new Date(verdict.notBeforeMs).toISOString() });
      if (verdict.pause === 'all') this.#pausedUntilMs = verdict.notBeforeMs;
    }
    return false;
  }

  /** The person decides a conflict: these fields stand as his. */
  decide(parked: QueuedOperation, mine: readonly string[]): void {
    const instead = resolveConflict(parked, mine, this.#around.newId());
    this.#leave(parked, instead);
    if (instead) this.#look(instead, parked.seq);
  }

  fieldsOf(parked: QueuedOperation): string[] {
    return conflictOf(parked)?.fields.map(({ field }) => field) ?? [];
  }

  discard(queued: QueuedOperation): void {
    this.givenUp.add(queued.seq);
    this.#leave(queued, null);
  }

  /** Edits what was not sent or failed; answers whether it could. */
  edit(queued: QueuedOperation, values: Readonly<Record<string, Value>>): boolean {
    const edited = editOperation(queued, values, this.#around.newId());
    if (typeof edited === 'string') return false;
    this.#leave(queued, edited);
    return true;
  }

  /** Keeps what the workspace gave for a call. */
  read(callId: string, moments: Moment[]): void {
    this.kept.set(callId, readMoments(this.kept.get(callId) ?? [], moments));
  }

  /** The process dies and starts again: what it was sending it does not know any more. */
  restart(): void {
    this.queue = queuedOperationSchema.array().parse(JSON.parse(JSON.stringify(this.queue)));
    this.#inFlight = new Set();
    this.#renewed = new Set();
    this.#pausedUntilMs = 0;
  }

  signIn(): void {
    this.#isSignedIn = true;
  }

  #settle({ operation, seq }: QueuedOperation, version: number): void {
    this.#around.acknowledged(seq);
    this.#drop(operation.opId);
    const callId = laneOf(operation);
    this.kept.set(callId, settleCall(this.#held(callId), operation, this.by, version).moments);
  }

  #park(queued: QueuedOperation, current: Record<string, unknown>): void {
    const callId = laneOf(queued.operation);
    const parked = this.#mark(queued.operation.opId, { state: 'parked', current });
    this.kept.set(callId, meetCall(this.#held(callId), parked).moments);
    if (alreadyStands(queued.operation, current, this.by.userId) !== null) this.#leave(parked, null);
  }

  #leave(left: QueuedOperation, instead: Operation | null): void {
    const versions = followUps(left, instead, this.#held(laneOf(left.operation)), this.queue);
    this.queue = this.queue.flatMap((queued) => {
      if (queued.seq === left.seq) return instead ? [{ operation: instead, seq: left.seq, state: 'waiting' as const, attempts: 0, notBefore: null, current: null, refusal: null }] : [];
      const expectedVersion = versions.get(queued.operation.opId);
      return [expectedVersion === undefined ? queued : { ...queued, operation: { ...queued.operation, expectedVersion } }];
    });
  }

  #mark(opId: string, change: Partial<QueuedOperation>): QueuedOperation {
    const at = this.queue.findIndex(({ operation }) => operation.opId === opId);
    const marked = { ...(this.queue[at] as QueuedOperation), ...change };
    this.queue[at] = marked;
    return marked;
  }

  #drop(opId: string): void {
    this.queue = this.queue.filter(({ operation }) => operation.opId !== opId);
  }

  #held(callId: string): typeof NOTHING_KEPT {
    return { ...NOTHING_KEPT, moments: this.kept.get(callId) ?? [] };
  }

  #look(operation: Operation, seq: number): void {
    if (!isMomentOperation(operation)) return;
    const { callId, entityId, kind, patch } = operation;
    const moment = this.kept.get(callId)?.find(({ id }) => id === patch.moment_id);
    const row = kind === 'comment_moment' ? moment?.comments.find(({ id }) => id === entityId) : moment;
    this.seen.set(seq, row?.version ?? 0);
  }
}
