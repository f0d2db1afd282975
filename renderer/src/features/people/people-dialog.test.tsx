import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../../core/contract/errors.ts';
import type { People } from '../../../../core/contract/routes/members.ts';
import type { Role } from '../../../../core/contract/routes/session.ts';
import { aWorld } from '../../testing/fake-main.ts';
import { renderApp } from '../../testing/render-app.tsx';

afterEach(cleanup);

const id = (n: number): string => `5d0a0000-0000-4000-8000-0000000000a${String(n)}`;

/** An organization in main's memory, seen by a person of a role. */
const anOrganization = (role: Role) => {
  const world = aWorld();
  const { user, memberships: [membership] } = world.session;
  if (!membership || !user) throw new Error('The world has nobody in it.');
  world.session = { ...world.session, memberships: [{ ...membership, role }] };
  const people: { -readonly [K in keyof People]: People[K] } = {
    members: [
      { userId: user.id, email: 'lena@brightwater.example', displayName: 'Lena', role: 'admin' },
      { userId: id(1), email: 'oleg@brightwater.example', displayName: null, role: 'reviewer' },
      { userId: id(2), email: 'inés@brightwater.example', displayName: 'Inés \u202Eabc', role: 'coach' },
    ],
    invitations: [{ id: id(3), email: 'new@brightwater.example', role: 'viewer', expiresAt: '2027-01-06T12:00:00Z' }],
  };
  return { world, people };
};

const open = async (): Promise<HTMLElement> => {
  await userEvent.click(await screen.findByTestId('person-menu'));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'People' }));
  return screen.findByRole('dialog', { name: 'People' });
};

describe('people', () => {
  it('are the admin’s matter alone', async () => {
    const { world } = anOrganization('editor');
    await renderApp({ world });
    await userEvent.click(await screen.findByTestId('person-menu'));
    await screen.findByRole('menuitem', { name: /Import/ });
    expect(screen.queryByRole('menuitem', { name: 'People' })).toBeNull();
  });

  it('are listed with role and address, oneself without a way to change', async () => {
    const { world, people } = anOrganization('admin');
    await renderApp({ world, handlers: { 'members.list': async () => people } });
    const dialog = await open();
    await within(dialog).findByText('oleg@brightwater.example');
    expect(within(dialog).getByText('You, admin')).toBeTruthy();
    expect(within(dialog).getAllByRole('combobox')).toHaveLength(3);
    expect(within(dialog).getByText('new@brightwater.example')).toBeTruthy();
    expect(within(dialog).getByText(/^viewer · open until /)).toBeTruthy();
    expect(dialog.querySelector('[data-direction-mark]')).not.toBeNull();
  });

  it('are invited by address and role, and the field is empty again', async () => {
    const { world, people } = anOrganization('admin');
    const { bridge } = await renderApp({
      world,
      handlers: {
        'members.list': async () => people,
        'members.invite': async ({ email, role }) => ({ ...people, invitations: [...people.invitations, { id: id(4), email, role, expiresAt: '2027-01-07T12:00:00Z' }] }),
      },
    });
    const dialog = await open();
    const invite = within(dialog).getByRole('button', { name: 'Invite' });
    expect((invite as HTMLButtonElement).disabled).toBe(true);
    await userEvent.type(within(dialog).getByLabelText('Email to invite'), ' max@brightwater.example ');
    await userEvent.selectOptions(within(dialog).getByLabelText('Role'), 'coach');
    await userEvent.click(invite);
    expect(await within(dialog).findByText('max@brightwater.example')).toBeTruthy();
    expect(bridge.log.findLast(({ route }) => route === 'members.invite')?.input).toEqual({ email: 'max@brightwater.example', role: 'coach' });
    expect(within(dialog).getByLabelText('Email to invite')).toHaveProperty('value', '');
  });

  it('are removed only after a second press, and withdrawn and promoted by one', async () => {
    const { world, people } = anOrganization('admin');
    const { bridge } = await renderApp({
      world,
      handlers: {
        'members.list': async () => people,
        'members.remove': async ({ userId }) => ({ ...people, members: people.members.filter((one) => one.userId !== userId) }),
        'members.changeRole': async () => people,
        'members.withdraw': async () => ({ ...people, invitations: [] }),
      },
    });
    const dialog = await open();
    const asked = (route: string): unknown[] => bridge.log.filter((one) => one.route === route).map(({ input }) => input);
    await userEvent.click(await within(dialog).findByRole('button', { name: 'Remove oleg@brightwater.example' }));
    expect(asked('members.remove')).toEqual([]);
    await userEvent.click(within(dialog).getByRole('button', { name: 'Remove' }));
    await waitFor(() => expect(within(dialog).queryByText('oleg@brightwater.example')).toBeNull());
    expect(asked('members.remove')).toEqual([{ userId: id(1) }]);
    await userEvent.click(within(dialog).getByRole('button', { name: 'Withdraw the invitation of new@brightwater.example' }));
    await waitFor(() => expect(asked('members.withdraw')).toEqual([{ invitationId: id(3) }]));
  });

  it.each([
    ['conflict', 'An organization keeps at least one admin.'],
    ['bad_request', 'This is no address that can be invited.'],
    ['offline', 'The workspace cannot be reached from here.'],
  ] as const)('stay as they are where a change is refused with %s, in words', async (code, words) => {
    const { world, people } = anOrganization('admin');
    await renderApp({
      world,
      handlers: {
        'members.list': async () => people,
        'members.invite': async () => {
          throw new AppError(code, 'no');
        },
      },
    });
    const dialog = await open();
    const field = within(dialog).getByLabelText('Email to invite');
    await userEvent.type(field, 'max@brightwater.example{Enter}');
    expect((await within(dialog).findByRole('alert')).textContent).toBe(words);
    expect(field).toHaveProperty('value', 'max@brightwater.example');
    expect(within(dialog).getByText('oleg@brightwater.example')).toBeTruthy();
    await userEvent.click(within(dialog).getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(screen.queryByRole('dialog', { name: 'People' })).toBeNull());
    expect(within(await open()).queryByRole('alert')).toBeNull();
  });
});
