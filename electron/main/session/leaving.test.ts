import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { createRemoteClient } from '../remote/client.ts';
import { codeOf, nowhere } from './testing/managers.ts';
import { device, onADevice, world } from './testing/on-a-device.ts';
import { ED, KEY, PASSWORD, VERA } from './testing/real-workspace.ts';
import { Heard } from './testing/session-world.ts';

onADevice();

const wipes = () => device.stores.log.filter((line) => line.startsWith('destroy'));

describe('signing out', () => {
  it.each([
    [false, 'close'],
    [true, 'destroy'],
  ])('with wiping %s: the sealed file goes, the store is told to %s', async (wipe, told) => {
    const manager = await device.signedIn();
    await manager.desk();
    expect(existsSync(device.sealedFile)).toBe(true);
    expect(await manager.signOut(wipe, false)).toMatchObject({ status: 'signed-out', user: null, memberships: [], callsOnDevice: 0 });
    expect(readdirSync(join(device.folder.path, 'sessions'))).toEqual([]);
    expect(device.stores.log.at(-1)).toMatch(new RegExp(`^${told} `));
  });

  it('is told to the server', async () => {
    const manager = await device.signedIn();
    const kept = JSON.parse(device.sealedText) as { tokens: Record<string, string> };
    const { refresh_token } = JSON.parse(Object.values(kept.tokens)[0] ?? '{}') as { refresh_token: string };
    await manager.signOut(false, false);
    const renewed = await fetch(`${world.server.url}/auth/v1/token?grant_type=refresh_token`, {
      method: 'POST',
      headers: { apikey: KEY, 'content-type': 'application/json' },
      body: JSON.stringify({ refresh_token }),
    });
    expect(renewed.status).toBe(400);
  });

  it.each([false, true])('opens no store for a request that comes meanwhile (wiping: %s)', async (wipe) => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const manager = await device.signedIn({
      connect: (address, storage) => {
        const client = createRemoteClient(address, storage, { reached: () => undefined });
        const real = client.auth.signOut.bind(client.auth);
        client.auth.signOut = (options) => held.then(() => real(options));
        return client;
      },
      patienceMs: 5_000,
    });
    await manager.desk();
    const leaving = manager.signOut(wipe, false);
    await vi.waitFor(() => expect(device.stores.log.at(-1)).toMatch(/^(destroy|close)/));
    expect(await codeOf(manager.desk())).toBe('not_signed_in');
    expect(await codeOf(manager.outboxDesk())).toBe('not_signed_in');
    await manager.countOnDevice().catch(() => undefined);
    release();
    await leaving;
    expect(device.stores.log.map((line) => line.split(' ')[0])).toEqual(['open', 'close', ...(wipe ? ['destroy'] : [])]);
    // The next person, or the same one, has one again.
    await manager.signIn(VERA, PASSWORD);
    await manager.desk();
    expect(device.stores.log.at(-1)).toMatch(/^open /);
  });

  it('loses no operation that was not sent unless the person says so', async () => {
    const manager = await device.signedIn();
    await manager.desk();
    device.stores.unsent = 3;
    await expect(manager.signOut(true, false)).rejects.toMatchObject({ code: 'conflict', details: { unsent: 3 } });
    expect([manager.current().status, existsSync(device.sealedFile)]).toEqual(['signed-in', true]);
    expect(wipes()).toEqual([]);
    await manager.signOut(true, true);
    expect(manager.current().status).toBe('signed-out');
    expect(device.stores.log.at(-1)).toMatch(/^destroy/);
  });

  it('keeps them with the cache, for the same person', async () => {
    const manager = await device.signedIn();
    device.stores.unsent = 3;
    await manager.signOut(false, false);
    expect(manager.current().status).toBe('signed-out');
    expect(wipes()).toEqual([]);
  });

  it('wipes nothing that cannot be read and may be unsent unless the person says so', async () => {
    const manager = await device.signedIn();
    await manager.desk();
    await manager.close();
    Object.assign(device.stores, { fails: true, unread: 'unless open' });
    const later = device.aManager({ addressOf: nowhere });
    later.restore();
    await expect(later.signOut(true, false)).rejects.toMatchObject({ code: 'conflict', details: { unsent: 0, unread: true } });
    expect([later.current().status, existsSync(device.sealedFile), wipes()]).toEqual(['signed-in', true, []]);
    await later.signOut(false, false);
    expect([later.current().status, wipes()]).toEqual(['signed-out', []]);
  });

  it('wipes nothing that opens at the second try only: it was not looked into', async () => {
    const manager = await device.signedIn();
    await manager.desk();
    await manager.close();
    Object.assign(device.stores, { unsent: 2, unread: 'unless open' });
    let opens = 0;
    const later = device.aManager({ addressOf: nowhere, openStore: (...place) => ((opens += 1) === 1 ? Promise.reject(new Error('busy')) : device.stores.open(...place)) });
    later.restore();
    await expect(later.signOut(true, false)).rejects.toMatchObject({ code: 'conflict', details: { unread: true } });
    await expect(later.signOut(true, false)).rejects.toMatchObject({ code: 'conflict', details: { unsent: 2, unread: false } });
    expect(wipes()).toEqual([]);
  });

  it('wipes also what cannot be read once the person says so', async () => {
    const manager = await device.signedIn();
    await manager.desk();
    await manager.close();
    Object.assign(device.stores, { fails: true, unread: true });
    const later = device.aManager({ addressOf: nowhere });
    later.restore();
    await later.signOut(true, true);
    expect([later.current().status, wipes().length]).toEqual(['signed-out', 1]);
  });

  it('wipes a store that does not open where its journal holds nothing', async () => {
    const manager = await device.signedIn();
    await manager.desk();
    await manager.close();
    device.stores.fails = true;
    const later = device.aManager({ addressOf: nowhere });
    later.restore();
    await later.signOut(true, false);
    expect(wipes()).toHaveLength(1);
  });

  it('wipes nothing where an open store no longer tells what lies in it, or another lies beside it', async () => {
    const manager = await device.signedIn();
    const { store } = await manager.desk();
    device.stores.unread = true;
    await expect(manager.signOut(true, false)).rejects.toMatchObject({ details: { unsent: 0, unread: true } });
    device.stores.unread = false;
    vi.spyOn(store, 'listOperations').mockRejectedValue(new Error('the store process ended'));
    await expect(manager.signOut(true, false)).rejects.toMatchObject({ details: { unsent: 0, unread: true } });
    expect([manager.current().status, wipes()]).toEqual(['signed-in', []]);
  });

  it('says so where the cache cannot be wiped, and signs out all the same', async () => {
    const manager = await device.signedIn();
    device.stores.keepsFiles = true;
    await expect(manager.signOut(true, false)).rejects.toThrow('cannot be removed');
    expect(manager.current().status).toBe('signed-out');
    expect(existsSync(device.sealedFile)).toBe(false);
  });

  it('without a network does not wait, and no late renewal brings the session back', async () => {
    const release: (() => void)[] = [];
    await (await device.signedIn()).close();
    const held = new Promise<void>((resolve) => release.push(resolve));
    let asks = 0;
    const manager = device.aManager({
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
    await manager.signOut(false, false);
    release[0]?.();
    await held;
    expect(manager.current().status).toBe('signed-out');
    expect(existsSync(device.sealedFile)).toBe(false);
  });

  it('of one person and in of another gives each a store', async () => {
    const manager = await device.signedIn();
    const left = await manager.desk();
    await world.revokeSessions();
    await manager.signIn(VERA, PASSWORD);
    expect(await codeOf(left.remote())).toBe('cancelled');
    await (await manager.desk()).remote();
    const [first, second] = [ED, VERA].map((email) => `embedded/${world.ids[email]?.slice(-1) ?? ''}`);
    expect(device.stores.log).toEqual([`open ${first}`, `close ${first}`, `open ${second}`]);
  });
});

describe('leaving', () => {
  it('a workspace keeps its session for the return, and closes its store before another opens it', async () => {
    const manager = await device.signedIn();
    await manager.desk();
    manager.choose({ kind: 'project', url: 'https://abc.supabase.co', key: KEY });
    expect(manager.current()).toMatchObject({ status: 'signed-out', workspace: { kind: 'project', host: 'abc.supabase.co' } });
    manager.choose({ kind: 'embedded' });
    expect(manager.current()).toMatchObject({ status: 'signed-in', user: { email: ED } });
    await manager.desk();
    expect(device.stores.log.map((line) => line.split(' ')[0])).toEqual(['open', 'close', 'open']);
    expect(manager.leaveWorkspace().status).toBe('no-workspace');
    expect(existsSync(device.sealedFile)).toBe(true);
  });

  it('while the workspace still starts: its answer is nobody\'s', async () => {
    await (await device.signedIn()).close();
    let up: (address: { url: string; key: string }) => void = () => undefined;
    const started = new Promise<{ url: string; key: string }>((resolve) => (up = resolve));
    let made = 0;
    const manager = device.aManager({
      addressOf: () => started,
      connect: (address, storage) => {
        made += 1;
        return createRemoteClient(address, storage, { reached: () => undefined });
      },
    });
    manager.restore();
    manager.leaveWorkspace();
    up({ url: world.server.url, key: KEY });
    await vi.waitFor(() => expect(device.heard.events).toContain('session.not-verified'));
    expect(made).toBe(0);
    expect(manager.current().status).toBe('no-workspace');
  });

  it.each(['answers', 'fails'])('the app during a restore whose address then %s lets nothing go on', async (how) => {
    await (await device.signedIn()).close();
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    let settle: () => void = () => undefined;
    const address = new Promise<{ url: string; key: string }>((resolve, reject) => {
      settle = () => (how === 'answers' ? resolve({ url: world.server.url, key: KEY }) : reject(new Error('stopped')));
    });
    const news = new Heard();
    const connect = vi.fn();
    const later = device.aManager({ addressOf: () => address, connect, log: news.log });
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
