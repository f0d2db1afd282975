import { describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../core/contract/errors.ts';
import type { Remote } from '../../../core/remote/remote.ts';
import { createSupabaseRemote } from '../remote/supabase-remote.ts';
import { arrive } from './arrive.ts';
import { codeOf } from './testing/managers.ts';
import { device, onADevice, world } from './testing/on-a-device.ts';
import { ED, ONE, PASSWORD, TWO, VERA } from './testing/real-workspace.ts';

onADevice();

const sql = (text: string) => world.workspace.database.exec(text);
const months = async () => (await world.workspace.database.query<{ n: number }>("select count(*)::int as n from pg_inherits where inhparent = 'public.calls'::regclass")).rows[0]?.n;
const NEW = '5d0a0000-0000-4000-8000-0000000000aa';

describe('coming to a workspace', () => {
  it('takes up what waits for the address, once it is confirmed', async () => {
    await sql(`delete from public.organization_members where user_id = '${world.ids[VERA]}'`);
    const manager = device.aManager();
    manager.choose({ kind: 'embedded' });
    expect(await manager.signIn(VERA, PASSWORD)).toMatchObject({ status: 'signed-in', organizationId: null });
    await sql(`update auth.users set email_confirmed_at = null where id = '${world.ids[VERA]}';
      insert into public.organization_invitations (organization_id, email, role, expires_at) values ('${TWO}', '${VERA}', 'coach', now() + interval '1 day')`);
    expect(await manager.refresh()).toMatchObject({ organizationId: null });
    await sql(`update auth.users set email_confirmed_at = now() where id = '${world.ids[VERA]}'`);
    expect(await manager.refresh()).toMatchObject({ organizationId: TWO, memberships: [{ organizationId: TWO, role: 'coach' }] });
  });

  it('makes the months that are missing, as an admin and as nobody else', async () => {
    const before = await months();
    await sql('do $$ begin execute (select \'drop table \' || max(inhrelid::regclass::text) from pg_inherits where inhparent = \'public.calls\'::regclass and inhrelid::regclass::text ~ \'[0-9]$\'); end $$');
    const viewer = device.aManager();
    viewer.choose({ kind: 'embedded' });
    await viewer.signIn(VERA, PASSWORD);
    await viewer.refresh();
    expect(await months()).toBe((before ?? 0) - 1);
    await viewer.signIn(ED, PASSWORD);
    await vi.waitFor(async () => expect(await months()).toBe(before), 5_000);
  });

  it('asks for the months again while some are left, and not for ever', async () => {
    const memberships = [{ organizationId: ONE, organizationName: 'One', role: 'admin' as const, displayName: null }];
    for (const [answers, asked] of [[[true, true, false, true], 3], [Array<boolean>(50).fill(true), 12]] as const) {
      const left = [...answers];
      const keepPartitions = vi.fn(async () => left.shift() ?? false);
      const remote: Pick<Remote, 'acceptInvitations' | 'whoAmI' | 'keepPartitions'> = { acceptInvitations: async () => undefined, whoAmI: async () => ({ userId: NEW, memberships }), keepPartitions };
      await arrive(remote as Remote, () => undefined);
      await new Promise((done) => setTimeout(done, 50));
      expect(keepPartitions).toHaveBeenCalledTimes(asked);
    }
  });

  it('needs neither: an older schema or a refusal stands in nobody’s way, and is written down', async () => {
    const refuse = async () => Promise.reject(new AppError('internal', 'There is no such function.'));
    const manager = await device.signedIn({ remoteOf: (client) => ({ ...createSupabaseRemote(client), acceptInvitations: refuse, keepPartitions: refuse }) });
    expect(manager.current()).toMatchObject({ status: 'signed-in', organizationId: ONE });
    await vi.waitFor(() => expect(device.heard.events.filter((event) => event === 'session.step-failed')).toHaveLength(2));
  });
});

describe('founding an organization', () => {
  const sunrise = { id: NEW, name: 'Sunrise', displayName: 'Ed' };

  it('takes the person there as its admin, and once where it is asked twice', async () => {
    const manager = await device.signedIn();
    expect(await manager.foundOrganization(sunrise)).toMatchObject({ organizationId: NEW, user: { displayName: 'Ed' } });
    expect((await manager.foundOrganization(sunrise)).memberships.filter(({ organizationName }) => organizationName === 'Sunrise')).toEqual([
      { organizationId: NEW, organizationName: 'Sunrise', role: 'admin', displayName: 'Ed' },
    ]);
    await sql(`alter table public.organization_members disable trigger user; delete from public.organization_members where organization_id = '${NEW}'; delete from public.organizations where id = '${NEW}'`);
  });

  it('is refused where the workspace does not allow it, and changes nothing', async () => {
    await sql('update app.platform set organizations_are_open = false');
    const manager = await device.signedIn();
    expect(await codeOf(manager.foundOrganization(sunrise))).toBe('forbidden');
    expect(manager.current()).toMatchObject({ organizationId: ONE });
    await sql('update app.platform set organizations_are_open = true');
  });
});
