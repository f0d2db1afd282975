import { describe, expect, it, vi } from 'vitest';
import { codeOf, nowhere } from './testing/managers.ts';
import { device, onADevice, world } from './testing/on-a-device.ts';
import { ED, ONE, TWO, PASSWORD } from './testing/real-workspace.ts';

onADevice();

/** An admin takes Ed out of an organization. */
const remove = (organizationId: string) =>
  world.workspace.database.query('delete from public.organization_members where organization_id = $1 and user_id = $2', [organizationId, world.ids[ED]]);
const ways = () => device.stores.log.map((line) => line.split(' ')[0]);

describe('a member who was removed from one organization', () => {
  it('keeps only what is of the others, once the workspace was asked', async () => {
    const manager = await device.signedIn();
    await manager.desk();
    await vi.waitFor(() => expect(device.stores.kept).toEqual([[ONE, TWO]]));
    await remove(ONE);
    expect(await manager.refresh()).toMatchObject({ status: 'signed-in', organizationId: TWO });
    expect(device.stores.kept.at(-1)).toEqual([TWO]);
    expect(device.heard.sessions.at(-1)).toMatchObject({ organizationId: TWO });
    expect(ways()).toEqual(['open']);
  });

  it('while nobody was signed in here keeps only what is of the others after the next sign-in', async () => {
    const manager = await device.signedIn();
    await manager.desk();
    await manager.signOut(false, false);
    await remove(ONE);
    await manager.signIn(ED, PASSWORD);
    await manager.desk();
    await vi.waitFor(() => expect(device.stores.kept.at(-1)).toEqual([TWO]));
  });

  it('stays signed in to the others where this device does not let go', async () => {
    const manager = await device.signedIn({
      openStore: async (...place) => ({ ...(await device.stores.open(...place)), keepOnly: () => Promise.reject(new Error('disk full')) }),
    });
    await remove(ONE);
    expect(await manager.refresh()).toMatchObject({ status: 'signed-in', organizationId: TWO });
    expect(device.heard.events).toContain('session.not-forgotten');
  });
});

describe('a member who was removed from the last organization', () => {
  const removeEverywhere = async () => {
    await remove(ONE);
    await remove(TWO);
  };

  it('leaves no store and no key on this device', async () => {
    const manager = await device.signedIn();
    await manager.desk();
    await manager.countOnDevice();
    await removeEverywhere();
    expect(await manager.refresh()).toMatchObject({ status: 'signed-in', memberships: [], organizationId: null, callsOnDevice: 0 });
    expect(ways()).toEqual(['open', 'close', 'destroy']);
    expect(await codeOf(manager.desk())).toBe('no_organization');
    await manager.countOnDevice();
    expect(ways()).toEqual(['open', 'close', 'destroy']);
  });

  it('before a restart leaves none after it, also where it was left by an earlier run', async () => {
    const manager = await device.signedIn();
    await manager.desk();
    await manager.close();
    await removeEverywhere();
    const later = device.aManager();
    later.restore();
    await vi.waitFor(() => expect(ways()).toEqual(['open', 'close', 'open', 'close', 'destroy']));
    await later.close();
    // None is made only to be wiped: this run might end before it was.
    const last = device.aManager();
    last.restore();
    await last.refresh();
    expect(ways()).toEqual(['open', 'close', 'open', 'close', 'destroy']);
  });

  it('leaves none after the next sign-in', async () => {
    const manager = await device.signedIn();
    await manager.desk();
    await manager.signOut(false, false);
    await removeEverywhere();
    await manager.signIn(ED, PASSWORD);
    await vi.waitFor(() => expect(ways()).toEqual(['open', 'close', 'open', 'close', 'destroy']));
  });

  it('keeps the store for what was not sent, also where it was not open when the workspace told', async () => {
    const manager = await device.signedIn();
    await manager.desk();
    device.stores.unsent = 2;
    await manager.signOut(false, false);
    await removeEverywhere();
    await manager.signIn(ED, PASSWORD);
    await vi.waitFor(() => expect(device.stores.kept.at(-1)).toEqual([]));
    await manager.close();
    const later = device.aManager();
    later.restore();
    await vi.waitFor(() => expect(device.stores.kept.filter((kept) => kept.length === 0)).toHaveLength(2));
    expect(ways()).not.toContain('destroy');
    expect((await (await later.outboxDesk()).store.listOperations({ organizationId: null })).operations).toHaveLength(2);
    expect(await codeOf(later.desk())).toBe('no_organization');
  });

  it('has what was not sent at hand also after a restart without a network', async () => {
    const manager = await device.signedIn();
    await manager.desk();
    device.stores.unsent = 2;
    await removeEverywhere();
    await manager.refresh();
    await manager.close();
    const later = device.aManager({ addressOf: nowhere });
    later.restore();
    expect((await (await later.outboxDesk()).store.listOperations({ organizationId: null })).operations).toHaveLength(2);
  });

  it('keeps what cannot be read and may be unsent', async () => {
    const manager = await device.signedIn();
    await manager.desk();
    device.stores.unread = true;
    await removeEverywhere();
    await manager.refresh();
    expect(device.stores.kept.at(-1)).toEqual([]);
    expect(ways()).not.toContain('destroy');
    expect(await codeOf(manager.outboxDesk())).toBe('no_organization');
  });

  it('has no outbox where all was sent: no store is made for it', async () => {
    const manager = await device.signedIn();
    await removeEverywhere();
    await manager.refresh();
    expect(await codeOf(manager.outboxDesk())).toBe('no_organization');
    expect(ways()).toEqual([]);
  });
});

describe('an answer that could not be obtained', () => {
  it('is no verdict: everything stays', async () => {
    await (await device.signedIn()).close();
    await remove(ONE);
    const later = device.aManager({ addressOf: nowhere });
    later.restore();
    await later.desk();
    expect(await codeOf(later.refresh())).toBe('workspace_unavailable');
    expect(later.current()).toMatchObject({ organizationId: ONE, memberships: [{ organizationName: 'One' }, { organizationName: 'Two' }] });
    expect(device.stores.kept).toEqual([[ONE, TWO]]);
    expect(ways()).not.toContain('destroy');
  });
});
