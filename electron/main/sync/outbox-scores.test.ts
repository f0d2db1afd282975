import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CRITERIA, CRITERION_KEYS, type CriterionScores } from '../../../core/qci/criteria.ts';
import { DEFAULT_RUBRIC } from '../../../core/qci/rubric.ts';
import { scoreChange } from '../../../core/scoring/change.ts';
import { NOBODY } from '../../../core/sync/actor.ts';
import { operationSchema, type Operation } from '../../../core/sync/operation.ts';
import { runOf } from '../../../core/sync/scores/run-of.ts';
import { POINTS } from '../../../core/sync/testing/scores.ts';
import { aDesk } from '../ipc/handlers/testing/call-desk.ts';
import { adoptRuns } from '../scoring/adopt-runs.ts';
import { ED, ONE, realWorkspace, VERA, type RealWorkspace } from '../session/testing/real-workspace.ts';
import { aDevice, type Device } from './testing/device.ts';

const id = (n: number) => `5d0b0000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** Scores on their way from two people's devices to one workspace: the real migrations over HTTP. */
describe('scores between the outbox and a real workspace', () => {
  let real: RealWorkspace;
  let calls = 0;
  const ends: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    real = await realWorkspace();
    await real.everybodyEverywhere();
    await real.workspace.database.exec(`update public.organization_members set role = 'reviewer', display_name = 'Vera' where user_id = '${real.ids[VERA] ?? ''}'`);
  }, 60_000);
  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
  });
  afterAll(() => real.stop());

  const aCall = async (): Promise<string> => {
    const callId = id((calls += 1));
    await real.workspace.database.query("insert into public.calls (id, vapi_call_id, organization_id, call_type, status) values ($1, $1, $2, 'web', 'ended')", [callId, ONE]);
    return callId;
  };
  const signIn = async (email: string): Promise<Device> => {
    const device = await aDevice(real.server.url, email);
    ends.unshift(device.end);
    return device;
  };
  const runOperation = (callId: string, points: CriterionScores): Operation => {
    const criteria = Object.fromEntries(CRITERION_KEYS.map((key) => [key, { score: points[key], max: CRITERIA[key].max, reason: 'Heard.', evidence: [], clamped: null }]));
    const patch = { call_id: callId, run_key: randomUUID(), judge: 'deterministic-1', rubric_version: 'default-1', criteria, tier: 'callback', brand_mentions: 1 };
    return operationSchema.parse({ kind: 'record_run', opId: randomUUID(), organizationId: ONE, callId, entityId: callId, expectedVersion: 0, madeAt: new Date().toISOString(), patch });
  };
  const ran = async (device: Device, callId: string): Promise<void> => void (await device.store.addOperation({ operation: runOperation(callId, POINTS) }));
  const held = async (device: Device, callId: string) => (await device.store.getDetail({ organizationId: ONE, callId }))?.call;
  const stored = async (callId: string) =>
    (await real.workspace.database.query<Record<string, unknown>>('select q.qci_total_score as total, q.dynamics_score as dynamics, q.status, q.version, q.overrides, (select count(*)::int from public.qci_runs r where r.call_id = q.call_id) as runs, (select count(*)::int from public.call_reviews v where v.call_id = q.call_id) as reviews from public.qci_analyses q where q.call_id = $1', [callId])).rows[0];

  it('scores, corrects and reviews a call offline, and arrives whole in one flush', async () => {
    const callId = await aCall();
    const ed = await signIn(ED);
    await ed.open(callId);
    await ran(ed, callId);
    const corrected = await ed.scores['scores.override']({ callId, part: 'flow', value: 10, reason: 'missed_moment', note: 'He listened', seen: { version: 1, values: {} } });
    expect(corrected.analysis).toMatchObject({ dynamicsScore: 22, qciTotalScore: 58, overrides: { flow: { value: 10, ai: 5, note: 'He listened' } } });
    await ed.scores['scores.override']({ callId, part: 'outcome', value: 30, reason: 'policy', note: null, seen: { version: 2, values: {} } });
    const done = await ed.scores['scores.review']({ callId, scores: { ...POINTS, flow: 10, outcome: 30 }, wasBlind: false, seconds: 33, seen: { version: 3, values: { ...POINTS, flow: 10, outcome: 30 } } });
    expect(done.review).toMatchObject({ qciTotalScore: 76, status: 'review' });
    expect(await ed.flush()).toEqual([]);
    expect(await stored(callId)).toMatchObject({ total: 76, dynamics: 22, status: 'review', version: 4, runs: 1, reviews: 1 });
    const shown = await held(ed, callId);
    await ed.open(callId);
    const read = await held(ed, callId);
    expect(read).toMatchObject({ analysis: { ...shown?.analysis, id: expect.any(String), runId: expect.any(String), analyzedAt: expect.any(String), reviewedAt: expect.any(String), reviewedByName: 'Ed', overrides: expect.any(Object) }, review: { qciTotalScore: 76, seconds: 33 } });
    expect(read?.analysis?.overrides.flow).toMatchObject({ value: 10, ai: 5, reason: 'missed_moment', note: 'He listened' });
    expect(read?.runs).toMatchObject([{ judge: 'deterministic-1', qciTotalScore: 53 }]);
  });

  it('lets two people correct different parts without a word, and shows both where it is the same', async () => {
    const callId = await aCall();
    const [ed, vera] = [await signIn(ED), await signIn(VERA)];
    await ran(ed, callId);
    expect(await ed.flush()).toEqual([]);
    await ed.open(callId);
    await vera.open(callId);
    const seen = { version: 1, values: {} };
    await ed.scores['scores.override']({ callId, part: 'flow', value: 9, reason: 'other', note: null, seen });
    await vera.scores['scores.override']({ callId, part: 'outcome', value: 20, reason: 'policy', note: null, seen });
    expect(await vera.flush()).toEqual([]);
    expect(await ed.flush()).toEqual([]);
    expect(await stored(callId)).toMatchObject({ total: 65, overrides: { flow: { value: 9 }, outcome: { value: 20 } } });

    await ed.open(callId);
    await vera.open(callId);
    await vera.scores['scores.override']({ callId, part: 'brand', value: 20, reason: 'policy', note: null, seen: { version: 3, values: {} } });
    await ed.scores['scores.override']({ callId, part: 'brand', value: 4, reason: 'other', note: null, seen: { version: 3, values: {} } });
    expect(await vera.flush()).toEqual([]);
    const [parked] = await ed.flush();
    expect(parked).toMatchObject({ kind: 'override_score', state: 'parked', changes: [{ part: 'brand', from: 12, to: 4 }], conflict: { byName: 'Vera', fields: [{ field: 'brand', before: 12, mine: 4, theirs: 20 }] } });
    expect(await stored(callId)).toMatchObject({ overrides: { brand: { value: 20 } } });
    await ed.tray['outbox.resolve']({ opId: parked?.opId ?? '', mine: ['brand'] });
    expect(await ed.flush()).toEqual([]);
    expect(await stored(callId)).toMatchObject({ total: 57, overrides: { brand: { value: 4, replaced: 20, ai: 12 } } });
  });

  it('shows a reviewer that the score he reviewed has changed, unless he saw what stands there', async () => {
    const callId = await aCall();
    const [ed, vera] = [await signIn(ED), await signIn(VERA)];
    await ran(ed, callId);
    expect(await ed.flush()).toEqual([]);
    await ed.open(callId);
    await vera.open(callId);
    const whole = { version: 1, values: { ...POINTS } };
    await ed.scores['scores.review']({ callId, scores: POINTS, wasBlind: true, seconds: 9, seen: whole });
    await vera.scores['scores.review']({ callId, scores: { ...POINTS, flow: 10 }, wasBlind: true, seconds: 8, seen: whole });
    expect(await vera.flush()).toEqual([]);
    expect(await ed.flush()).toEqual([]);
    expect(await stored(callId)).toMatchObject({ reviews: 2, total: 53 });

    await vera.open(callId);
    await vera.scores['scores.override']({ callId, part: 'flow', value: 1, reason: 'other', note: null, seen: { version: 3, values: {} } });
    await ed.open(callId);
    await ed.scores['scores.review']({ callId, scores: POINTS, wasBlind: false, seconds: 9, seen: { version: 3, values: { ...POINTS } } });
    expect(await vera.flush()).toEqual([]);
    const [parked] = await ed.flush();
    expect(parked).toMatchObject({ kind: 'complete_review', state: 'parked', conflict: { byName: 'Vera', fields: [{ field: 'flow', before: 5, mine: 5, theirs: 1 }] } });
  });

  it('refuses a value without a reason, one out of range, and a criterion of a dimension that is overridden whole', async () => {
    const callId = await aCall();
    const ed = await signIn(ED);
    await ran(ed, callId);
    expect(await ed.flush()).toEqual([]);
    const seen = { version: 1, values: {} };
    await expect(ed.scores['scores.override']({ callId, part: 'flow', value: 3, reason: null, note: null, seen })).rejects.toMatchObject({ code: 'not_found' });
    await ed.open(callId);
    await expect(ed.scores['scores.override']({ callId, part: 'flow', value: 3, reason: null, note: null, seen })).rejects.toMatchObject({ code: 'bad_request' });
    await expect(ed.scores['scores.override']({ callId, part: 'flow', value: 11, reason: 'other', note: null, seen })).rejects.toMatchObject({ code: 'bad_request' });
    await expect(ed.scores['scores.override']({ callId, part: 'flow', value: null, reason: null, note: null, seen })).rejects.toMatchObject({ code: 'conflict' });
    await ed.scores['scores.override']({ callId, part: 'dynamics', value: 30, reason: 'other', note: null, seen });
    await expect(ed.scores['scores.override']({ callId, part: 'flow', value: 3, reason: 'other', note: null, seen })).rejects.toMatchObject({ code: 'conflict' });
    expect(await ed.flush()).toEqual([]);
    await ed.open(callId);
    await ed.scores['scores.override']({ callId, part: 'dynamics', value: null, reason: null, note: null, seen: { version: 2, values: {} } });
    expect(await ed.flush()).toEqual([]);
    expect(await stored(callId)).toMatchObject({ total: 53, overrides: {} });
  });

  it('tells a batch whether its run counts; one that a person’s decision holds back is made to count below it', async () => {
    const callId = await aCall();
    const ed = await signIn(ED);
    await ran(ed, callId);
    expect(await ed.flush()).toEqual([]);
    await ed.open(callId);
    await ed.scores['scores.override']({ callId, part: 'flow', value: 10, reason: 'other', note: null, seen: { version: 1, values: {} } });
    expect(await ed.flush()).toEqual([]);
    await ed.open(callId);

    const batchId = randomUUID();
    const plan = { judge: { kind: 'deterministic' as const }, rubric: DEFAULT_RUBRIC, budget: null };
    await ed.store.addBatch({ batchId, organizationId: ONE, name: 'again', startedAt: new Date().toISOString(), plan, callIds: [callId] });
    const call = await held(ed, callId);
    const operation = runOperation(callId, { ...POINTS, outcome: 30, flow: 1 });
    const change = call && operation.kind === 'record_run' ? scoreChange(call, runOf(operation.patch, operation.madeAt, NOBODY, call.bands)) : null;
    await ed.store.judgeBatchItem({ batchId, callId, state: 'answered', code: null, operation, change });
    const changes = async () => (await ed.store.listChanges({ batchId, movement: 'all', adoptable: false, callIds: null, offset: 0, limit: 9 })).changes;
    expect(await changes()).toMatchObject([{ standing: 'unsent', runId: null, before: { total: 58 }, after: { total: 76 }, overridden: ['flow'] }]);
    expect(await ed.flush()).toEqual([]);
    expect(await changes()).toMatchObject([{ standing: 'held', runId: expect.any(String) }]);
    expect(await stored(callId)).toMatchObject({ total: 58, runs: 2 });

    const desk = { ...aDesk(ed.store, {}), organizationId: ONE };
    const adopt = () => adoptRuns(desk, { batchId, movement: 'held', callIds: null }, { at: new Date().toISOString(), newId: randomUUID });
    expect([await adopt(), await adopt()]).toEqual([1, 0]);
    expect(await ed.flush()).toEqual([]);
    expect(await changes()).toMatchObject([{ standing: 'adopted' }]);
    expect(await stored(callId)).toMatchObject({ total: 76, dynamics: 22, status: 'review', overrides: { flow: { value: 10, ai: 1 } } });
  });

  it('asks the person where the score has changed since the batch saw it', async () => {
    const callId = await aCall();
    const [ed, vera] = [await signIn(ED), await signIn(VERA)];
    await ran(ed, callId);
    expect(await ed.flush()).toEqual([]);
    await vera.open(callId);
    await vera.scores['scores.override']({ callId, part: 'brand', value: 20, reason: 'policy', note: null, seen: { version: 1, values: {} } });
    expect(await vera.flush()).toEqual([]);
    await ed.store.addOperation({ operation: runOperation(callId, { ...POINTS, flow: 9 }) });
    expect(await ed.flush()).toEqual([]);
    const second = (await real.workspace.database.query<{ id: string }>('select r.id from public.qci_runs r join public.qci_analyses q on q.call_id = r.call_id and q.run_id <> r.id where r.call_id = $1', [callId])).rows[0]?.id ?? '';
    // The batch saw 53 points, and of Vera's decision nothing.
    await ed.store.addOperation({ operation: { kind: 'adopt_run', opId: randomUUID(), organizationId: ONE, callId, entityId: callId, expectedVersion: 0, madeAt: new Date().toISOString(), before: { runId: null, total: 53, mine: 57 }, patch: { call_id: callId, run_id: second } }, seen: 1 });
    expect(await ed.flush()).toMatchObject([{ kind: 'adopt_run', state: 'parked', conflict: { byName: 'Vera' } }]);
    expect(await stored(callId)).toMatchObject({ total: 61, overrides: { brand: { value: 20 } } });
  });
});
