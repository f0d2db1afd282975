import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../../core/contract/errors.ts';
import { aWorld } from '../../testing/fake-main.ts';
import { aConflict, anItem, anOutbox, standing } from '../../testing/fake-outbox.ts';
import { renderApp } from '../../testing/render-app.tsx';

afterEach(cleanup);

const ask = async (outbox = anOutbox([anItem(1), anItem(2), aConflict(3)]), handlers = {}) => {
  const world = { ...aWorld(3), outbox };
  const view = await renderApp({ world, handlers });
  await userEvent.click(await screen.findByTestId('person-menu'));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Sign out' }));
  const dialog = await screen.findByRole('dialog', { name: 'Sign out?' });
  const asked = (): unknown[] => view.bridge.log.filter(({ route }) => route === 'session.signOut').map(({ input }) => input);
  return { ...view, world, dialog, asked, button: (name: string) => within(dialog).queryByRole('button', { name }) };
};

describe('a sign-out', () => {
  it('asks nothing of unsent work where there is none', async () => {
    const { dialog, asked, button } = await ask(anOutbox());
    expect(within(dialog).queryByText(/not sent yet/)).toBeNull();
    await userEvent.click(within(dialog).getByTestId('sign-out-wipe'));
    expect(button('Cancel')).not.toBeNull();
    await userEvent.click(within(dialog).getByTestId('sign-out'));
    await waitFor(() => expect(asked()).toEqual([{ wipeCache: true, discardUnsent: false }]));
  });

  it('keeps what is not sent with what is kept, and says whose it stays', async () => {
    const { dialog, asked, world } = await ask();
    expect(await within(dialog).findByText('3 changes are not sent yet')).toBeTruthy();
    expect(dialog.textContent).toContain('nobody else who signs in here can read or send them');
    expect(within(dialog).queryByTestId('sign-out-lose')).toBeNull();
    await userEvent.click(within(dialog).getByTestId('sign-out'));
    await waitFor(() => expect(asked()).toEqual([{ wipeCache: false, discardUnsent: false }]));
    expect(world.outbox.items).toHaveLength(3);
  });

  it('loses unsent work only by a choice of its own that counts it', async () => {
    const { dialog, asked } = await ask();
    await userEvent.click(within(dialog).getByTestId('sign-out-wipe'));
    expect(within(dialog).queryByTestId('sign-out')).toBeNull();
    expect(dialog.textContent).toContain('They are nowhere else.');
    expect(asked()).toEqual([]);
    await userEvent.click(within(dialog).getByRole('button', { name: 'Sign out and lose 3 changes' }));
    await waitFor(() => expect(asked()).toEqual([{ wipeCache: true, discardUnsent: true }]));
  });

  it('stays by Stay, and exports', async () => {
    const { dialog, asked } = await ask();
    await userEvent.click(await within(dialog).findByRole('button', { name: 'Export' }));
    expect(await within(dialog).findByText('Written to /home/lena/unsent.json')).toBeTruthy();
    await userEvent.click(within(dialog).getByRole('button', { name: 'Stay' }));
    await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Sign out?' })).toBeNull());
    expect(asked()).toEqual([]);
  });

  it('sends first and goes on once all is sent, also where that takes a while', async () => {
    const outbox = anOutbox([anItem(1), anItem(2)]);
    const { dialog, asked, bridge } = await ask(outbox, {
      'outbox.flush': async () => {
        Object.assign(outbox, { state: 'sending', items: [anItem(1, { state: 'sending' }), anItem(2)] });
        return { ...standing(outbox), items: [...outbox.items] };
      },
    });
    await userEvent.click(await within(dialog).findByTestId('send-first'));
    await waitFor(() => expect(outbox.state).toBe('sending'));
    expect(asked()).toEqual([]);
    Object.assign(outbox, { state: 'idle', items: [] });
    act(() => bridge.emit('outbox.changed', standing(outbox)));
    await waitFor(() => expect(asked()).toEqual([{ wipeCache: false, discardUnsent: false }]));
  });

  it('says what is left where not all could be sent, and stays', async () => {
    const { dialog, asked } = await ask(anOutbox([anItem(1), aConflict(2), anItem(3, { state: 'failed', refusal: { code: 'forbidden', field: null } })]));
    await userEvent.click(await within(dialog).findByTestId('send-first'));
    expect((await within(dialog).findByRole('alert')).textContent).toBe('Not everything was sent: 1 to decide, 1 refused.');
    expect(asked()).toEqual([]);
  });

  it('says so where nobody knows what is unsent: it can be kept, and is deleted only by a choice of its own', async () => {
    const { dialog, asked, button } = await ask(anOutbox(), {
      'session.signOut': async ({ wipeCache, discardUnsent }: { wipeCache: boolean; discardUnsent: boolean }) => {
        if (wipeCache && !discardUnsent) throw new AppError('conflict', 'It does not open.', { unsent: 0, unread: true });
        throw new AppError('internal', 'The test ends here.');
      },
    });
    await userEvent.click(within(dialog).getByTestId('sign-out-wipe'));
    await userEvent.click(within(dialog).getByTestId('sign-out'));
    expect((await within(dialog).findByRole('alert')).textContent).toContain('nobody can tell whether all of it was sent. Nothing was deleted.');
    expect([within(dialog).queryByTestId('sign-out'), button('Stay')]).toEqual([null, expect.anything()]);
    await userEvent.click(within(dialog).getByLabelText('Keep on this device'));
    expect(button('Sign out')).not.toBeNull();
    await userEvent.click(within(dialog).getByTestId('sign-out-wipe'));
    await userEvent.click(within(dialog).getByRole('button', { name: 'Sign out and delete it unread' }));
    await waitFor(() => expect(asked()).toEqual([{ wipeCache: true, discardUnsent: false }, { wipeCache: true, discardUnsent: true }]));
  });

  it('says so where something came in between, and asks anew', async () => {
    const outbox = anOutbox();
    const { dialog } = await ask(outbox, {
      'session.signOut': async () => {
        outbox.items = [anItem(1)];
        throw new AppError('conflict', 'unsent', { unsent: 1 });
      },
    });
    await userEvent.click(within(dialog).getByTestId('sign-out-wipe'));
    await userEvent.click(within(dialog).getByTestId('sign-out'));
    expect((await within(dialog).findByRole('alert')).textContent).toBe('There are changes that are not sent yet. Nothing was deleted.');
    expect(await within(dialog).findByRole('button', { name: 'Sign out and lose 1 change' })).toBeTruthy();
  });
});
