import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../../core/contract/errors.ts';
import { aWorld, type FakeWorld } from '../../testing/fake-main.ts';
import { anItem, anOutbox } from '../../testing/fake-outbox.ts';
import { renderApp } from '../../testing/render-app.tsx';

afterEach(cleanup);

/** Somebody who signed in and whom no admin has added yet. */
const alone = (language: 'en' | 'ru' = 'en'): FakeWorld => {
  const world = aWorld();
  world.settings = { ...world.settings, language };
  world.session = { ...world.session, memberships: [], organizationId: null };
  return world;
};

describe('a person in no organization', () => {
  it.each([
    ['en', 'You are in no organization yet', 'lena@brightwater.example, but in no organization of this workspace yet. Ask an admin to add or invite you.', ['Try again', 'Create an organization', 'Sign out']],
    ['ru', 'Вы пока не состоите ни в одной организации', 'lena@brightwater.example, но пока не состоите ни в одной организации этой рабочей базы.', ['Повторить', 'Создать организацию', 'Выйти']],
  ] as const)('is told so in %s, and that is not being offline', async (language, title, words, buttons) => {
    const { bridge } = await renderApp({ world: alone(language) });
    expect(await screen.findByRole('heading', { level: 1, name: title })).toBeTruthy();
    const main = screen.getByRole('main');
    expect(main.textContent).toContain(words);
    for (const name of buttons) expect(within(main).getByRole('button', { name: new RegExp(`^${name}`) })).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
    expect(bridge.log.some(({ route }) => route.startsWith('calls.'))).toBe(false);
  });

  it('is told of what he did and nobody has', async () => {
    const world = { ...alone(), outbox: anOutbox([anItem(1, { state: 'failed', refusal: { code: 'forbidden', field: null } }), anItem(2)]) };
    await renderApp({ world });
    expect(await screen.findByText('2 changes of yours were never sent. They are kept on this device: look at the top of the window.')).toBeTruthy();
    expect(await screen.findByTestId('sync-chip')).toBeTruthy();
  });

  it('looks again, and sees the calls once added', async () => {
    const world = alone();
    const { bridge } = await renderApp({ world });
    const again = await screen.findByRole('button', { name: 'Try again' });
    await userEvent.click(again);
    await waitFor(() => expect(bridge.log.filter(({ route }) => route === 'session.refresh')).toHaveLength(1));
    expect(screen.getByRole('heading', { level: 1 })).toBeTruthy();
    world.session = { ...world.session, memberships: aWorld().session.memberships };
    await userEvent.click(again);
    expect(await screen.findByRole('grid')).toBeTruthy();
  });

  it('hears why looking again failed', async () => {
    const fail = async () => {
      throw new AppError('offline', 'no answer');
    };
    await renderApp({ world: alone(), handlers: { 'session.refresh': fail } });
    await userEvent.click(await screen.findByRole('button', { name: 'Try again' }));
    expect((await screen.findByRole('alert')).textContent).toBe('The workspace cannot be reached from here.');
  });

  it('signs out', async () => {
    await renderApp({ world: alone() });
    await userEvent.click(await screen.findByRole('button', { name: /^Sign out/ }));
    expect(await screen.findByRole('button', { name: 'Sign in' })).toBeTruthy();
  });

  it('founds an organization of his own under one id, however often he presses', async () => {
    let answers = 0;
    const world = alone();
    const { bridge } = await renderApp({
      world,
      handlers: {
        'session.foundOrganization': async ({ id, name }) => {
          answers += 1;
          if (answers === 1) throw new AppError('offline', 'the answer was lost');
          world.session = { ...world.session, organizationId: id, memberships: [{ organizationId: id, organizationName: name, role: 'admin', displayName: null }] };
          return world.session;
        },
      },
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Create an organization' }));
    const create = screen.getByRole('button', { name: /^Create/ });
    expect((create as HTMLButtonElement).disabled).toBe(true);
    await userEvent.type(screen.getByLabelText('Name of the organization'), '  Sunrise ');
    await userEvent.click(create);
    expect((await screen.findByRole('alert')).textContent).toBe('The workspace cannot be reached from here.');
    await userEvent.click(create);
    expect(await screen.findByRole('grid')).toBeTruthy();
    const asked = bridge.log.filter(({ route }) => route === 'session.foundOrganization').map(({ input }) => input as { id: string; name: string });
    expect(asked.map(({ name }) => name)).toEqual(['Sunrise', 'Sunrise']);
    expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
  });

  it('hears in plain words that nobody may found one here, and goes back', async () => {
    await renderApp({
      world: alone(),
      handlers: {
        'session.foundOrganization': async () => {
          throw new AppError('forbidden', 'closed');
        },
      },
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Create an organization' }));
    await userEvent.type(screen.getByLabelText('Name of the organization'), 'Sunrise{Enter}');
    expect((await screen.findByRole('alert')).textContent).toBe('This workspace does not let people create organizations. Ask whoever runs it.');
    await userEvent.click(screen.getByRole('button', { name: 'Back' }));
    expect(await screen.findByRole('button', { name: 'Try again' })).toBeTruthy();
  });
});
