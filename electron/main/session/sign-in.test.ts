import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../core/contract/errors.ts';
import { isCutOff } from '../remote/errors.ts';
import { createSupabaseRemote } from '../remote/supabase-remote.ts';
import { answeringServer } from '../remote/testing/answering-server.ts';
import { codeOf, nowhere } from './testing/managers.ts';
import { device, onADevice, world } from './testing/on-a-device.ts';
import { ED, KEY, ONE, PASSWORD, TWO, VERA } from './testing/real-workspace.ts';
import { aKeyring } from './testing/session-world.ts';

onADevice();

describe('signing in', () => {
  it('asks for a workspace first', async () => {
    const manager = device.aManager();
    manager.restore();
    expect(manager.current()).toMatchObject({ status: 'no-workspace', workspace: null });
    expect(await codeOf(manager.signIn(ED, PASSWORD))).toBe('not_signed_in');
    expect(await codeOf(manager.desk())).toBe('not_signed_in');
  });

  it('knows who and where', async () => {
    const manager = await device.signedIn();
    expect(manager.current()).toMatchObject({
      status: 'signed-in',
      user: { id: world.ids[ED], email: ED, displayName: 'Ed' },
      memberships: [{ organizationName: 'One', role: 'admin' }, { organizationName: 'Two' }],
      organizationId: ONE,
      keeping: 'sealed',
    });
    const desk = await manager.desk();
    expect((await (await desk.remote()).whoAmI()).userId).toBe(world.ids[ED]);
    await manager.countOnDevice();
    expect(manager.current().callsOnDevice).toBe(3);
  });

  it.each([
    ['a wrong password', ED, 'not his password'],
    ['nobody of that name', 'none@example.com', PASSWORD],
  ])('refuses %s', async (_name, email, password) => {
    const manager = device.aManager();
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
    const manager = device.aManager({ addressOf: async () => ({ url: faulty.url, key: KEY }) });
    manager.choose({ kind: 'embedded' });
    expect(await codeOf(manager.signIn(ED, PASSWORD))).toBe(code);
    await faulty.stop();
  });

  it('that cannot ask for the memberships is none, and leaves no token beside another profile', async () => {
    const manager = await device.signedIn({
      remoteOf: (client) => ({
        ...createSupabaseRemote(client),
        whoAmI: async () => ((await client.auth.getSession()).data.session?.user.email === VERA ? Promise.reject(new AppError('offline', 'gone')) : createSupabaseRemote(client).whoAmI()),
      }),
    });
    expect(await codeOf(manager.signIn(VERA, PASSWORD))).toBe('offline');
    expect(manager.current()).toMatchObject({ status: 'ended', user: { email: ED } });
    expect(JSON.parse(device.sealedText)).toMatchObject({ tokens: {}, profile: { user: { email: ED } } });
    expect(await codeOf(manager.desk().then((desk) => desk.remote()))).toBe('not_signed_in');
  });

  it('of a person in no organization is a state of its own, until an admin adds him', async () => {
    await world.workspace.database.query('delete from public.organization_members where user_id = $1', [world.ids[ED]]);
    const manager = await device.signedIn();
    expect(manager.current()).toMatchObject({ status: 'signed-in', user: { email: ED }, memberships: [], organizationId: null });
    const error = await manager.desk().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'AppError', code: 'no_organization' });
    expect(isCutOff(error)).toBe(false);
    expect(await manager.refresh()).toMatchObject({ organizationId: null });
    await world.workspace.database.query("insert into public.organization_members (organization_id, user_id, role, display_name) values ($1, $2, 'viewer', 'Ed')", [TWO, world.ids[ED]]);
    expect(await manager.refresh()).toMatchObject({ status: 'signed-in', organizationId: TWO, user: { displayName: 'Ed' } });
    expect(device.heard.sessions.at(-1)).toEqual(manager.current());
    expect((await manager.desk()).organizationId).toBe(TWO);
  });

  it('says why it cannot look again', async () => {
    expect(await codeOf(device.aManager().refresh())).toBe('not_signed_in');
    await (await device.signedIn()).close();
    const later = device.aManager({ addressOf: nowhere });
    later.restore();
    expect(await codeOf(later.refresh())).toBe('workspace_unavailable');
  });

  it('remembers the organization that was chosen', async () => {
    const manager = await device.signedIn();
    manager.chooseOrganization(TWO);
    expect((await manager.desk()).organizationId).toBe(TWO);
    expect(() => manager.chooseOrganization(world.ids[ED] ?? '')).toThrow(AppError);
    expect((await manager.signIn(ED, PASSWORD)).organizationId).toBe(TWO);
  });
});

describe('a system without a keyring', () => {
  const bare = () => aKeyring({ available: false });

  it('writes no session to the disk', async () => {
    const manager = await device.signedIn({ keyring: bare() });
    expect(manager.current()).toMatchObject({ status: 'signed-in', keeping: 'memory' });
    expect(readdirSync(device.folder.path)).toEqual(['workspace.json']);
    manager.keepWithoutKeyring(false);
    expect(readdirSync(device.folder.path)).toEqual(['workspace.json']);
    await manager.close();
    const later = device.aManager({ keyring: bare() });
    later.restore();
    expect(later.current()).toMatchObject({ status: 'signed-out', workspace: { kind: 'embedded' } });
  });

  it('keeps the session once the person agreed', async () => {
    const manager = await device.signedIn({ keyring: bare() });
    expect(manager.keepWithoutKeyring(true)).toMatchObject({ keeping: 'plain' });
    await manager.close();
    const later = device.aManager({ keyring: aKeyring({ available: false, plain: true }), addressOf: nowhere });
    later.restore();
    expect(later.current()).toMatchObject({ status: 'signed-in', user: { email: ED }, keeping: 'plain' });
  });

  it('where there is no other seal either, keeps nothing and says so', async () => {
    const manager = await device.signedIn({ keyring: { ...bare(), acceptPlain: () => undefined } });
    expect(manager.keepWithoutKeyring(true)).toMatchObject({ keeping: 'memory' });
    expect(readdirSync(device.folder.path)).toEqual(['workspace.json']);
  });
});
