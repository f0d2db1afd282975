import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { callRpc, createRemoteClient, SESSION_KEY } from './client.ts';
import { isCutOff } from './errors.ts';
import { answeringServer, memoryStorage, type Answer, type AnsweringServer } from './testing/answering-server.ts';

const user = { id: '5d0a0000-0000-4000-8000-000000000001', aud: 'authenticated', app_metadata: {}, user_metadata: {}, created_at: '2026-01-01T00:00:00Z' };
const aSession = (name: string) => ({ access_token: `${name}.e30.e30`, refresh_token: name, token_type: 'bearer', expires_in: 3600, user });
const servers: AnsweringServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

/** A client whose access token is good by this machine's clock, and a server that takes only a renewed one. */
async function aClient(refresh: Answer, rpc: Answer = { body: { count: 3 } }, refusedAfterMs: (n: number) => number = () => 0) {
  let refused = 0;
  const server = await answeringServer((path, request) => {
    if (path.includes('/token')) return refresh;
    if (!path.includes('/rpc/')) return {};
    return request.headers.authorization === 'Bearer old.e30.e30' ? { status: 401, body: { code: 'PGRST303', message: 'JWT expired' }, afterMs: refusedAfterMs((refused += 1)) } : rpc;
  });
  servers.push(server);
  const kept = JSON.stringify({ ...aSession('old'), expires_at: Math.round(Date.now() / 1000) + 3600 });
  const storage = memoryStorage(new Map([[SESSION_KEY, kept]]));
  const client = createRemoteClient({ url: server.url, key: 'sb_publishable_test' }, storage, { reached: () => undefined });
  return { ask: () => callRpc(client, 'count_calls', { p_organization_id: user.id }, z.object({ count: z.int() })), server, storage, end: () => client.auth.stopAutoRefresh() };
}

describe('a token that is refused though its time is not up', () => {
  it('F10: is renewed once, and the question asked again', async () => {
    const { ask, server, end } = await aClient({ body: aSession('new') });
    expect(await ask()).toEqual({ count: 3 });
    expect(server.asked.filter((one) => one.includes('/token'))).toHaveLength(1);
    await end();
  });

  it.each([
    [400, 'refresh_token_not_found'],
    [403, 'user_banned'],
  ])('ends the session where the auth server will not renew it: %i %s', async (status, code) => {
    const { ask, storage, end } = await aClient({ status, body: { error_code: code, msg: 'gone' } });
    const error = await ask().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'not_signed_in' });
    expect(isCutOff(error)).toBe(true);
    expect(storage.kept.has(SESSION_KEY)).toBe(false);
    await end();
  });

  it('F10: is renewed once for all questions that it was refused', async () => {
    const { ask, server, end } = await aClient({ body: aSession('new') }, undefined, (n) => n * 10);
    expect(await Promise.all(Array.from({ length: 50 }, ask))).toHaveLength(50);
    expect(server.asked.filter((one) => one.includes('/token'))).toHaveLength(1);
    await end();
  });

  it('F7: that cannot be renewed keeps the session, and the person is not told that it has ended', { timeout: 10_000 }, async () => {
    const inTheWay: Answer[] = [{ status: 401, body: { message: 'Invalid API key' } }, { status: 200, type: 'text/html', body: '<html></html>' }, { status: 503, body: {} }];
    await Promise.all(
      inTheWay.map(async (refresh) => {
        const { ask, storage, end } = await aClient(refresh);
        await expect(ask()).rejects.toMatchObject({ code: 'offline' });
        expect(storage.kept.has(SESSION_KEY)).toBe(true);
        await end();
      }),
    );
  });
});

describe('an answer', () => {
  it.each<[string, Answer, string]>([
    ['in another shape', { body: { count: 'three' } }, 'internal'],
    ['that forbids', { status: 403, body: { code: '42501' } }, 'forbidden'],
    ['whose code is the name of an inherited property', { status: 400, body: { code: 'constructor' } }, 'internal'],
    ['of a database without the function', { status: 404, body: { code: 'PGRST202' } }, 'workspace_unavailable'],
    ['that asks to slow down', { status: 429, body: {} }, 'rate_limited'],
    ['of a project that is paused', { status: 540, body: { message: 'Project paused' } }, 'workspace_unavailable'],
    ['of a project over its quota', { status: 402, body: { message: 'exceed_egress_quota' } }, 'workspace_unavailable'],
    ['of a server that is down', { status: 503, body: {} }, 'workspace_unavailable'],
    ['of a captive portal', { status: 200, type: 'text/html', body: '<html></html>' }, 'offline'],
    ['that is cut off', { instead: 'reset' }, 'offline'],
  ])('%s has its code', async (_name, rpc, code) => {
    const { ask, end } = await aClient({ body: aSession('new') }, rpc);
    await expect(ask()).rejects.toMatchObject({ name: 'AppError', code });
    await end();
  });
});
