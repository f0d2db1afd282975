import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { outboxRoutes, type Outbox as OutboxAnswer } from '../../../../core/contract/routes/outbox.ts';
import type { LocalStore } from '../../../../core/store/local-store.ts';
import type { SendOutcome } from '../../../../core/sync/answer.ts';
import type { Operation } from '../../../../core/sync/operation.ts';
import { aDetail, AS_OF, callIdOf, ORG } from '../../../store/testing.ts';
import { Outbox } from '../../sync/outbox.ts';
import { asked } from '../testing/ask.ts';
import { outboxHandlers } from './outbox.ts';
import { aDesk, aStore } from './testing/call-desk.ts';

const CALL = callIdOf(1);
const idOf = (n: number) => `5d0a0000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const common = { organizationId: ORG, callId: CALL, expectedVersion: 0, madeAt: AS_OF };
const touched = vi.fn();
const saveText = vi.fn<(name: string, text: string) => Promise<string | null>>(() => Promise.resolve('unsent.json'));
let store: LocalStore;
let sent: Operation[];
let outcome: SendOutcome;
let ids: number;

beforeEach(async () => {
  store = aStore();
  [sent, outcome, ids] = [[], { type: 'unreached' }, 500];
  vi.clearAllMocks();
  await store.saveDetail({ organizationId: ORG, call: aDetail(1), readAt: AS_OF });
});

function aTray() {
  const desk = async () => aDesk(store, { sendOperation: async (operation) => (sent.push(operation), outcome) });
  const outbox = new Outbox({ desk, now: Date.now, random: () => 0.5, later: () => () => undefined, changed: () => undefined, settled: () => undefined, settledElsewhere: () => undefined, newId: randomUUID, log: () => undefined });
  const { ask } = asked(outboxRoutes, outboxHandlers({ desk, outbox, newId: () => idOf((ids += 1)), saveText, touched }));
  const value = async (...question: Parameters<typeof ask>): Promise<OutboxAnswer> => {
    const answer = await ask(...question);
    if (!answer.ok) throw new Error(answer.error.code);
    await outbox.idle();
    return answer.value as OutboxAnswer;
  };
  return { ask, value, idle: () => outbox.idle() };
}

const mark = (n: number) => store.addOperation({ operation: { ...common, kind: 'mark_moment', opId: idOf(100 + n), entityId: idOf(n), before: {}, patch: { moment_id: idOf(n), call_id: CALL, start_ms: 1000, end_ms: null, label: `Moment ${n}`, kind: 'other', note: null } } });
const rename = (n: number, moment: number) => store.addOperation({ operation: { ...common, kind: 'change_moment', opId: idOf(200 + n), entityId: idOf(moment), before: { label: `Moment ${moment}` }, patch: { moment_id: idOf(moment), label: 'Mine' } } });
const theirs = (change: Record<string, unknown> = {}) => ({
  id: idOf(1), call_id: CALL, version: 4, start_ms: 1000, end_ms: null, label: 'Theirs', kind: 'other', note: null, source: 'human', author: idOf(77), author_name: 'Dana',
  updated_by: idOf(77), updated_by_name: 'Dana', created_at: AS_OF, updated_at: AS_OF, deleted: false, comments: [], shared_with: [], ...change,
});
const park = async (current = theirs()) => {
  await mark(1);
  await store.settleOperation({ opId: idOf(101), version: 1, by: { userId: idOf(77), name: 'Ed' } });
  await rename(1, 1);
  await store.markOperation({ opId: idOf(201), state: 'parked', attempts: 1, notBefore: null, current });
};

describe('the tray', () => {
  it('shows what waits, about what and in which call', async () => {
    await mark(1);
    const { items, waiting } = await aTray().value('outbox.list', {});
    expect(waiting).toBe(1);
    expect(items).toMatchObject([{ opId: idOf(101), kind: 'mark_moment', subject: 'Moment 1', call: { createdAt: expect.any(String) }, state: 'waiting', conflict: null, editable: { label: 'Moment 1', kind: 'other' } }]);
  });

  it('shows a conflict value by value, with who and when', async () => {
    await park();
    expect((await aTray().value('outbox.list', {})).items[0]?.conflict).toEqual({ byName: 'Dana', at: AS_OF, gone: false, fields: [{ field: 'label', before: 'Moment 1', mine: 'Mine', theirs: 'Theirs' }] });
  });

  it('sends what was decided as mine over what stands there, under an id of its own', async () => {
    await park();
    outcome = { type: 'answered', answer: { result: 'applied', version: 5 } };
    const tray = aTray();
    await tray.value('outbox.resolve', { opId: idOf(201), mine: ['label'] });
    await tray.idle();
    expect(sent).toMatchObject([{ opId: idOf(501), expectedVersion: 4, patch: { label: 'Mine' }, before: { label: 'Theirs' } }]);
    expect((await tray.value('outbox.list', {})).items).toEqual([]);
    expect(touched).toHaveBeenCalledWith(CALL);
  });

  it('leaves theirs where nothing stands as mine', async () => {
    await park();
    expect((await aTray().value('outbox.resolve', { opId: idOf(201), mine: [] })).items).toEqual([]);
    expect(sent).toEqual([]);
    expect((await store.getDetail({ organizationId: ORG, callId: CALL }))?.call.moments).toMatchObject([{ label: 'Theirs', version: 4 }]);
  });

  it('brings a deleted moment back with what is mine', async () => {
    await park(theirs({ deleted: true, label: 'Moment 1' }));
    outcome = { type: 'answered', answer: { result: 'applied', version: 5 } };
    const tray = aTray();
    expect((await tray.value('outbox.list', {})).items[0]?.conflict).toMatchObject({ gone: true });
    await tray.value('outbox.resolve', { opId: idOf(201), mine: ['label'] });
    await tray.idle();
    expect(sent).toMatchObject([{ expectedVersion: 4, patch: { label: 'Mine', deleted: false } }]);
  });

  it('discards a mark with all that hangs on it, and nothing else', async () => {
    await mark(1);
    await rename(1, 1);
    await mark(2);
    expect((await aTray().value('outbox.discard', { opId: idOf(101) })).items.map(({ opId }) => opId)).toEqual([idOf(102)]);
  });

  it('discards nothing that is being sent, and decides nothing that is no conflict', async () => {
    await mark(1);
    const { ask } = aTray();
    expect(await ask('outbox.resolve', { opId: idOf(101), mine: [] })).toMatchObject({ ok: false, error: { code: 'conflict' } });
    await store.markOperation({ opId: idOf(101), state: 'sending', attempts: 1, notBefore: null });
    expect(await ask('outbox.discard', { opId: idOf(101) })).toMatchObject({ ok: false, error: { code: 'conflict' } });
    expect(await ask('outbox.discard', { opId: idOf(999) })).toMatchObject({ ok: false, error: { code: 'not_found' } });
  });

  it('edits what was never sent, and refuses what may have been or would not be taken', async () => {
    await mark(1);
    const { ask, value } = aTray();
    expect((await value('outbox.edit', { opId: idOf(101), values: { label: 'Better' } })).items[0]).toMatchObject({ opId: idOf(501), subject: 'Better' });
    expect(await ask('outbox.edit', { opId: idOf(501), values: { label: 'Late' } })).toMatchObject({ ok: false, error: { code: 'conflict' } });
    await store.markOperation({ opId: idOf(501), state: 'failed', attempts: 1, notBefore: null, refusal: { code: 'invalid', field: 'label' } });
    for (const values of [{ label: '' }, { call_id: idOf(9) }, { start_ms: -1 }]) expect(await ask('outbox.edit', { opId: idOf(501), values })).toMatchObject({ ok: false, error: { code: 'bad_request' } });
  });

  it('sends one anew that was refused, under an id of its own, because a refusal stands', async () => {
    await mark(1);
    await store.markOperation({ opId: idOf(101), state: 'failed', attempts: 1, notBefore: null, refusal: { code: 'forbidden', field: null } });
    outcome = { type: 'answered', answer: { result: 'applied', version: 1 } };
    const tray = aTray();
    await tray.value('outbox.retry', { opId: idOf(101) });
    await tray.idle();
    expect(sent.map(({ opId, patch }) => [opId, patch])).toEqual([[idOf(501), expect.objectContaining({ label: 'Moment 1' })]]);
    expect((await tray.value('outbox.list', {})).items).toEqual([]);
  });

  it('exports all of it as text that says what it is, and says where', async () => {
    await mark(1);
    await mark(2);
    const answer = await aTray().ask('outbox.export', {});
    expect(answer).toEqual({ ok: true, value: { file: 'unsent.json', operations: 2 } });
    expect(JSON.parse(saveText.mock.calls[0]?.[1] ?? '')).toMatchObject({ format: 'sidetone-outbox', version: 1, operations: [{ operation: { opId: idOf(101) } }, { operation: { opId: idOf(102) } }] });
  });
});

describe('what is sent just when the person decides about it', () => {
  /** The tray reads the outbox, and before it says what was decided the operation goes out. */
  const sentMeanwhile = async (opId: string): Promise<ReturnType<typeof aTray>> => {
    const real = store.listOperations.bind(store);
    let reads = 0;
    store = {
      ...store,
      listOperations: async (wanted) => {
        const found = await real(wanted);
        if ((reads += 1) === 1) await store.markOperation({ opId, state: 'sending', attempts: 1, notBefore: null });
        return found;
      },
    };
    return aTray();
  };

  it('is neither edited nor discarded, nor what hangs on it', async () => {
    await mark(1);
    await rename(1, 1);
    for (const decide of [
      ({ ask }: ReturnType<typeof aTray>) => ask('outbox.edit', { opId: idOf(101), values: { label: 'Later' } }),
      ({ ask }: ReturnType<typeof aTray>) => ask('outbox.discard', { opId: idOf(101) }),
    ]) {
      const tray = await sentMeanwhile(idOf(101));
      expect(await decide(tray)).toMatchObject({ ok: false, error: { code: 'conflict' } });
      expect((await store.listOperations({ organizationId: null })).operations).toMatchObject([
        { operation: { opId: idOf(101), patch: { label: 'Moment 1' } }, state: 'sending', attempts: 1 }, { operation: { opId: idOf(201), expectedVersion: 1 } },
      ]);
      await store.markOperation({ opId: idOf(101), state: 'waiting', attempts: 0, notBefore: null });
    }
  });
});
