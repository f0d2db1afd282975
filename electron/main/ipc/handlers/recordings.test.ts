import { describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../../core/contract/errors.ts';
import { recordingsRoutes } from '../../../../core/contract/routes/recordings.ts';
import { aDetail, AS_OF, callIdOf, ORG, OTHER_ORG } from '../../../store/testing.ts';
import type { RecordingDesk } from '../../media/recording-desk.ts';
import { aDesk, SECRETS, TELLTALE } from '../testing/a-desk.ts';
import { asked } from '../testing/ask.ts';
import { recordingsHandlers } from './recordings.ts';

const CALL = { callId: callIdOf(1) };
const KEPT = aDetail(1, { summary: 'kept' });
const FRESH = aDetail(1, { summary: 'fresh' });
const PEAKS = { durationSeconds: 2, agent: Int8Array.of(64), customer: Int8Array.of(0), mono: true };

function recordings(given: Parameters<typeof aDesk>[0], change: Partial<RecordingDesk> = {}) {
  const open = vi.fn<RecordingDesk['open']>(async (_owner, call) => ({ state: 'ready', mediaUrl: `media://recording/${call.id}` }));
  const peaks = vi.fn<RecordingDesk['peaks']>(async () => PEAKS);
  const desk: RecordingDesk = { open, peaks, keep: async () => ({ state: 'none', bytes: 0 }), serve: async () => new Response(), forgetCalls: async () => undefined, forget: async () => undefined, sweep: () => undefined, close: () => undefined, ...change };
  return { open, peaks, ...asked(recordingsRoutes, recordingsHandlers({ desk: async () => aDesk(given), recordings: desk })) };
}

describe.each(['recordings.open', 'recordings.getPeaks'] as const)('%s', (route) => {
  const who = { organizationId: ORG, isEmbedded: false, vault: { directory: SECRETS.directory, keyHex: SECRETS.keyHex } };

  it('goes by the call as kept, without the workspace', async () => {
    const { ask, open, peaks } = recordings({ store: { getDetail: async () => ({ call: KEPT, readAt: AS_OF }) }, remote: new AppError('offline', 'gone') });
    expect(await ask(route, CALL)).toMatchObject({ ok: true });
    expect(route === 'recordings.open' ? open : peaks).toHaveBeenCalledExactlyOnceWith(expect.objectContaining(who), KEPT);
  });

  it('asks the workspace for a call that is not kept', async () => {
    const { ask, open, peaks } = recordings({ store: { getDetail: async () => null }, remote: { getCall: async () => FRESH } });
    expect(await ask(route, CALL)).toMatchObject({ ok: true });
    expect(route === 'recordings.open' ? open : peaks).toHaveBeenCalledExactlyOnceWith(expect.objectContaining(who), FRESH);
  });

  it.each([
    ['not_found', { getCall: async () => null }],
    ['offline', new AppError('offline', 'gone')],
  ] as const)('is %s where there is no such call, and no recording is touched', async (code, remote) => {
    const { ask, open, peaks } = recordings({ store: { getDetail: async () => null }, remote });
    expect(await ask(route, CALL)).toMatchObject({ ok: false, error: { code } });
    expect([open, peaks].flatMap((one) => one.mock.calls)).toEqual([]);
  });

  it('tells the page no path, key or token, whatever goes wrong', async () => {
    for (const error of [new AppError('not_found', TELLTALE, { fault: TELLTALE }), new Error(TELLTALE)]) {
      const failing = () => Promise.reject(error);
      const { ask, crossed } = recordings({ store: { getDetail: async () => ({ call: KEPT, readAt: AS_OF }) } }, { open: failing, peaks: failing });
      expect(await ask(route, CALL)).toMatchObject({ ok: false });
      for (const secret of Object.values(SECRETS)) expect(crossed()).not.toContain(secret);
    }
  });
});

it.each([
  ['person', { userId: '5d0a0000-0000-4000-8000-0000000000f2' }],
  ['organization', { organizationId: OTHER_ORG }],
])('nothing is opened where another %s came while the call was looked for', async (_name, change) => {
  const open = vi.fn<RecordingDesk['open']>();
  const first = aDesk({ store: { getDetail: async () => ({ call: KEPT, readAt: AS_OF }) } });
  const desks = [first, { ...first, ...change }];
  const recordings = { open, peaks: vi.fn(), keep: vi.fn(), serve: vi.fn(), forgetCalls: vi.fn(), forget: vi.fn(), sweep: vi.fn(), close: vi.fn() };
  const { ask } = asked(recordingsRoutes, recordingsHandlers({ desk: async () => desks.shift() ?? first, recordings }));
  expect(await ask('recordings.open', CALL)).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  expect(open).not.toHaveBeenCalled();
});

it('a recording is an address of this app, never the source\'s, and carries nothing else', async () => {
  const open = async () => ({ state: 'ready' as const, mediaUrl: `media://recording/${CALL.callId}`, path: SECRETS.directory, keyHex: SECRETS.keyHex });
  const { ask } = recordings({ store: { getDetail: async () => ({ call: KEPT, readAt: AS_OF }) } }, { open });
  expect(await ask('recordings.open', CALL)).toEqual({ ok: true, value: { state: 'ready', mediaUrl: `media://recording/${CALL.callId}` } });
});

it('peaks cross as bytes', async () => {
  const { ask } = recordings({ store: { getDetail: async () => ({ call: KEPT, readAt: AS_OF }) } });
  expect(await ask('recordings.getPeaks', CALL)).toEqual({ ok: true, value: PEAKS });
});
