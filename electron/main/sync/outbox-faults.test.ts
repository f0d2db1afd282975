import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { operationSchema } from '../../../core/sync/operation.ts';
import { ED, ONE, realWorkspace, VERA, type RealWorkspace } from '../session/testing/real-workspace.ts';
import { aDevice, type Device } from './testing/device.ts';
import { lossyGateway, type LossyGateway, type Way } from './testing/lossy-gateway.ts';

const id = (n: number) => `5d0a0000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const MARK = { startMs: 1000, endMs: null, label: 'Price', kind: 'objection', note: null } as const;

/** What goes wrong on the way to a workspace that is itself sound: the real migrations over HTTP, and devices that keep and send. */
describe('between the outbox and a real workspace', () => {
  let real: RealWorkspace;
  let calls = 0;
  const ends: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    real = await realWorkspace();
    await real.everybodyEverywhere();
    await real.workspace.database.exec(`update public.organization_members set role = 'coach', display_name = 'Vera' where user_id = '${real.ids[VERA] ?? ''}'`);
  }, 60_000);
  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
  });
  afterAll(() => real.stop());

  const aCall = async (): Promise<string> => {
    const callId = id((calls += 1) + 500);
    await real.workspace.database.query("insert into public.calls (id, vapi_call_id, organization_id, call_type, status) values ($1, $1, $2, 'web', 'ended')", [callId, ONE]);
    return callId;
  };
  const through = async (way: (opId: string, sentBefore: number) => Way): Promise<LossyGateway> => {
    const gateway = await lossyGateway(real.server.url, way);
    ends.push(gateway.close);
    return gateway;
  };
  const signIn = async (email: string, url = real.server.url): Promise<Device> => {
    const device = await aDevice(url, email);
    ends.unshift(device.end);
    return device;
  };
  const rows = async (callId: string) =>
    (await real.workspace.database.query<{ id: string; label: string; version: number; comments: number; shares: number }>(
      `select m.id, m.label, m.version, (select count(*)::int from public.moment_comments c where c.moment_id = m.id) as comments,
        (select count(*)::int from public.moment_shares s where s.moment_id = m.id) as shares from public.key_moments m where m.call_id = $1 order by m.created_at`, [callId])).rows;

  it('F2: a reply that is lost after the workspace has done its work brings a duplicate at the next sending, and one row', async () => {
    const callId = await aCall();
    const gateway = await through((_opId, sentBefore) => (sentBefore === 0 ? 'lose-reply' : 'through'));
    const ed = await signIn(ED, gateway.url);
    await ed.open(callId);
    const { momentId } = await ed.moments['moments.mark']({ callId, ...MARK });
    await ed.moments['moments.change']({ callId, momentId, label: 'Too dear' });
    await ed.moments['moments.comment']({ callId, momentId, commentId: null, body: 'Ask again', atMs: null });
    await ed.moments['moments.share']({ callId, momentId, userId: real.ids[VERA] ?? '', shared: true });
    for (let turn = 0; turn < 6 && (await ed.flush()).length > 0; turn += 1);
    expect(await ed.flush()).toEqual([]);
    const kinds = ['mark_moment', 'change_moment', 'comment_moment', 'share_moment'];
    expect(gateway.passed.map(({ rpc, result }) => [rpc, result])).toEqual(kinds.flatMap((kind) => [[kind, 'applied'], [kind, 'duplicate']]));
    expect(await rows(callId)).toEqual([{ id: momentId, label: 'Too dear', version: 2, comments: 1, shares: 1 }]);
  });

  it('F4: an operation that meets a newer version is parked with both values, overwrites nothing, and goes as the person decides', async () => {
    const callId = await aCall();
    const [ed, vera] = [await signIn(ED), await signIn(VERA)];
    await ed.open(callId);
    const { momentId } = await ed.moments['moments.mark']({ callId, ...MARK });
    expect(await ed.flush()).toEqual([]);
    const bothChange = async (mine: string, theirs: string) => {
      await vera.open(callId);
      await ed.moments['moments.change']({ callId, momentId, label: mine });
      await vera.moments['moments.change']({ callId, momentId, label: theirs });
      expect(await vera.flush()).toEqual([]);
      return ed.flush();
    };
    const labels = async () => (await rows(callId)).map(({ label, version }) => [label, version]);

    const [parked] = await bothChange('Ed’s word', 'Vera’s word');
    expect(parked).toMatchObject({ state: 'parked', conflict: { byName: 'Vera', gone: false, fields: [{ field: 'label', before: 'Price', mine: 'Ed’s word', theirs: 'Vera’s word' }] } });
    expect(await labels()).toEqual([['Vera’s word', 2]]);
    expect(await ed.flush()).toHaveLength(1);
    expect(await labels()).toEqual([['Vera’s word', 2]]);
    await ed.tray['outbox.resolve']({ opId: parked?.opId ?? '', mine: ['label'] });
    expect(await ed.flush()).toEqual([]);
    expect(await labels()).toEqual([['Ed’s word', 3]]);

    const [again] = await bothChange('Ed’s second', 'Vera’s second');
    await ed.tray['outbox.resolve']({ opId: again?.opId ?? '', mine: [] });
    expect(await ed.flush()).toEqual([]);
    expect(await labels()).toEqual([['Vera’s second', 4]]);
  });

  it('F5: what the workspace will never take is put aside with its reason, the rest of the call flows on, and the person can read and export it', async () => {
    const callId = await aCall();
    const codes = new Map([[id(11), [400, '22021']], [id(12), [400, '23514']], [id(13), [403, '42501']], [id(14), [400, 'PGRST204']]] as const);
    const gateway = await through((opId) => {
      const [status, code] = codes.get(opId) ?? [];
      return status === undefined ? 'through' : { status, body: { code, message: 'no' } };
    });
    const ed = await signIn(ED, gateway.url);
    await ed.open(callId);
    const poison = async (opId: string, label: string) => {
      const patch = { moment_id: opId, call_id: callId, start_ms: 1, end_ms: null, label, kind: 'other', note: null };
      await ed.store.addOperation({ operation: operationSchema.parse({ kind: 'mark_moment', opId, organizationId: ONE, callId, entityId: opId, expectedVersion: 0, madeAt: new Date().toISOString(), patch }) });
    };
    for (const opId of codes.keys()) await poison(opId, 'refused by a code');
    await poison(id(15), 'no text of PostgreSQL: \u0000');
    const { momentId } = await ed.moments['moments.mark']({ callId, ...MARK });
    const left = await ed.flush();
    expect(left.slice(0, 4).map(({ state, refusal }) => [state, refusal?.code])).toEqual(['22021', '23514', 'forbidden', 'PGRST204'].map((code) => ['failed', code]));
    expect(left.slice(4)).toMatchObject([{ opId: id(15), state: 'failed', refusal: { code: expect.stringMatching(/^(22|invalid)/) } }]);
    expect((await rows(callId)).map((row) => row.id)).toEqual([momentId]);
    expect(ed.states.at(-1)).toEqual({ state: 'idle', waiting: 0, sending: 0, parked: 0, failed: 5 });
    expect(await ed.tray['outbox.export']({})).toMatchObject({ operations: 5 });
    expect(ed.saved[0]).toContain('refused by a code');
  });
});
