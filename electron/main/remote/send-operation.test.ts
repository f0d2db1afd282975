import { afterEach, describe, expect, it } from 'vitest';
import type { Operation } from '../../../core/sync/operation.ts';
import { createRemoteClient, SESSION_KEY } from './client.ts';
import { sendOperation } from './send-operation.ts';
import { answeringServer, memoryStorage, type Answer, type AnsweringServer } from './testing/answering-server.ts';

const id = (n: number) => `5d0a0000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const user = { id: id(1), aud: 'authenticated', app_metadata: {}, user_metadata: {}, created_at: '2026-01-01T00:00:00Z' };
const session = (name: string) => ({ access_token: `${name}.e30.e30`, refresh_token: name, token_type: 'bearer', expires_in: 3600, user });
const operation: Operation = {
  kind: 'delete_moment', opId: id(2), organizationId: id(3), callId: id(4), entityId: id(5), expectedVersion: 1, madeAt: '2026-11-28T06:00:00Z', before: {},
  patch: { moment_id: id(5), deleted: true },
};
const servers: AnsweringServer[] = [];
const clients: ReturnType<typeof createRemoteClient>[] = [];
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.auth.stopAutoRefresh()));
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

/** A signed-in client of a server that answers writes and renewals as told. */
async function send(write: (n: number) => Answer, renewal: Answer = { body: session('new') }, signedIn = true) {
  let writes = 0;
  const server = await answeringServer((path) => (path.includes('/token') ? renewal : write((writes += 1))));
  servers.push(server);
  const kept = JSON.stringify({ ...session('old'), expires_at: Math.round(Date.now() / 1000) + 3600 });
  const client = createRemoteClient({ url: server.url, key: 'sb_publishable_test' }, memoryStorage(new Map(signedIn ? [[SESSION_KEY, kept]] : [])), { reached: () => undefined });
  clients.push(client);
  return { outcome: await sendOperation(client, operation), writes: () => writes, server };
}

describe('sending an operation', () => {
  it.each([
    [{ result: 'applied', version: 2, id: id(5), effective: true, call_id: id(6) }, { result: 'applied', version: 2, id: id(5), effective: true }],
    [{ result: 'applied', version: 2, id: 5, effective: 'yes' }, { result: 'applied', version: 2 }],
    [{ result: 'duplicate', version: 2 }, { result: 'duplicate', version: 2 }],
    [{ result: 'conflict', current: { version: 7 } }, { result: 'conflict', current: { version: 7 } }],
    [{ result: 'rejected', code: 'forbidden' }, { result: 'rejected', code: 'forbidden', field: null }],
    [{ result: 'rejected', code: 'invalid', field: 'label' }, { result: 'rejected', code: 'invalid', field: 'label' }],
  ])('tells the answer %j', async (body, answer) => {
    expect((await send(() => ({ body }))).outcome).toEqual({ type: 'answered', answer });
  });

  it('goes to the function of its kind, with its id, version and patch', async () => {
    const { server } = await send(() => ({ body: { result: 'applied', version: 2 } }));
    expect(server.asked).toEqual(['POST /rest/v1/rpc/delete_moment']);
  });

  it.each([
    [503, { 'retry-after': '7' }, 7000],
    [429, { 'retry-after': '2' }, 2000],
    [429, {}, null],
    [429, { 'retry-after': 'soon' }, null],
    [500, {}, null],
  ] as const)('tells a refusal of %i and how long it asks to wait (%j)', async (status, headers, retryAfterMs) => {
    expect((await send(() => ({ status, headers, body: { code: 'PGRST000', message: 'no' } }))).outcome).toEqual({ type: 'refused', status, code: 'PGRST000', retryAfterMs });
  });

  it('forgets what an earlier answer asked for', async () => {
    const answers: Answer[] = [{ status: 429, headers: { 'retry-after': '9' }, body: {} }, { status: 500, body: {} }];
    const server = await answeringServer(() => answers.shift() ?? {});
    servers.push(server);
    const slowed = createRemoteClient({ url: server.url, key: 'sb_publishable_test' }, memoryStorage(), { reached: () => undefined });
    clients.push(slowed);
    expect(await sendOperation(slowed, operation)).toMatchObject({ retryAfterMs: 9000 });
    expect(await sendOperation(slowed, operation)).toMatchObject({ retryAfterMs: null });
  });

  it.each([[{ instead: 'reset' }], [{ status: 200, type: 'text/html', body: '<html>Welcome to our hotel</html>' }], [{ status: 511, type: 'text/html', body: 'sign in' }]] as const)(
    'does not know what became of it where the workspace was not reached (%j)', async (answer) => {
      expect((await send(() => answer)).outcome).toEqual({ type: 'unreached' });
    });

  it('renews a refused token once and sends the same again', async () => {
    const { outcome, writes, server } = await send((n) => (n === 1 ? { status: 401, body: { code: 'PGRST303', message: 'JWT expired' } } : { body: { result: 'applied', version: 2 } }));
    expect(outcome).toMatchObject({ type: 'answered' });
    expect([writes(), server.asked.filter((one) => one.includes('/token')).length]).toEqual([2, 1]);
  });

  it('never sends it again as somebody else, who signed in while the refusal was on its way', async () => {
    const kept = new Map([[SESSION_KEY, JSON.stringify({ ...session('old'), expires_at: Math.round(Date.now() / 1000) + 3600 })]]);
    const other = { ...session('other'), user: { ...user, id: id(9) } };
    let writes = 0;
    const server = await answeringServer((path) => {
      if (path.includes('/token')) return { body: other };
      writes += 1;
      kept.set(SESSION_KEY, JSON.stringify({ ...other, expires_at: Math.round(Date.now() / 1000) + 3600 }));
      return writes === 1 ? { status: 401, body: { code: 'PGRST301', message: 'session is gone' } } : { body: { result: 'applied', version: 2 } };
    });
    servers.push(server);
    const client = createRemoteClient({ url: server.url, key: 'sb_publishable_test' }, memoryStorage(kept), { reached: () => undefined });
    clients.push(client);
    expect(await sendOperation(client, operation)).toMatchObject({ type: 'refused', status: 401 });
    expect(writes).toBe(1);
  });

  it('takes what is forbidden to nobody in particular for a session that is gone, not for a refusal of the operation', async () => {
    expect((await send(() => ({ status: 403, body: { code: '42501', message: 'permission denied' } }), {}, false)).outcome).toMatchObject({ type: 'refused', status: 401 });
    expect((await send(() => ({ status: 403, body: { code: '42501', message: 'permission denied' } }))).outcome).toMatchObject({ type: 'refused', status: 403, code: '42501' });
  });

  it('takes an answer that is none for a fault of the server', async () => {
    expect((await send(() => ({ body: { result: 'perhaps' } }))).outcome).toEqual({ type: 'refused', status: 502, code: '', retryAfterMs: null });
  });
});
