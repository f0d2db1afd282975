import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_RUBRIC } from '../../../core/qci/rubric.ts';
import { unscorableRunPatch } from '../../../core/qci/judge/run-patch.ts';
import { AS_OF, callIdOf, idOf, ORG, OTHER_ORG, serveHere } from '../testing.ts';
import { operationSchema, type Operation } from '../../../core/sync/operation.ts';

const BATCH = idOf(1);
const PLAN = { judge: { kind: 'model', baseUrl: 'https://api.openai.com/v1', model: 'gpt-4o-mini', temperature: 0, seed: 7 }, rubric: DEFAULT_RUBRIC, budget: 5 } as const;
const BY = { userId: idOf(9), name: 'Ana' };

/** What would be recorded of the nth call. */
const aRun = (n: number, opId = idOf(1000 + n)): Operation =>
  operationSchema.parse({
    kind: 'record_run', opId, organizationId: ORG, callId: callIdOf(n), entityId: callIdOf(n), expectedVersion: 0, madeAt: AS_OF,
    patch: unscorableRunPatch('voicemail', { callId: callIdOf(n), runKey: idOf(n), judge: 'model-1', model: null, modelParameters: null, rubricVersion: 'default-1', promptId: null, transcriptHash: null, tokensUsed: null, cost: null, answer: null }),
  });

describe('a batch in the store', () => {
  let served: ReturnType<typeof serveHere>;
  beforeEach(() => {
    served = serveHere();
    served.ask('open', { path: ':memory:', keyHex: null });
  });
  afterEach(() => served.close());

  const ask: ReturnType<typeof serveHere>['ask'] = (op, payload) => served.ask(op, payload);
  const add = (calls: number, batchId = BATCH, startedAt = AS_OF) =>
    ask('addBatch', { batchId, organizationId: ORG, name: 'november', startedAt, plan: PLAN, callIds: Array.from({ length: calls }, (_, n) => callIdOf(n)) });
  const batch = (batchId = BATCH) => ask('listBatches', { organizationId: ORG }).batches.find((one) => one.batchId === batchId);
  const of = (n: number) => ({ batchId: BATCH, callId: callIdOf(n) });
  const work = (besides: number[] = []) => ask('listBatchWork', { organizationId: ORG, limit: 50, besides: besides.map(of) }).work.map(({ callId }) => callId);
  const judge = (n: number, state: 'answered' | 'unscorable' = 'answered', opId?: string) => ask('judgeBatchItem', { ...of(n), state, code: state === 'unscorable' ? 'voicemail' : null, operation: aRun(n, opId) });
  const answer = (n: number, text = '{}') => ask('keepBatchAnswer', { ...of(n), text, model: 'gpt', promptTokens: 900, completionTokens: 100, cost: 0.001 });

  it('is made once, and its calls wait in its order, the older batch before the newer', () => {
    add(3);
    ask('addBatch', { batchId: BATCH, organizationId: ORG, name: 'other', startedAt: AS_OF, plan: { ...PLAN, budget: 9 }, callIds: [callIdOf(9)] });
    add(1, idOf(2), '2026-11-19T12:00:00.000Z');
    expect(batch()).toMatchObject({ name: 'november', state: 'running', plan: PLAN, counts: { waiting: 3, sent: 0 }, cost: 0 });
    expect(ask('listBatches', { organizationId: OTHER_ORG }).batches).toEqual([]);
    expect(work()).toEqual([0, 0, 1, 2].map(callIdOf));
    expect(work([0, 1])).toEqual([0, 2].map(callIdOf));
    ask('markBatch', { batchId: idOf(2), state: 'paused', why: 'person' });
    expect(work()).toEqual([0, 1, 2].map(callIdOf));
  });

  it('knows what was asked, set aside, answered and paid', () => {
    add(2);
    ask('markBatchItem', { ...of(0), state: 'sent', setAside: 0.004 });
    expect(batch()).toMatchObject({ counts: { sent: 1, waiting: 1 }, setAside: 0.004 });
    answer(0);
    expect(batch()).toMatchObject({ paid: 1, cost: 0.001, promptTokens: 900, completionTokens: 100, setAside: 0, lostCost: 0 });
    ask('markBatchItem', { ...of(1), state: 'sent', setAside: 0.004 });
    ask('markBatchItem', { ...of(1), state: 'waiting', mayBePaid: true });
    expect(batch()).toMatchObject({ lostCost: 0.004, lostInFlight: 0, counts: { waiting: 1 } });
    expect(work()).toEqual([callIdOf(1)]);
    ask('markBatchItem', { ...of(1), state: 'failed', code: 'busy' });
    expect(ask('listBatchItems', { batchId: BATCH, states: ['failed'], after: null, limit: 5 }).items).toEqual([{ callId: callIdOf(1), position: 1, state: 'failed', code: 'busy', asked: 1, paid: 0, cost: 0 }]);
  });

  it('puts a run into the outbox in the step that judges the call, and no second one for the same call', () => {
    add(1);
    answer(0);
    judge(0);
    judge(0, 'answered', idOf(7));
    expect(ask('listOperations', { organizationId: ORG }).operations.map(({ operation }) => [operation.opId, operation.kind, operation.expectedVersion])).toEqual([[idOf(1000), 'record_run', 0]]);
    ask('markBatchItem', { ...of(0), state: 'sent', setAside: 1 });
    ask('markBatchItem', { ...of(0), state: 'failed', code: 'busy' });
    expect(batch()).toMatchObject({ counts: { answered: 1, failed: 0 }, setAside: 0 });
    expect(() => ask('judgeBatchItem', { batchId: idOf(5), callId: callIdOf(0), state: 'answered', code: null, operation: aRun(0, idOf(8)) })).toThrow(expect.objectContaining({ code: 'bad_request' }) as Error);
    expect(ask('listOperations', { organizationId: ORG }).operations).toHaveLength(1);
  });

  it('is told what becomes of its runs: recorded, refused, or thrown away', () => {
    add(4);
    for (const n of [0, 1, 2]) judge(n);
    judge(3, 'unscorable');
    ask('settleOperation', { opId: idOf(1000), version: 1, by: BY });
    ask('markOperation', { opId: idOf(1001), state: 'failed', attempts: 1, notBefore: null, refusal: { code: 'forbidden', field: null } });
    ask('removeOperation', { opId: idOf(1002) });
    ask('settleOperation', { opId: idOf(1003), version: 0, by: BY });
    expect(batch()?.counts).toEqual({ waiting: 0, sent: 0, answered: 0, recorded: 1, unscorable: 1, failed: 2 });
    const items = ask('listBatchItems', { batchId: BATCH, states: ['failed', 'unscorable', 'recorded'], after: null, limit: 9 }).items;
    expect(items.map(({ state, code }) => [state, code])).toEqual([['recorded', null], ['failed', 'refused'], ['failed', 'discarded'], ['unscorable', 'voicemail']]);
    expect(ask('listBatchItems', { batchId: BATCH, states: ['failed'], after: 1, limit: 9 }).items.map(({ position }) => position)).toEqual([2]);
  });

  it('follows a refused run that is tried again under another id', () => {
    add(1);
    judge(0);
    ask('markOperation', { opId: idOf(1000), state: 'failed', attempts: 1, notBefore: null, refusal: { code: 'forbidden', field: null } });
    expect(batch()?.counts).toMatchObject({ answered: 0, failed: 1 });
    ask('replaceOperation', { opId: idOf(1000), operation: aRun(0, idOf(2000)), attempts: 1 });
    expect(batch()?.counts).toMatchObject({ answered: 1, failed: 0 });
    ask('settleOperation', { opId: idOf(2000), version: 1, by: BY });
    expect(batch()?.counts).toMatchObject({ recorded: 1, answered: 0 });
  });

  it('after an end in the middle counts what was under way as lost, and keeps what was answered', () => {
    add(4);
    for (const n of [0, 1, 2]) ask('markBatchItem', { ...of(n), state: 'sent', setAside: 0.004 });
    answer(1, '{"half":');
    // An answer that could not be read was there, and the second request was under way.
    answer(2, 'nonsense');
    ask('markBatchItem', { ...of(2), state: 'sent', setAside: 0.004 });
    expect(ask('loseBatchFlights', { organizationId: OTHER_ORG })).toEqual({ lost: 0 });
    expect(ask('loseBatchFlights', { organizationId: ORG })).toEqual({ lost: 2 });
    expect(ask('loseBatchFlights', { organizationId: ORG })).toEqual({ lost: 0 });
    expect(batch()).toMatchObject({ lostInFlight: 2, lostCost: 0.008, setAside: 0, cost: 0.002, counts: { waiting: 4, sent: 0 } });
    const kept = ask('listBatchWork', { organizationId: ORG, limit: 9, besides: [] }).work.map((one) => one.kept);
    const usage = { promptTokens: 900, completionTokens: 100 };
    expect(kept).toEqual([null, { text: '{"half":', model: 'gpt', paid: 1, usage }, { text: 'nonsense', model: 'gpt', paid: 1, usage }, null]);
  });

  it('tries again what failed, and is not woken from the dead', () => {
    add(3);
    ask('markBatchItem', { ...of(0), state: 'failed', code: 'unreadable' });
    judge(1);
    ask('markBatch', { batchId: BATCH, state: 'done', why: null });
    ask('retryBatch', { batchId: BATCH });
    expect(batch()).toMatchObject({ state: 'running', counts: { waiting: 2, answered: 1 } });
    ask('markBatch', { batchId: BATCH, state: 'cancelled', why: null });
    ask('markBatch', { batchId: BATCH, state: 'running', why: null });
    expect(batch()?.state).toBe('cancelled');
    expect(work()).toEqual([]);
  });

  it('that was cancelled is not tried again: the calls that it left would be paid for too', () => {
    add(3);
    ask('markBatchItem', { ...of(0), state: 'failed', code: 'busy' });
    ask('markBatch', { batchId: BATCH, state: 'cancelled', why: null });
    ask('retryBatch', { batchId: BATCH });
    expect([batch()?.state, batch()?.counts, work()]).toMatchObject(['cancelled', { failed: 1, waiting: 2 }, []]);
  });

  it('is forgotten alone, or with its organization; its runs stay to be sent', () => {
    add(2);
    judge(0);
    ask('removeBatch', { batchId: BATCH });
    expect([ask('listBatches', { organizationId: ORG }).batches, ask('listBatchItems', { batchId: BATCH, states: ['waiting'], after: null, limit: 9 }).items]).toEqual([[], []]);
    expect(ask('listOperations', { organizationId: ORG }).operations).toHaveLength(1);
    add(2);
    expect(ask('listOrganizations', {}).organizationIds).toEqual([ORG]);
    ask('deleteOrganization', { organizationId: ORG });
    expect(ask('listBatches', { organizationId: ORG }).batches).toEqual([]);
  });

  it('of ten thousand calls is counted and read quickly', () => {
    add(10_000);
    const begun = performance.now();
    for (let n = 0; n < 20; n += 1) {
      expect(batch()?.counts.waiting).toBe(10_000 - n);
      expect(work().length).toBe(50);
      judge(n);
    }
    expect((performance.now() - begun) / 20).toBeLessThan(400);
  });
});
