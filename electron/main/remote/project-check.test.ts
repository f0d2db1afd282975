import { afterEach, describe, expect, it } from 'vitest';
import { openWorkspace } from '../../workspace/open.ts';
import { listen } from '../../workspace/serve.ts';
import { checkProject, isSecretKey, projectOrigin } from './project-check.ts';
import { answeringServer, type Answer, type AnsweringServer } from './testing/answering-server.ts';

const KEY = 'sb_publishable_test';
const SETTINGS = '/auth/v1/settings';
const jwt = (role: string) => ['{"alg":"HS256"}', JSON.stringify({ role, iss: 'supabase' }), 'x'].map((part) => Buffer.from(part).toString('base64url')).join('.');

const servers: AnsweringServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

/** A server that answers as a Supabase project does, but for the named path. */
async function aProject(path: string | null, fault: Answer = {}): Promise<AnsweringServer> {
  const server = await answeringServer((asked) => {
    if (asked === path) return fault;
    return asked === SETTINGS ? { body: { external: { email: true }, disable_signup: false } } : { status: 401, body: { code: '42501', message: 'permission denied' } };
  });
  servers.push(server);
  return server;
}

const PROBE = '/rest/v1/rpc/schema_version';
const resultOf = async (url: string, key = KEY) => (await checkProject({ url, key }, fetch, 300)).result;

describe('an address', () => {
  it.each([
    ['https://abc.supabase.co', 'https://abc.supabase.co'],
    ['  abc.supabase.co/rest/v1/  ', 'https://abc.supabase.co'],
    ['HTTPS://ABC.supabase.co/', 'https://abc.supabase.co'],
    ['http://127.0.0.1:54321', 'http://127.0.0.1:54321'],
    ['http://localhost:54321/x', 'http://localhost:54321'],
    ['http://[::1]:54321', 'http://[::1]:54321'],
  ])('%s is %s', (typed, origin) => {
    expect(projectOrigin(typed)).toBe(origin);
  });

  it.each([
    ['nothing', ''],
    ['words', 'my project'],
    ['plain http elsewhere', 'http://abc.supabase.co'],
    ['plain http to a look-alike of this machine', 'http://localhost.evil.example'],
    ['plain http to a look-alike of loopback', 'http://127.0.0.1.evil.example'],
    ['plain http in the house network', 'http://192.168.1.10:54321'],
    ['a name before the host', 'https://abc.supabase.co@evil.example'],
    ['a password before the host', 'https://:pw@evil.example'],
    ['loopback as a name before the host', 'http://localhost:x@evil.example'],
    ['a host without a dot', 'https://intranet'],
    ['a file', 'file:///etc/passwd'],
    ['a script', 'javascript:alert(1)'],
    ['another scheme', 'ftp://abc.supabase.co'],
  ])('refuses %s', (_name, typed) => {
    expect(projectOrigin(typed)).toBeNull();
  });
});

describe('a key', () => {
  it('is secret where it opens every row', () => {
    expect(isSecretKey('sb_secret_N7UND0UgjKTVK')).toBe(true);
    expect(isSecretKey(jwt('service_role'))).toBe(true);
  });

  it.each(['sb_publishable_abc', jwt('anon'), 'a.b.c', '', 'e30', 'bnVsbA.bnVsbA.bnVsbA'])('%s is not', (key) => {
    expect(isSecretKey(key)).toBe(false);
  });

  it.each([`sb_secret_abc`, `  ${jwt('service_role')}\n`])('that is secret is sent nowhere', async (key) => {
    const server = await aProject(null);
    expect(await resultOf(server.url, key)).toBe('secret-key');
    expect(server.asked).toEqual([]);
  });
});

describe('the check of a project', () => {
  it('passes a project with our migrations, and says how its clock stands', async () => {
    const server = await aProject(PROBE, { status: 401, headers: { date: new Date(Date.now() + 7_200_000).toUTCString() }, body: { code: '42501' } });
    const check = await checkProject({ url: server.url, key: `  ${KEY} ` });
    expect(check.result).toBe('ok');
    expect(check.result === 'ok' ? Math.round((check.serverClockOffsetMs ?? 0) / 60_000) : 0).toBe(120);
    expect(server.headersOf(PROBE)?.['apikey']).toBe(KEY);
  });

  it('says nothing of a clock that is no time', async () => {
    const server = await aProject(PROBE, { status: 401, headers: { date: 'yesterday' }, body: { code: '42501' } });
    expect(await checkProject({ url: server.url, key: KEY })).toMatchObject({ result: 'ok', serverClockOffsetMs: null });
  });

  it.each<[string, string, string, Answer]>([
    ['bad key at the auth server', 'wrong-key', SETTINGS, { status: 401, body: { message: 'Invalid API key' } }],
    ['bad key at an older gateway', 'wrong-key', SETTINGS, { status: 403, body: { message: 'Invalid authentication credentials' } }],
    ['bad key at the database', 'wrong-key', PROBE, { status: 401, body: { message: 'Invalid API key' } }],
    ['no such function', 'no-migrations', PROBE, { status: 404, body: { code: 'PGRST202' } }],
    ['a web page', 'not-supabase', SETTINGS, { status: 200, type: 'text/html', body: '<html></html>' }],
    ['a page that forbids', 'not-supabase', SETTINGS, { status: 403, type: 'text/html', body: '<html></html>' }],
    ['nothing at that path', 'not-supabase', SETTINGS, { status: 404, body: {} }],
    ['another API that answers {} to everything', 'not-supabase', SETTINGS, { status: 200, body: {} }],
    ['an auth server alone', 'not-supabase', PROBE, { status: 404, type: 'text/html', body: 'nothing here' }],
    ['a look-alike that answers the probe', 'not-supabase', PROBE, { status: 200, body: {} }],
    ['a redirect', 'not-supabase', SETTINGS, { status: 302, headers: { location: 'http://127.0.0.1:9/' }, body: {} }],
    ['a redirect of the probe', 'not-supabase', PROBE, { status: 307, headers: { location: 'http://127.0.0.1:9/' }, body: {} }],
    ['a project that is paused', 'unreachable', SETTINGS, { status: 540, body: {} }],
    ['a project that asks to slow down', 'unreachable', SETTINGS, { status: 429, headers: { 'retry-after': '2' }, body: { message: 'rate' } }],
    ['a database that asks to slow down', 'unreachable', PROBE, { status: 429, body: {} }],
    ['a project over its quota', 'unreachable', SETTINGS, { status: 402, body: { message: 'exceed_egress_quota' } }],
    ['a database that is down', 'unreachable', PROBE, { status: 503, body: { code: 'PGRST001' } }],
    ['a cut connection', 'unreachable', PROBE, { instead: 'reset' }],
    ['silence', 'unreachable', SETTINGS, { instead: 'hang' }],
  ])('%s: %s', async (_name, result, path, fault) => {
    const server = await aProject(path, fault);
    expect(await resultOf(server.url)).toBe(result);
  });

  it('cannot reach a port where nobody listens', async () => {
    const server = await aProject(null);
    await server.stop();
    expect(await resultOf(server.url)).toBe('unreachable');
  });

  it.each(['http://abc.supabase.co', 'not an address'])('sends nothing to %s', async (url) => {
    expect(await resultOf(url)).toBe('bad-address');
  });

  it('takes no key that no header can carry', async () => {
    const server = await aProject(null);
    expect(await resultOf(server.url, 'ключ')).toBe('wrong-key');
    expect(await resultOf(server.url, '')).toBe('wrong-key');
  });

  it('holds against the embedded workspace', async () => {
    const workspace = await openWorkspace({ folder: null, snapshot: null }, { jwtSecret: 'a-secret-of-more-than-32-characters-for-tests', publishableKey: KEY, secretKey: 'sb_secret_test' });
    const server = await listen(workspace, 0);
    const check = (key: string) => checkProject({ url: server.url, key });
    expect(await check(KEY)).toMatchObject({ result: 'ok' });
    expect(await check('sb_publishable_other')).toMatchObject({ result: 'wrong-key' });
    await workspace.database.exec('drop function public.schema_version()');
    await workspace.database.exec("notify pgrst, 'reload schema'");
    expect(await check(KEY)).toMatchObject({ result: 'no-migrations' });
    await server.stop();
    await workspace.close();
  }, 60_000);
});
