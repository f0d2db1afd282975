import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { listen } from '../../workspace/serve.ts';
import { createRemoteClient } from '../remote/client.ts';
import { createSupabaseRemote } from '../remote/supabase-remote.ts';
import { answeringServer } from '../remote/testing/answering-server.ts';
import { codeOf, nowhere, spend } from './testing/managers.ts';
import { device, onADevice, world } from './testing/on-a-device.ts';
import { ED, KEY, ONE, PASSWORD, TWO, VERA } from './testing/real-workspace.ts';
import { aKeyring, FakeStores, Heard } from './testing/session-world.ts';

onADevice();

/** Lets a verification that a restore began come to its end. */
const verified = (which: Heard) => vi.waitFor(() => expect(which.sessions.length + which.events.length).toBeGreaterThan(0), 5_000);

/** How many refresh tokens a person was ever given. */
const tokensOf = async (email: string) =>
  (await world.workspace.database.query<{ refresh_tokens: number }>('select count(*)::int as refresh_tokens from auth.refresh_tokens where user_id = $1', [world.ids[email]])).rows[0] ?? { refresh_tokens: 0 };

describe('a restart', () => {
  it('is still signed in without a network', async () => {
    await (await device.signedIn()).close();
    const later = device.aManager({ addressOf: nowhere });
    later.restore();
    expect(later.current()).toMatchObject({ status: 'signed-in', user: { email: ED }, organizationId: ONE });
    const desk = await later.desk();
    expect(await codeOf(desk.remote())).toBe('workspace_unavailable');
    expect((await desk.store.status({ organizationId: ONE })).calls).toBe(7);
    expect(later.current().status).toBe('signed-in');
  });

  it('works on with the kept session, and holds no token in the clear', async () => {
    await (await device.signedIn()).close();
    expect(device.sealedText).toContain('refresh_token');
    for (const name of readdirSync(device.folder.path, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())) {
      expect(readFileSync(join(name.parentPath, name.name), 'utf8')).not.toMatch(/refresh_token|eyJ|ed@example/);
    }
    const later = device.aManager();
    later.restore();
    const remote = await (await later.desk()).remote();
    expect((await remote.whoAmI()).memberships).toHaveLength(2);
  });

  it('learns that an organization was left meanwhile', async () => {
    await (await device.signedIn()).close();
    await world.workspace.database.query('delete from public.organization_members where organization_id = $1 and user_id = $2', [ONE, world.ids[ED]]);
    const news = new Heard();
    const later = device.aManager({ changed: news.changed, log: news.log });
    later.restore();
    expect(later.current().organizationId).toBe(ONE);
    await verified(news);
    expect(later.current()).toMatchObject({ status: 'signed-in', organizationId: TWO, memberships: [{ organizationName: 'Two' }] });
    expect(JSON.parse(device.sealedText)).toMatchObject({ profile: { organizationId: TWO } });
  });

  it('never works with the tokens of one person beside the profile of another', async () => {
    const manager = await device.signedIn();
    const ed = JSON.parse(device.sealedText) as { profile: unknown };
    await manager.signIn(VERA, PASSWORD);
    const vera = JSON.parse(device.sealedText) as { tokens: unknown };
    await manager.close();
    writeFileSync(device.sealedFile, aKeyring().seal(JSON.stringify({ tokens: vera.tokens, profile: ed.profile })));
    const later = device.aManager();
    later.restore();
    expect(await codeOf((await later.desk()).remote())).toBe('not_signed_in');
    expect(later.current()).toMatchObject({ status: 'ended', user: { email: ED } });
  });

  it('gives nobody the memberships of whoever was signed in when they were asked for', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const answers: string[] = [];
    const manager = await device.signedIn({
      remoteOf: (client) => {
        const remote = createSupabaseRemote(client);
        return {
          ...remote,
          whoAmI: async () => {
            const who = await remote.whoAmI();
            if (answers.push(who.userId) === 2) await held;
            return who;
          },
        };
      },
    });
    const refreshed = manager.refresh();
    await vi.waitFor(() => expect(answers).toHaveLength(2));
    await manager.signIn(VERA, PASSWORD);
    release();
    await refreshed;
    expect(answers.map((id) => (id === world.ids[ED] ? ED : VERA))).toEqual([ED, ED, VERA]);
    expect(manager.current()).toMatchObject({ user: { email: VERA }, memberships: [{ role: 'viewer' }, { role: 'viewer' }] });
  });

  it('with a session that had ended says so at once', async () => {
    const manager = await device.signedIn();
    await world.revokeSessions();
    spend();
    expect(await codeOf((await manager.desk()).remote())).toBe('not_signed_in');
    await manager.close();
    const later = device.aManager({ addressOf: nowhere });
    later.restore();
    expect(later.current()).toMatchObject({ status: 'ended', user: { email: ED } });
  });
});

describe('a session that is renewed or taken back', () => {
  it('is renewed when its time is up', async () => {
    const manager = await device.signedIn();
    const before = device.sealedText;
    spend();
    const remote = await (await manager.desk()).remote();
    expect((await remote.whoAmI()).userId).toBe(world.ids[ED]);
    expect(device.sealedText).not.toBe(before);
    expect(manager.current().status).toBe('signed-in');
  });

  it('F8: that the server revoked has ended; profile and store stay', async () => {
    const manager = await device.signedIn();
    const desk = await manager.desk();
    await world.revokeSessions();
    spend();
    expect(await codeOf(desk.remote())).toBe('not_signed_in');
    expect(manager.current()).toMatchObject({ status: 'ended', user: { email: ED }, organizationId: ONE });
    expect(device.heard.sessions.at(-1)?.status).toBe('ended');
    expect((await manager.desk()).store).toBe(desk.store);
    expect(device.stores.log).toEqual([`open embedded/${world.ids[ED]?.slice(-1) ?? ''}`]);
    expect((await manager.signIn(ED, PASSWORD)).status).toBe('signed-in');
    expect(await codeOf((await manager.desk()).remote())).toBe('resolved');
  });

  it('F7: does not make a request wait while the network swallows the renewal', async () => {
    const faulty = await answeringServer(() => ({ instead: 'reset' }));
    await (await device.signedIn()).close();
    const later = device.aManager({ addressOf: async () => ({ url: faulty.url, key: KEY }) });
    spend();
    later.restore();
    const started = performance.now();
    expect(await codeOf((await later.desk()).remote())).toBe('offline');
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(later.current().status).toBe('signed-in');
    await faulty.stop();
  });

  it('F11: is renewed once for all who ask at the same time', async () => {
    const manager = await device.signedIn();
    const { refresh_tokens: before } = await tokensOf(ED);
    spend();
    const desk = await manager.desk();
    const who = await Promise.all(Array.from({ length: 20 }, async () => (await desk.remote()).whoAmI()));
    expect(new Set(who.map(({ userId }) => userId))).toEqual(new Set([world.ids[ED]]));
    expect((await tokensOf(ED)).refresh_tokens - before).toBe(1);
    expect(device.heard.sessions.map(({ status }) => status)).not.toContain('ended');
  });

  it('F11: is renewed by two apps of one device at once, and both stay signed in', async () => {
    const first = await device.signedIn();
    const second = device.aManager({ openStore: new FakeStores().open });
    second.restore();
    await vi.waitFor(async () => expect(await codeOf((await second.desk()).remote())).toBe('resolved'));
    spend();
    const codes = await Promise.all([first, second].map(async (one) => codeOf((await one.desk()).remote())));
    expect(codes).toEqual(['resolved', 'resolved']);
    expect([first.current().status, second.current().status]).toEqual(['signed-in', 'signed-in']);
  });

  it('goes on at a new address when the embedded workspace moved', async () => {
    const second = await listen(world.workspace, 0);
    let url = world.server.url;
    const urls: string[] = [];
    const manager = await device.signedIn({
      addressOf: async () => ({ url, key: KEY }),
      connect: (address, storage) => {
        urls.push(address.url);
        return createRemoteClient(address, storage, { reached: () => undefined });
      },
    });
    const desk = await manager.desk();
    await desk.remote();
    url = second.url;
    expect((await (await desk.remote()).whoAmI()).userId).toBe(world.ids[ED]);
    await desk.remote();
    expect(urls).toEqual([world.server.url, second.url]);
    await second.stop();
  });
});
