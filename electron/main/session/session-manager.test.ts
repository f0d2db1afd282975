import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../core/contract/errors.ts';
import { openWorkspace, type OpenWorkspace } from '../../workspace/open.ts';
import { listen, type ListeningWorkspace } from '../../workspace/serve.ts';
import { createRemoteClient } from '../remote/client.ts';
import { isCutOff } from '../remote/errors.ts';
import { createSupabaseRemote } from '../remote/supabase-remote.ts';
import { answeringServer, memoryStorage } from '../remote/testing/answering-server.ts';
import { SessionManager, type SessionDeps } from './session-manager.ts';
import { aFolder, aKeyring, FakeStores, Heard } from './testing/session-world.ts';

/** A real workspace over HTTP with two people; keyring and store are stand-ins, since both need Electron. */
const KEY = 'sb_publishable_test';
const PASSWORD = 'a long password';
const ED = 'ed@example.com';
const VERA = 'vera@example.com';
const ONE = '5d0a0000-0000-4000-8000-00000000000a';
const TWO = '5d0a0000-0000-4000-8000-00000000000b';
let workspace: OpenWorkspace;
let server: ListeningWorkspace;
const ids: Record<string, string> = {};

beforeAll(async () => {
  workspace = await openWorkspace({ folder: null, snapshot: null }, { jwtSecret: 'a-secret-of-more-than-32-characters-for-tests', publishableKey: KEY, secretKey: 'sb_secret_test' });
  server = await listen(workspace, 0);
  const client = createRemoteClient({ url: server.url, key: KEY }, memoryStorage(), { reached: () => undefined });
  for (const email of [ED, VERA]) ids[email] = (await client.auth.signUp({ email, password: PASSWORD })).data.user?.id ?? '';
  await client.auth.stopAutoRefresh();
  await workspace.database.query('insert into public.organizations (id, name) values ($1, $2), ($3, $4)', [ONE, 'One', TWO, 'Two']);
}, 60_000);

afterAll(async () => {
  await server.stop();
  await workspace.close();
});

let folder: ReturnType<typeof aFolder>;
let stores: FakeStores;
let heard: Heard;
const running: SessionManager[] = [];

beforeEach(async () => {
  folder = aFolder();
  stores = new FakeStores();
  heard = new Heard();
  await workspace.database.exec('alter table public.organization_members disable trigger user; delete from public.organization_members');
  for (const id of [ONE, TWO]) {
    await workspace.database.query("insert into public.organization_members (organization_id, user_id, role, display_name) values ($1, $2, 'admin', 'Ed'), ($1, $3, 'viewer', null)", [id, ids[ED], ids[VERA]]);
  }
});

afterEach(async () => {
  await Promise.all(running.splice(0).map((manager) => manager.close()));
  folder.remove();
});

function aManager(change: Partial<SessionDeps> = {}): SessionManager {
  const manager = new SessionManager({
    userData: folder.path,
    keyring: aKeyring(),
    addressOf: async () => ({ url: server.url, key: KEY }),
    startEmbedded: () => undefined,
    stopEmbedded: () => undefined,
    connect: (address, storage) => createRemoteClient(address, storage, { reached: () => undefined }),
    remoteOf: createSupabaseRemote,
    openStore: stores.open,
    changed: heard.changed,
    log: heard.log,
    patienceMs: 300,
    ...change,
  });
  running.push(manager);
  return manager;
}

async function signedIn(change: Partial<SessionDeps> = {}): Promise<SessionManager> {
  const manager = aManager(change);
  manager.choose({ kind: 'embedded' });
  await manager.signIn(ED, PASSWORD);
  return manager;
}

const nowhere = async () => Promise.reject(new AppError('workspace_unavailable', 'It is down.'));
const sealedFile = () => join(folder.path, 'sessions', 'embedded.sealed');
const sealedText = () => aKeyring().open(readFileSync(sealedFile()));
const codeOf = async (asked: Promise<unknown>) => asked.then(() => 'resolved', (error: unknown) => (error instanceof AppError ? error.code : String(error)));
/** Lets a verification that a restore began come to its end. */
const verified = (which: Heard) => vi.waitFor(() => expect(which.sessions.length + which.events.length).toBeGreaterThan(0), 5_000);
/** Lets the kept access token run out, so that the next request renews it. */
function spend(): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_700_000 });
}
afterEach(() => void vi.useRealTimers());

describe('signing in', () => {
  it('asks for a workspace first', async () => {
    const manager = aManager();
    manager.restore();
    expect(manager.current()).toMatchObject({ status: 'no-workspace', workspace: null });
    expect(await codeOf(manager.signIn(ED, PASSWORD))).toBe('not_signed_in');
    expect(await codeOf(manager.desk())).toBe('not_signed_in');
  });

  it('knows who and where', async () => {
    const manager = await signedIn();
    expect(manager.current()).toMatchObject({
      status: 'signed-in',
      user: { id: ids[ED], email: ED, displayName: 'Ed' },
      memberships: [{ organizationName: 'One', role: 'admin' }, { organizationName: 'Two' }],
      organizationId: ONE,
      keeping: 'sealed',
    });
    const desk = await manager.desk();
    expect((await (await desk.remote()).whoAmI()).userId).toBe(ids[ED]);
    await manager.countOnDevice();
    expect(manager.current().callsOnDevice).toBe(3);
  });

  it.each([
    ['a wrong password', ED, 'not his password'],
    ['nobody of that name', 'none@example.com', PASSWORD],
  ])('refuses %s', async (_name, email, password) => {
    const manager = aManager();
    manager.choose({ kind: 'embedded' });
    expect(await codeOf(manager.signIn(email, password))).toBe('invalid_credentials');
    expect(manager.current().status).toBe('signed-out');
  });

  it.each([
    ['offline', { instead: 'reset' }],
    ['offline', { type: 'text/html', body: '<html></html>' }],
    ['rate_limited', { status: 429, body: { error_code: 'over_request_rate_limit', msg: 'slow down' } }],
    ['workspace_unavailable', { status: 503, body: {} }],
  ] as const)('says %s where that is so', async (code, answer) => {
    const faulty = await answeringServer(() => answer);
    const manager = aManager({ addressOf: async () => ({ url: faulty.url, key: KEY }) });
    manager.choose({ kind: 'embedded' });
    expect(await codeOf(manager.signIn(ED, PASSWORD))).toBe(code);
    await faulty.stop();
  });

  it('that cannot ask for the memberships is none, and leaves no token beside another profile', async () => {
    const manager = await signedIn({
      remoteOf: (client) => ({
        ...createSupabaseRemote(client),
        whoAmI: async () => ((await client.auth.getSession()).data.session?.user.email === VERA ? Promise.reject(new AppError('offline', 'gone')) : createSupabaseRemote(client).whoAmI()),
      }),
    });
    expect(await codeOf(manager.signIn(VERA, PASSWORD))).toBe('offline');
    expect(manager.current()).toMatchObject({ status: 'ended', user: { email: ED } });
    expect(JSON.parse(sealedText())).toMatchObject({ tokens: {}, profile: { user: { email: ED } } });
    expect(await codeOf(manager.desk().then((desk) => desk.remote()))).toBe('not_signed_in');
  });

  it('of a person in no organization is a state of its own, until an admin adds him', async () => {
    await workspace.database.query('delete from public.organization_members where user_id = $1', [ids[ED]]);
    const manager = await signedIn();
    expect(manager.current()).toMatchObject({ status: 'signed-in', user: { email: ED }, memberships: [], organizationId: null });
    const error = await manager.desk().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'AppError', code: 'no_organization' });
    expect(isCutOff(error)).toBe(false);
    expect(await manager.refresh()).toMatchObject({ organizationId: null });
    await workspace.database.query("insert into public.organization_members (organization_id, user_id, role, display_name) values ($1, $2, 'viewer', 'Ed')", [TWO, ids[ED]]);
    expect(await manager.refresh()).toMatchObject({ status: 'signed-in', organizationId: TWO, user: { displayName: 'Ed' } });
    expect(heard.sessions.at(-1)).toEqual(manager.current());
    expect((await manager.desk()).organizationId).toBe(TWO);
  });

  it('says why it cannot look again', async () => {
    expect(await codeOf(aManager().refresh())).toBe('not_signed_in');
    await (await signedIn()).close();
    const later = aManager({ addressOf: nowhere });
    later.restore();
    expect(await codeOf(later.refresh())).toBe('workspace_unavailable');
  });

  it('remembers the organization that was chosen', async () => {
    const manager = await signedIn();
    manager.chooseOrganization(TWO);
    expect((await manager.desk()).organizationId).toBe(TWO);
    expect(() => manager.chooseOrganization(ids[ED] ?? '')).toThrow(AppError);
    expect((await manager.signIn(ED, PASSWORD)).organizationId).toBe(TWO);
  });
});

describe('a restart', () => {
  it('is still signed in without a network', async () => {
    await (await signedIn()).close();
    const later = aManager({ addressOf: nowhere });
    later.restore();
    expect(later.current()).toMatchObject({ status: 'signed-in', user: { email: ED }, organizationId: ONE });
    const desk = await later.desk();
    expect(await codeOf(desk.remote())).toBe('workspace_unavailable');
    expect((await desk.store.status({ organizationId: ONE })).calls).toBe(7);
    expect(later.current().status).toBe('signed-in');
  });

  it('works on with the kept session, and holds no token in the clear', async () => {
    await (await signedIn()).close();
    expect(sealedText()).toContain('refresh_token');
    for (const name of readdirSync(folder.path, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())) {
      expect(readFileSync(join(name.parentPath, name.name), 'utf8')).not.toMatch(/refresh_token|eyJ|ed@example/);
    }
    const later = aManager();
    later.restore();
    const remote = await (await later.desk()).remote();
    expect((await remote.whoAmI()).memberships).toHaveLength(2);
  });

  it('learns that an organization was left meanwhile', async () => {
    await (await signedIn()).close();
    await workspace.database.query('delete from public.organization_members where organization_id = $1 and user_id = $2', [ONE, ids[ED]]);
    const news = new Heard();
    const later = aManager({ changed: news.changed, log: news.log });
    later.restore();
    expect(later.current().organizationId).toBe(ONE);
    await verified(news);
    expect(later.current()).toMatchObject({ status: 'signed-in', organizationId: TWO, memberships: [{ organizationName: 'Two' }] });
    expect(JSON.parse(sealedText())).toMatchObject({ profile: { organizationId: TWO } });
  });

  it('never works with the tokens of one person beside the profile of another', async () => {
    const manager = await signedIn();
    const ed = JSON.parse(sealedText()) as { profile: unknown };
    await manager.signIn(VERA, PASSWORD);
    const vera = JSON.parse(sealedText()) as { tokens: unknown };
    await manager.close();
    writeFileSync(sealedFile(), aKeyring().seal(JSON.stringify({ tokens: vera.tokens, profile: ed.profile })));
    const later = aManager();
    later.restore();
    expect(await codeOf((await later.desk()).remote())).toBe('not_signed_in');
    expect(later.current()).toMatchObject({ status: 'ended', user: { email: ED } });
  });

  it('with a session that had ended says so at once', async () => {
    const manager = await signedIn();
    await workspace.database.exec('delete from auth.sessions; delete from auth.refresh_tokens');
    spend();
    expect(await codeOf((await manager.desk()).remote())).toBe('not_signed_in');
    await manager.close();
    const later = aManager({ addressOf: nowhere });
    later.restore();
    expect(later.current()).toMatchObject({ status: 'ended', user: { email: ED } });
  });
});

describe('a session that is renewed or taken back', () => {
  it('is renewed when its time is up', async () => {
    const manager = await signedIn();
    const before = sealedText();
    spend();
    const remote = await (await manager.desk()).remote();
    expect((await remote.whoAmI()).userId).toBe(ids[ED]);
    expect(sealedText()).not.toBe(before);
    expect(manager.current().status).toBe('signed-in');
  });

  it('that the server revoked has ended; profile and store stay', async () => {
    const manager = await signedIn();
    const desk = await manager.desk();
    await workspace.database.exec('delete from auth.sessions; delete from auth.refresh_tokens');
    spend();
    expect(await codeOf(desk.remote())).toBe('not_signed_in');
    expect(manager.current()).toMatchObject({ status: 'ended', user: { email: ED }, organizationId: ONE });
    expect(heard.sessions.at(-1)?.status).toBe('ended');
    expect((await manager.desk()).store).toBe(desk.store);
    expect(stores.log).toEqual([`open embedded/${ids[ED]?.slice(-1) ?? ''}`]);
    expect((await manager.signIn(ED, PASSWORD)).status).toBe('signed-in');
    expect(await codeOf((await manager.desk()).remote())).toBe('resolved');
  });

  it('does not make a request wait while the network swallows the renewal', async () => {
    const faulty = await answeringServer(() => ({ instead: 'reset' }));
    await (await signedIn()).close();
    const later = aManager({ addressOf: async () => ({ url: faulty.url, key: KEY }) });
    spend();
    later.restore();
    const started = performance.now();
    expect(await codeOf((await later.desk()).remote())).toBe('offline');
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(later.current().status).toBe('signed-in');
    await faulty.stop();
  });

  it('goes on at a new address when the embedded workspace moved', async () => {
    const second = await listen(workspace, 0);
    let url = server.url;
    const urls: string[] = [];
    const manager = await signedIn({
      addressOf: async () => ({ url, key: KEY }),
      connect: (address, storage) => {
        urls.push(address.url);
        return createRemoteClient(address, storage, { reached: () => undefined });
      },
    });
    const desk = await manager.desk();
    await desk.remote();
    url = second.url;
    expect((await (await desk.remote()).whoAmI()).userId).toBe(ids[ED]);
    await desk.remote();
    expect(urls).toEqual([server.url, second.url]);
    await second.stop();
  });
});

describe('signing out', () => {
  it.each([
    [false, 'close'],
    [true, 'destroy'],
  ])('with wiping %s: the sealed file goes, the store is told to %s', async (wipe, told) => {
    const manager = await signedIn();
    await manager.desk();
    expect(existsSync(sealedFile())).toBe(true);
    expect(await manager.signOut(wipe)).toMatchObject({ status: 'signed-out', user: null, memberships: [], callsOnDevice: 0 });
    expect(readdirSync(join(folder.path, 'sessions'))).toEqual([]);
    expect(stores.log.at(-1)).toMatch(new RegExp(`^${told} `));
  });

  it('is told to the server', async () => {
    const manager = await signedIn();
    const kept = JSON.parse(sealedText()) as { tokens: Record<string, string> };
    const { refresh_token } = JSON.parse(Object.values(kept.tokens)[0] ?? '{}') as { refresh_token: string };
    await manager.signOut(false);
    const renewed = await fetch(`${server.url}/auth/v1/token?grant_type=refresh_token`, {
      method: 'POST',
      headers: { apikey: KEY, 'content-type': 'application/json' },
      body: JSON.stringify({ refresh_token }),
    });
    expect(renewed.status).toBe(400);
  });

  it('says so where the cache cannot be wiped, and signs out all the same', async () => {
    const manager = await signedIn();
    stores.fails = true;
    await expect(manager.signOut(true)).rejects.toThrow('does not open');
    expect(manager.current().status).toBe('signed-out');
    expect(existsSync(sealedFile())).toBe(false);
  });

  it('without a network does not wait, and no late renewal brings the session back', async () => {
    const release: (() => void)[] = [];
    await (await signedIn()).close();
    const held = new Promise<void>((resolve) => release.push(resolve));
    let asks = 0;
    const manager = aManager({
      connect: (address, storage) => {
        const client = createRemoteClient(address, { ...storage, setItem: (key, value) => storage.setItem(key, value) }, { reached: () => undefined });
        const real = client.auth.getSession.bind(client.auth);
        client.auth.getSession = async () => {
          asks += 1;
          await held;
          storage.setItem('sidetone-session', 'a renewed session');
          return real();
        };
        return client;
      },
    });
    manager.restore();
    await vi.waitFor(() => expect(asks).toBe(1));
    await manager.signOut(false);
    release[0]?.();
    await held;
    expect(manager.current().status).toBe('signed-out');
    expect(existsSync(sealedFile())).toBe(false);
  });

  it('of one person and in of another gives each a store', async () => {
    const manager = await signedIn();
    await manager.desk();
    await workspace.database.exec('delete from auth.sessions; delete from auth.refresh_tokens');
    await manager.signIn(VERA, PASSWORD);
    await manager.desk();
    const [first, second] = [ED, VERA].map((email) => `embedded/${ids[email]?.slice(-1) ?? ''}`);
    expect(stores.log).toEqual([`open ${first}`, `close ${first}`, `open ${second}`]);
  });
});

describe('a system without a keyring', () => {
  const bare = () => aKeyring({ available: false });

  it('writes no session to the disk', async () => {
    const manager = await signedIn({ keyring: bare() });
    expect(manager.current()).toMatchObject({ status: 'signed-in', keeping: 'memory' });
    expect(readdirSync(folder.path)).toEqual(['workspace.json']);
    manager.keepWithoutKeyring(false);
    expect(readdirSync(folder.path)).toEqual(['workspace.json']);
    await manager.close();
    const later = aManager({ keyring: bare() });
    later.restore();
    expect(later.current()).toMatchObject({ status: 'signed-out', workspace: { kind: 'embedded' } });
  });

  it('keeps the session once the person agreed', async () => {
    const manager = await signedIn({ keyring: bare() });
    expect(manager.keepWithoutKeyring(true)).toMatchObject({ keeping: 'plain' });
    await manager.close();
    const later = aManager({ keyring: aKeyring({ available: false, plain: true }), addressOf: nowhere });
    later.restore();
    expect(later.current()).toMatchObject({ status: 'signed-in', user: { email: ED }, keeping: 'plain' });
  });

  it('where there is no other seal either, keeps nothing and says so', async () => {
    const manager = await signedIn({ keyring: { ...bare(), acceptPlain: () => undefined } });
    expect(manager.keepWithoutKeyring(true)).toMatchObject({ keeping: 'memory' });
    expect(readdirSync(folder.path)).toEqual(['workspace.json']);
  });
});

describe('leaving', () => {
  it('a workspace keeps its session for the return, and closes its store before another opens it', async () => {
    const manager = await signedIn();
    await manager.desk();
    manager.choose({ kind: 'project', url: 'https://abc.supabase.co', key: KEY });
    expect(manager.current()).toMatchObject({ status: 'signed-out', workspace: { kind: 'project', host: 'abc.supabase.co' } });
    manager.choose({ kind: 'embedded' });
    expect(manager.current()).toMatchObject({ status: 'signed-in', user: { email: ED } });
    await manager.desk();
    expect(stores.log.map((line) => line.split(' ')[0])).toEqual(['open', 'close', 'open']);
    expect(manager.leaveWorkspace().status).toBe('no-workspace');
    expect(existsSync(sealedFile())).toBe(true);
  });

  it('while the workspace still starts: its answer is nobody\'s', async () => {
    await (await signedIn()).close();
    let up: (address: { url: string; key: string }) => void = () => undefined;
    const started = new Promise<{ url: string; key: string }>((resolve) => (up = resolve));
    let made = 0;
    const manager = aManager({
      addressOf: () => started,
      connect: (address, storage) => {
        made += 1;
        return createRemoteClient(address, storage, { reached: () => undefined });
      },
    });
    manager.restore();
    manager.leaveWorkspace();
    up({ url: server.url, key: KEY });
    await vi.waitFor(() => expect(heard.events).toContain('session.not-verified'));
    expect(made).toBe(0);
    expect(manager.current().status).toBe('no-workspace');
  });

  it.each(['answers', 'fails'])('the app during a restore whose address then %s lets nothing go on', async (how) => {
    await (await signedIn()).close();
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    let settle: () => void = () => undefined;
    const address = new Promise<{ url: string; key: string }>((resolve, reject) => {
      settle = () => (how === 'answers' ? resolve({ url: server.url, key: KEY }) : reject(new Error('stopped')));
    });
    const news = new Heard();
    const connect = vi.fn();
    const later = aManager({ addressOf: () => address, connect, log: news.log });
    later.restore();
    await later.close();
    settle();
    await vi.waitFor(() => expect(news.events).toEqual(['session.not-verified']));
    await new Promise((resolve) => setImmediate(resolve));
    expect(connect).not.toHaveBeenCalled();
    expect(await codeOf(later.desk())).toBe('not_signed_in');
    expect(unhandled).not.toHaveBeenCalled();
    process.off('unhandledRejection', unhandled);
  });
});
