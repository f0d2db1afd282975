import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unscorableRunPatch } from '../../../core/qci/judge/run-patch.ts';
import { DEFAULT_RUBRIC } from '../../../core/qci/rubric.ts';
import type { ScoreChange } from '../../../core/scoring/change.ts';
import type { Movement } from '../../../core/scoring/difference.ts';
import { operationSchema, type Operation } from '../../../core/sync/operation.ts';
import { AS_OF, callIdOf, idOf, ORG, serveHere } from '../testing.ts';

const BATCH = idOf(1);
const PLAN = { judge: { kind: 'deterministic' }, rubric: DEFAULT_RUBRIC, budget: null } as const;
const BY = { userId: idOf(9), name: 'Ana' };
const opOf = (n: number): string => idOf(1000 + n);
const runIdOf = (n: number): string => idOf(3000 + n);

const aChange = (n: number, from: number, to: number, over: Partial<ScoreChange> = {}): ScoreChange => {
  const side = { dynamics: 10, objections: 10, brand: 10, outcome: 10, lowered: null };
  return { callId: callIdOf(n), calledAt: AS_OF, agent: 'Anna', before: { ...side, total: from }, after: { ...side, total: to }, overridden: [], reviewed: false, version: 3, runBefore: idOf(7), runKey: idOf(2000 + n), ...over };
};

const of = (n: number) => ({ organizationId: ORG, callId: callIdOf(n), entityId: callIdOf(n), expectedVersion: 0, madeAt: AS_OF });
const aRun = (n: number): Operation =>
  operationSchema.parse({
    kind: 'record_run', opId: opOf(n), ...of(n),
    patch: unscorableRunPatch('voicemail', { callId: callIdOf(n), runKey: idOf(2000 + n), judge: 'deterministic-1', model: null, modelParameters: null, rubricVersion: 'default-1', promptId: null, transcriptHash: null, tokensUsed: null, cost: null, answer: null }),
  });
const anAdoption = (n: number, opId: string): Operation => operationSchema.parse({ kind: 'adopt_run', opId, ...of(n), before: { runId: idOf(7), total: 60, mine: 70 }, patch: { call_id: callIdOf(n), run_id: runIdOf(n) } });

describe('what a batch made of scores', () => {
  let served: ReturnType<typeof serveHere>;
  beforeEach(() => {
    served = serveHere();
    served.ask('open', { path: ':memory:', keyHex: null });
  });
  afterEach(() => served.close());

  const ask: ReturnType<typeof serveHere>['ask'] = (op, payload) => served.ask(op, payload);
  const add = (calls: number): void => void ask('addBatch', { batchId: BATCH, organizationId: ORG, name: 'november', startedAt: AS_OF, plan: PLAN, callIds: Array.from({ length: calls }, (_, n) => callIdOf(n)) });
  const judge = (n: number, change: ScoreChange | null) => ask('judgeBatchItem', { batchId: BATCH, callId: callIdOf(n), state: 'answered', code: null, operation: aRun(n), change });
  const settle = (n: number, counts: boolean) => ask('settleOperation', { opId: opOf(n), version: 4, by: BY, run: { id: runIdOf(n), counts } });
  const list = (movement: Movement = 'all', more: { adoptable?: boolean; callIds?: string[]; offset?: number; limit?: number } = {}) => ask('listChanges', { batchId: BATCH, movement, adoptable: false, callIds: null, offset: 0, limit: 50, ...more });
  const standings = () => new Map(list().changes.map(({ callId, standing }) => [callId, standing]));
  const adopt = (n: number, opId = idOf(5000 + n)) => ask('adoptRuns', { batchId: BATCH, operations: [{ operation: anAdoption(n, opId), seen: 3 }] });
  const again = () => ask('listBatches', { organizationId: ORG }).batches[0]?.again;

  it('is noted with each run, and nothing of calls that had no score', () => {
    add(3);
    expect(again()).toBe(false);
    judge(0, aChange(0, 60, 85));
    judge(1, null);
    expect(again()).toBe(true);
    expect(ask('readDifference', { batchId: BATCH })).toMatchObject({ counts: { all: 1, 'review-pass': 1 }, mean: { total: 25, dynamics: 0 } });
    expect(list().changes).toEqual([{ ...aChange(0, 60, 85), standing: 'unsent', runId: null }]);
  });

  it('follows what the workspace says of a run, and what is made of it', () => {
    add(4);
    for (const n of [0, 1, 2, 3]) judge(n, aChange(n, 60, 70 + n, n === 1 ? { overridden: ['brand'], reviewed: true } : {}));
    settle(0, true);
    settle(1, false);
    ask('markOperation', { opId: opOf(2), state: 'failed', attempts: 1, notBefore: null, refusal: { code: 'forbidden', field: null } });
    expect([...standings()]).toEqual([[callIdOf(3), 'unsent'], [callIdOf(1), 'held'], [callIdOf(0), 'counts']]);
    expect(list('held')).toMatchObject({ total: 1, adoptable: 1, changes: [{ callId: callIdOf(1), runId: runIdOf(1) }] });
    expect(list('all', { adoptable: true }).changes.map(({ callId }) => callId)).toEqual([callIdOf(1)]);
    expect(list('all', { callIds: [callIdOf(0), callIdOf(9)] }).total).toBe(1);
  });

  it('makes a run count once, and takes that back where the person throws it away', () => {
    add(1);
    judge(0, aChange(0, 60, 70));
    settle(0, false);
    expect([adopt(0), adopt(0, idOf(6000))]).toEqual([{ adopted: 1 }, { adopted: 0 }]);
    expect(ask('listOperations', { organizationId: ORG }).operations.map(({ operation }) => [operation.opId, operation.kind])).toEqual([[idOf(5000), 'adopt_run']]);
    expect(list()).toMatchObject({ adoptable: 0, changes: [{ standing: 'adopted' }] });
    ask('replaceOperation', { opId: idOf(5000), operation: anAdoption(0, idOf(5500)) });
    ask('removeOperation', { opId: idOf(5500) });
    expect(list()).toMatchObject({ adoptable: 1, changes: [{ standing: 'held' }] });
  });

  it('stays adopted where a colleague made the same run count', () => {
    add(1);
    judge(0, aChange(0, 60, 70));
    settle(0, false);
    adopt(0);
    ask('markOperation', { opId: idOf(5000), state: 'parked', attempts: 1, notBefore: null, current: { version: 9, run_id: runIdOf(0), qci_total_score: 70, overrides: {} } });
    ask('removeOperation', { opId: idOf(5000) });
    expect(standings().get(callIdOf(0))).toBe('adopted');
  });

  it('goes with its batch and its organization', () => {
    add(1);
    judge(0, aChange(0, 60, 70));
    ask('removeBatch', { batchId: BATCH });
    add(1);
    expect([again(), list().total]).toEqual([false, 0]);
    ask('markBatchItem', { batchId: BATCH, callId: callIdOf(0), state: 'recorded', change: aChange(0, 60, 90), run: { id: runIdOf(0), counts: false } });
    expect(list()).toMatchObject({ total: 1, adoptable: 1 });
    ask('deleteOrganization', { organizationId: ORG });
    expect(list().total).toBe(0);
  });

  it('of ten thousand calls is counted and paged quickly', () => {
    add(10_000);
    served.ask('listBatches', { organizationId: ORG });
    for (let n = 0; n < 10_000; n += 1) ask('markBatchItem', { batchId: BATCH, callId: callIdOf(n), state: 'recorded', change: aChange(n, 60, n % 101), run: { id: runIdOf(n), counts: true } });
    const begun = performance.now();
    expect(ask('readDifference', { batchId: BATCH }).counts.all).toBe(10_000);
    const page = list('review-pass', { offset: 100, limit: 200 });
    expect([page.total, page.changes.length, page.changes[0]?.after.total]).toEqual([2079, 200, 99]);
    expect(performance.now() - begun).toBeLessThan(2000);
  }, 60_000);
});
