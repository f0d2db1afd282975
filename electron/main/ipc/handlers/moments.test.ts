import { beforeEach, describe, expect, it, vi } from 'vitest';
import { callDetailSchema } from '../../../../core/calls/call-detail.ts';
import { AppError } from '../../../../core/contract/errors.ts';
import { momentsRoutes } from '../../../../core/contract/routes/moments.ts';
import { CRITERION_KEYS } from '../../../../core/qci/criteria.ts';
import type { Remote } from '../../../../core/remote/remote.ts';
import type { LocalStore } from '../../../../core/store/local-store.ts';
import { aDetail, aMoment, AS_OF, callIdOf, ORG } from '../../../store/testing.ts';
import { isCutOff } from '../../remote/errors.ts';
import { asked } from '../testing/ask.ts';
import { momentsHandlers } from './moments.ts';
import { aDesk, aStore, refuses } from './testing/call-desk.ts';

const CALL = callIdOf(1);
const idOf = (n: number) => `5d0a0000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const journaled = vi.fn();
let store: LocalStore;
let ids: number;

beforeEach(async () => {
  store = aStore();
  ids = 0;
  journaled.mockClear();
  await store.saveDetail({ organizationId: ORG, call: aDetail(1), readAt: AS_OF });
});

function moments(answers: Partial<Remote> = {}) {
  const desk = async () => aDesk(store, answers);
  return asked(momentsRoutes, momentsHandlers({ desk, isCutOff, now: () => new Date(AS_OF), newId: () => idOf((ids += 1)), journaled }));
}

const mark = (label: string, startMs: number) => moments().ask('moments.mark', { callId: CALL, startMs, label });
const unsent = async () => (await store.listOperations({ organizationId: ORG })).operations.map(({ operation }) => operation);

describe('what is done with moments', () => {
  it('is journaled before it is answered, and stands on the screen at once', async () => {
    const answer = await mark('  Price  ', 4000);
    expect(answer).toMatchObject({ ok: true, value: { momentId: idOf(1), moments: [{ id: idOf(1), label: 'Price', startMs: 4000, authorName: 'Ed', version: 0 }] } });
    expect(await unsent()).toMatchObject([{ kind: 'mark_moment', expectedVersion: 0, callId: CALL, patch: { label: 'Price', note: null } }]);
    expect(journaled).toHaveBeenCalledOnce();
  });

  it('says only what changed, and what it was before', async () => {
    await mark('Price', 4000);
    expect(await moments().ask('moments.change', { callId: CALL, momentId: idOf(1), label: 'Price', note: 'too high' })).toMatchObject({ ok: true, value: { moments: [{ note: 'too high' }] } });
    expect((await unsent())[1]).toMatchObject({ kind: 'change_moment', expectedVersion: 1, patch: { moment_id: idOf(1), note: 'too high' }, before: { note: null } });
    await moments().ask('moments.change', { callId: CALL, momentId: idOf(1), note: 'too high' });
    expect(await unsent()).toHaveLength(2);
  });

  it('expects the version that was on the screen where this device has read another since', async () => {
    const theirs = aMoment(1, { label: 'Theirs', version: 6 });
    await store.saveDetail({ organizationId: ORG, call: aDetail(1, { moments: [theirs] }), readAt: AS_OF });
    const of = { callId: CALL, momentId: theirs.id };
    await moments().ask('moments.change', { ...of, label: 'Mine', seen: { version: 5, label: 'Before' } });
    await moments().ask('moments.delete', { ...of, deleted: true, seen: { version: 5, startMs: 1, endMs: null, label: 'Mine', kind: 'issue', note: null } });
    expect(await unsent()).toMatchObject([
      { expectedVersion: 5, patch: { label: 'Mine' }, before: { label: 'Before' } },
      { expectedVersion: 5, before: { deleted: false, start_ms: 1, label: 'Mine' } },
    ]);
  });

  it('deleted is gone from the screen and comes back', async () => {
    await mark('Price', 4000);
    expect(await moments().ask('moments.delete', { callId: CALL, momentId: idOf(1), deleted: true })).toMatchObject({ ok: true, value: { moments: [] } });
    expect(await moments().ask('moments.delete', { callId: CALL, momentId: idOf(1), deleted: false })).toMatchObject({ ok: true, value: { moments: [{ label: 'Price' }] } });
  });

  it('is said about, and shared', async () => {
    await mark('Price', 4000);
    expect(await moments().ask('moments.comment', { callId: CALL, momentId: idOf(1), body: 'Why?', atMs: 4500 })).toMatchObject({ ok: true, value: { moments: [{ comments: [{ body: 'Why?', atMs: 4500 }] }] } });
    expect(await moments().ask('moments.share', { callId: CALL, momentId: idOf(1), userId: idOf(900), shared: true })).toMatchObject({ ok: true, value: { moments: [{ sharedWith: [idOf(900)] }] } });
    expect(await moments().ask('moments.comment', { callId: CALL, momentId: idOf(1), commentId: idOf(77), body: 'Mine?', atMs: null })).toMatchObject({ ok: false, error: { code: 'not_found' } });
  });

  it('is an error and no operation where the disk does not take it', async () => {
    store = { ...store, addOperation: () => Promise.reject(new AppError('store_unavailable', 'full', { reason: 'disk_full' })) };
    expect(await mark('Price', 4000)).toMatchObject({ ok: false, error: { code: 'store_unavailable' } });
    expect([await unsent(), journaled.mock.calls.length]).toEqual([[], 0]);
  });
});

describe('the list of moments', () => {
  const list = (answers: Partial<Remote>, filter = {}) => moments(answers).ask('moments.list', { filter });

  it('without the workspace holds what this device has, with what was marked since', async () => {
    await mark('Price', 4000);
    await mark('Promise', 9000);
    expect(await list({ listMoments: refuses('offline') })).toMatchObject({ ok: true, value: { source: 'cache', rows: [{ call: { id: CALL } }, { call: { id: CALL } }], next: null } });
    expect(await list({ listMoments: refuses('offline') }, { q: 'promise' })).toMatchObject({ ok: true, value: { rows: [{ label: 'Promise' }] } });
    expect(await list({ listMoments: refuses('offline') }, { sharedWithMe: true })).toMatchObject({ ok: true, value: { rows: [] } });
  });

  it('without the workspace knows whose review each call has, so that whoever is blind reads no more than online', async () => {
    const scores = Object.fromEntries(CRITERION_KEYS.map((key) => [key, 5]));
    const review = { scores, qciTotalScore: 40, status: 'fail', wasBlind: true, seconds: 5, completedAt: AS_OF, runId: null };
    const kept = (n: number) => ({ ...aDetail(n), moments: [aMoment(50 + n, { callId: callIdOf(n), source: 'ai' })] });
    await store.saveDetail({ organizationId: ORG, call: kept(2), readAt: AS_OF });
    await store.saveDetail({ organizationId: ORG, call: callDetailSchema.parse({ ...kept(3), review }), readAt: AS_OF });
    const answer = await list({ listMoments: refuses('offline') });
    const rows = answer.ok ? (answer.value as { rows: { call: { id: string; reviewedByMe: boolean } }[] }).rows : [];
    expect(new Map(rows.map(({ call }) => [call.id, call.reviewedByMe]))).toEqual(new Map([[callIdOf(2), false], [callIdOf(3), true]]));
  });

  it('that the workspace refuses is an error', async () => {
    expect(await list({ listMoments: refuses('forbidden') })).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  });
});
