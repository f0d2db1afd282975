import { afterEach, describe, expect, it, vi } from 'vitest';
import { createRemoteClient, SESSION_KEY } from './client.ts';
import { guardedFetch } from './guarded-fetch.ts';
import { answeringServer, memoryStorage, type Answer, type AnsweringServer } from './testing/answering-server.ts';

const servers: AnsweringServer[] = [];
async function serve(answer: (path: string) => Answer): Promise<AnsweringServer> {
  const server = await answeringServer(answer);
  servers.push(server);
  return server;
}

afterEach(async () => {
  vi.useRealTimers();
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const nowSeconds = () => Math.round(Date.now() / 1000);
const aUser = { id: '5d0a0000-0000-4000-8000-000000000001', aud: 'authenticated', email: 'ed@example.com', app_metadata: {}, user_metadata: {}, created_at: '2026-01-01T00:00:00Z' };
const aToken = (expiresAt: number) => `${base64({ alg: 'HS256', typ: 'JWT' })}.${base64({ sub: aUser.id, exp: expiresAt })}.c2lnbmF0dXJl`;

/** A session as supabase-js keeps it, of which the access token has run out. */
function aSpentSession(): string {
  const expiresAt = nowSeconds() - 60;
  return JSON.stringify({ access_token: aToken(expiresAt), refresh_token: 'spent-refresh', token_type: 'bearer', expires_in: 3600, expires_at: expiresAt, user: aUser });
}

/** A client that holds a spent session, what it said of the network, and what became of the session. */
function aClient(url: string) {
  const storage = memoryStorage(new Map([[SESSION_KEY, aSpentSession()]]));
  const heard: boolean[] = [];
  const events: string[] = [];
  const client = createRemoteClient({ url, key: 'sb_publishable_test' }, storage, { reached: (online) => void heard.push(online) });
  client.auth.onAuthStateChange((event) => void events.push(event));
  return { client, storage, heard, events };
}

const HTML = { type: 'text/html; charset=utf-8', body: '<html><title>Welcome to the hotel</title></html>' };

describe('a refresh that is answered by something in between', () => {
  it.each<[string, Answer]>([
    ['429 in JSON', { status: 429, body: { code: 'over_request_rate_limit' } }],
    ['408', { status: 408, body: {} }],
    ['a page with 403', { status: 403, ...HTML }],
    ['JSON with 403', { status: 403, body: { message: 'blocked by policy' } }],
    ['a page with 511', { status: 511, ...HTML }],
    ['a page with 407', { status: 407, ...HTML }],
    ['a page with 200', { status: 200, ...HTML }],
    ['a page with 400', { status: 400, ...HTML }],
    ['a page with 503', { status: 503, ...HTML }],
    ['a project that is paused', { status: 540, body: { message: 'Project paused' } }],
    ['a project that was stopped', { status: 544, body: { message: 'Project not found' } }],
    ['a quota that is used up', { status: 402, body: { message: 'exceed_egress_quota' } }],
    ['a gateway without the path', { status: 404, body: { error: 'requested path is invalid' } }],
    ['a gateway that knows no such key', { status: 401, body: { message: 'Invalid API key' } }],
    ['a portal that speaks JSON', { status: 400, body: { error: 'invalid_request', portal: 'wifi' } }],
    ['a portal that says yes', { status: 200, body: { ok: true } }],
    ['nothing in JSON', { status: 200, body: {} }],
    ['null', { status: 200, body: 'null' }],
    ['half a session', { status: 200, body: { access_token: 'a', expires_in: 3600 } }],
    ['two renewals at once', { status: 409, body: { code: 409, error_code: 'conflict', msg: 'Too many concurrent token refresh requests' } }],
    ['an auth server with a fault', { status: 500, body: { code: 500, error_code: 'unexpected_failure', msg: 'Database error' } }],
    ['a code that ends a session, by a server that is down', { status: 503, body: { error_code: 'session_not_found' } }],
    ['a code that says nothing of the session', { status: 400, body: { code: 400, error_code: 'captcha_failed', msg: 'captcha' } }],
    ['501', { status: 501, body: {} }],
    ['JSON that breaks off', { status: 200, body: '{"access_token":"ey' }],
    ['a cut connection', { instead: 'reset' }],
  ])('F7: %s keeps the session and counts as offline', async (_name, answer) => {
    const server = await serve(() => answer);
    const { client, storage, heard, events } = aClient(server.url);
    void client.auth.getSession();
    await vi.waitFor(() => expect(heard.length).toBeGreaterThan(1), 5_000);
    expect(storage.kept.has(SESSION_KEY)).toBe(true);
    expect(events).not.toContain('SIGNED_OUT');
    expect(heard).not.toContain(true);
    await client.auth.stopAutoRefresh();
  });
});

describe('a refresh that was asked to wait', () => {
  const slowed = async () => {
    const server = await serve(() => ({ status: 429, headers: { 'retry-after': '30' }, body: {} }));
    const fetch = guardedFetch({ reached: () => undefined });
    const refresh = () => fetch(`${server.url}/auth/v1/token?grant_type=refresh_token`, { method: 'POST' });
    vi.useFakeTimers({ toFake: ['Date'] });
    await expect(refresh()).rejects.toThrow('429');
    return { server, refresh };
  };

  it('F6: waits as long as a 429 says before it asks again', async () => {
    const { server, refresh } = await slowed();
    vi.advanceTimersByTime(29_000);
    await expect(refresh()).rejects.toThrow('wait');
    expect(server.asked).toHaveLength(1);
    vi.advanceTimersByTime(2_000);
    await expect(refresh()).rejects.toThrow('429');
    expect(server.asked).toHaveLength(2);
  });

  it('F10: waits no longer than that where the clock was set back meanwhile', async () => {
    const { server, refresh } = await slowed();
    vi.setSystemTime(Date.now() - 7_200_000);
    await expect(refresh()).rejects.toThrow('429');
    expect(server.asked).toHaveLength(2);
  });
});

describe('a refresh that the auth server itself refuses', () => {
  const says = (status: number, error_code: string): Answer => ({ status, body: { code: status, error_code, msg: 'Invalid Refresh Token' } });

  it.each<[string, Answer]>([
    ['refresh_token_already_used', says(400, 'refresh_token_already_used')],
    ['refresh_token_not_found', says(400, 'refresh_token_not_found')],
    ['session_not_found', says(400, 'session_not_found')],
    ['session_expired', says(400, 'session_expired')],
    ['user_banned', says(403, 'user_banned')],
    ['user_not_found', says(404, 'user_not_found')],
    ['bad_jwt', says(401, 'bad_jwt')],
    ['a code in the newer form', { status: 400, headers: { 'x-supabase-api-version': '2024-01-01' }, body: { code: 'refresh_token_not_found', message: 'gone' } }],
    ['the word of OAuth', { status: 400, body: { error: 'invalid_grant', error_description: 'Invalid Refresh Token' } }],
  ])('F8: %s ends the session', async (_name, answer) => {
    const server = await serve(() => answer);
    const { client, storage, heard, events } = aClient(server.url);
    expect((await client.auth.getSession()).data.session).toBeNull();
    await vi.waitFor(() => expect(events).toContain('SIGNED_OUT'));
    expect(storage.kept.has(SESSION_KEY)).toBe(false);
    expect(heard).toContain(true);
  });
});

describe('a laptop whose clock is wrong', () => {
  it.each([
    ['two hours fast', 7200],
    ['two hours slow', -7200],
  ])('F10: %s refreshes once for many reads', async (_name, seconds) => {
    const server = await serve((path) => {
      if (!path.startsWith('/auth/v1/token')) return { body: {} };
      const expiresAt = nowSeconds() - seconds + 3600;
      return { body: { access_token: aToken(expiresAt), refresh_token: 'next-refresh', token_type: 'bearer', expires_in: 3600, expires_at: expiresAt, user: aUser } };
    });
    const { client } = aClient(server.url);
    for (let read = 0; read < 20; read += 1) await client.rpc('whoami', {});
    expect(server.asked.filter((one) => one.includes('/token'))).toHaveLength(1);
    expect(server.asked.filter((one) => one.includes('/rpc/'))).toHaveLength(20);
    const { data } = await client.auth.getSession();
    expect(Math.abs((data.session?.expires_at ?? 0) - nowSeconds() - 3600)).toBeLessThan(5);
    await client.auth.stopAutoRefresh();
  });
});

describe('every other request', () => {
  const ask = (url: string, heard: boolean[], path = '/rest/v1/rpc/whoami') => guardedFetch({ reached: (online) => void heard.push(online) }, fetch, 150)(`${url}${path}`, { method: 'POST' });

  it.each<[string, Answer]>([
    ['a portal page with 200', { status: 200, ...HTML }],
    ['a portal page with 403', { status: 403, ...HTML }],
    ['511', { status: 511, body: {} }],
    ['407', { status: 407, ...HTML }],
    ['a server that says nothing', { instead: 'hang' }],
    ['a cut connection', { instead: 'reset' }],
    ['an answer that breaks off', { body: { rows: [] }, instead: 'break' }],
  ])('is unanswered by %s', async (_name, answer) => {
    const server = await serve(() => answer);
    const heard: boolean[] = [];
    await expect(ask(server.url, heard)).rejects.toThrow();
    expect(heard).toEqual([false]);
  });

  it('hears the limits of a sign-in, which are the auth server speaking', async () => {
    const server = await serve(() => ({ status: 429, body: { code: 429, error_code: 'over_request_rate_limit', msg: 'slow down' } }));
    const heard: boolean[] = [];
    expect((await ask(server.url, heard, '/auth/v1/token?grant_type=password')).status).toBe(429);
    expect(heard).toEqual([true]);
  });

  it.each([
    [401, true],
    [403, true],
    [404, true],
    [402, false],
    [429, false],
    [500, false],
    [503, false],
    [540, false],
    [544, false],
  ])('hands a JSON %i through, and the workspace answers: %s', async (status, answers) => {
    const server = await serve(() => ({ status, body: { code: '42501' } }));
    const heard: boolean[] = [];
    expect((await ask(server.url, heard)).status).toBe(status);
    expect(heard).toEqual([answers]);
  });

  it('does not take a request that we gave up for a dead network', async () => {
    const server = await serve(() => ({ instead: 'hang' }));
    const heard: boolean[] = [];
    const giveUp = new AbortController();
    const asked = guardedFetch({ reached: (online) => void heard.push(online) })(`${server.url}/rest/v1/`, { signal: giveUp.signal });
    giveUp.abort();
    await expect(asked).rejects.toThrow();
    expect(heard).toEqual([]);
  });
});
