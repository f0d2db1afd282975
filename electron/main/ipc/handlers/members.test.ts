import { describe, expect, it } from 'vitest';
import type { People } from '../../../../core/contract/routes/members.ts';
import { codeOf } from '../../session/testing/managers.ts';
import { device, onADevice, world } from '../../session/testing/on-a-device.ts';
import { ED, PASSWORD, VERA } from '../../session/testing/real-workspace.ts';
import { membersHandlers } from './members.ts';

onADevice();

/** The routes as a person of the real workspace asks them. */
async function askedBy(email: string) {
  const manager = device.aManager();
  manager.choose({ kind: 'embedded' });
  await manager.signIn(email, PASSWORD);
  return membersHandlers(() => manager.desk());
}
const who = ({ members, invitations }: People) => [members.map(({ email, role }) => `${String(email)} ${role}`), invitations.map(({ email, role }) => `${email} ${role}`)];

describe('the people of an organization', () => {
  it('are listed, invited, promoted and removed by an admin, and each answer is how things stand', async () => {
    const ask = await askedBy(ED);
    expect(who(await ask['members.list']({}))).toEqual([[`${ED} admin`, `${VERA} viewer`], []]);
    const invited = await ask['members.invite']({ email: 'New@Example.com', role: 'coach' });
    expect(who(invited)[1]).toEqual(['new@example.com coach']);
    expect(who(await ask['members.invite']({ email: 'new@example.com', role: 'editor' }))[1]).toEqual(['new@example.com editor']);
    expect(who(await ask['members.withdraw']({ invitationId: invited.invitations[0]?.id ?? '' }))[1]).toEqual([]);
    const vera = world.ids[VERA] ?? '';
    expect(who(await ask['members.changeRole']({ userId: vera, role: 'reviewer' }))[0]).toContain(`${VERA} reviewer`);
    expect(who(await ask['members.remove']({ userId: vera }))[0]).toEqual([`${ED} admin`]);
  });

  it('keep one admin, who cannot take himself down', async () => {
    const ask = await askedBy(ED);
    const own = world.ids[ED] ?? '';
    await world.workspace.database.exec('alter table public.organization_members enable trigger user');
    expect(await codeOf(ask['members.remove']({ userId: own }))).toBe('conflict');
    expect(await codeOf(ask['members.changeRole']({ userId: own, role: 'viewer' }))).toBe('forbidden');
    expect(who(await ask['members.list']({}))[0]).toContain(`${ED} admin`);
  });

  it('are nobody else’s matter', async () => {
    const vera = await askedBy(VERA);
    expect(await codeOf(vera['members.list']({}))).toBe('forbidden');
    expect(await codeOf(vera['members.invite']({ email: 'x@example.com', role: 'admin' }))).toBe('forbidden');
  });

  it('are asked by an address that is one', async () => {
    const ed = await askedBy(ED);
    expect(await codeOf(ed['members.invite']({ email: 'no address', role: 'viewer' }))).toBe('bad_request');
  });
});
