import { describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../../core/contract/errors.ts';
import { sessionRoutes, type Session } from '../../../../core/contract/routes/session.ts';
import type { DemoUser } from '../../../../core/workspace/messages.ts';
import { projectOrigin } from '../../remote/project-check.ts';
import type { SessionManager } from '../../session/session-manager.ts';
import { SECRETS, TELLTALE } from '../testing/a-desk.ts';
import { asked } from '../testing/ask.ts';
import { sessionHandlers, type SessionHandlerDeps } from './session.ts';

const PROJECT = { url: 'https://abc.supabase.co/dashboard', key: ' sb_publishable_canary ' };
const PASSWORD = 'canary password';
const PEOPLE: DemoUser[] = [{ email: 'ed@example.com', displayName: 'Ed', role: 'editor', password: PASSWORD }];
const IN = (workspace: Session['workspace']): Session => ({ status: 'signed-out', workspace, user: null, memberships: [], organizationId: null, keeping: 'sealed', callsOnDevice: 0 });
const EMBEDDED = IN({ kind: 'embedded' });
const HOSTED = IN({ kind: 'project', host: 'abc.supabase.co' });

function session(now: Session, change: Partial<SessionHandlerDeps> = {}) {
  const manager = { current: () => now, choose: vi.fn(() => now), signIn: vi.fn(async () => now), signOut: vi.fn(async () => now) };
  const deps: SessionHandlerDeps = {
    manager: Promise.resolve(manager as unknown as SessionManager),
    check: async () => ({ result: 'ok', latencyMs: 12, serverClockOffsetMs: null }),
    originOf: projectOrigin,
    demoUsers: vi.fn(async () => PEOPLE),
    ...change,
  };
  return { manager, deps, ...asked(sessionRoutes, sessionHandlers(deps)) };
}

describe('a project', () => {
  it('that passes its check is chosen by its origin and its key alone', async () => {
    const { ask, manager } = session(HOSTED);
    expect(await ask('session.useProject', PROJECT)).toEqual({ ok: true, value: HOSTED });
    expect(manager.choose).toHaveBeenCalledExactlyOnceWith({ kind: 'project', url: 'https://abc.supabase.co', key: 'sb_publishable_canary' });
  });

  it.each(['bad-address', 'unreachable', 'not-supabase', 'secret-key', 'wrong-key', 'no-migrations'] as const)('whose check says %s is not chosen, and its key does not come back', async (result) => {
    const { ask, manager, crossed } = session(HOSTED, { check: async () => ({ result, detail: PROJECT.key }) });
    expect(await ask('session.useProject', PROJECT)).toMatchObject({ ok: false, error: { code: 'bad_request', details: { result } } });
    expect(manager.choose).not.toHaveBeenCalled();
    expect(crossed()).not.toContain('canary');
  });

  it('whose address is none is not chosen even where a check let it through', async () => {
    const { ask, manager } = session(HOSTED);
    expect(await ask('session.useProject', { ...PROJECT, url: 'http://elsewhere.example' })).toMatchObject({ ok: false, error: { code: 'bad_request' } });
    expect(manager.choose).not.toHaveBeenCalled();
  });
});

describe('the demo people', () => {
  it('are listed and signed in without their passwords crossing to the page', async () => {
    const { ask, manager, crossed } = session(EMBEDDED);
    expect(await ask('session.listDemoUsers', {})).toEqual({ ok: true, value: [{ email: 'ed@example.com', displayName: 'Ed', role: 'editor' }] });
    await ask('session.signInDemo', { email: 'ed@example.com' });
    expect(manager.signIn).toHaveBeenCalledExactlyOnceWith('ed@example.com', PASSWORD);
    expect(crossed()).not.toContain(PASSWORD);
  });

  it('are none of a project\'s: their passwords are never sent there', async () => {
    const { ask, manager, deps } = session(HOSTED);
    expect(await ask('session.listDemoUsers', {})).toEqual({ ok: true, value: [] });
    expect(await ask('session.signInDemo', { email: 'ed@example.com' })).toMatchObject({ ok: false, error: { code: 'not_found' } });
    expect(manager.signIn).not.toHaveBeenCalled();
    expect(deps.demoUsers).not.toHaveBeenCalled();
  });

  it('do not include just anybody', async () => {
    const { ask, manager } = session(EMBEDDED);
    expect(await ask('session.signInDemo', { email: 'eve@example.com' })).toMatchObject({ ok: false, error: { code: 'not_found' } });
    expect(manager.signIn).not.toHaveBeenCalled();
  });
});

describe('the session that crosses', () => {
  it('holds no token, key or address, whatever main knows', async () => {
    const all = { ...HOSTED, tokens: { t: SECRETS.token }, workspace: { kind: 'project', host: 'abc.supabase.co', url: 'https://abc.supabase.co', key: 'sb_publishable_canary' }, user: { id: '5d0a0000-0000-4000-8000-000000000001', email: 'ed@example.com', displayName: 'Ed', accessToken: SECRETS.token } };
    const { ask, crossed } = session(all as unknown as Session);
    expect(await ask('session.get', {})).toMatchObject({ ok: true, value: { user: { displayName: 'Ed' }, workspace: { host: 'abc.supabase.co' } } });
    expect(crossed()).not.toMatch(/canary|eyJ|https:/);
  });

  it('fails with the code it failed with, and without its secrets', async () => {
    const { ask, manager, crossed } = session(EMBEDDED);
    manager.signIn.mockRejectedValueOnce(new AppError('invalid_credentials', 'Invalid login credentials', { code: 'invalid_credentials' }));
    expect(await ask('session.signIn', { email: 'ed@example.com', password: PASSWORD })).toMatchObject({ ok: false, error: { code: 'invalid_credentials', details: { code: 'invalid_credentials' } } });
    manager.signOut.mockRejectedValueOnce(new Error(TELLTALE));
    expect(await ask('session.signOut', { wipeCache: true })).toMatchObject({ ok: false, error: { code: 'internal' } });
    for (const secret of [...Object.values(SECRETS), PASSWORD]) expect(crossed()).not.toContain(secret);
  });
});
