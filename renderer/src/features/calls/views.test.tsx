import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { uuid } from '../../testing/fake-calls.ts';
import { aWorld } from '../../testing/fake-main.ts';
import { renderApp } from '../../testing/render-app.tsx';

afterEach(cleanup);

const withViews = () => {
  const world = aWorld(4);
  world.queues.views = [
    { id: uuid(8001), name: 'Failed', filters: { bands: ['fail'], colour: 'red' }, shared: false, createdBy: uuid(500), createdByName: 'Lena Meyer', version: 3 },
    { id: uuid(8002), name: 'Long', filters: { durationMin: 600, by: 'duration_seconds', direction: 'desc' }, shared: true, createdBy: uuid(501), createdByName: 'Dana Ortiz', version: 1 },
  ];
  return world;
};

describe('saved views', () => {
  it('open with their filters and order, and leave out what is not known', async () => {
    const { router } = await renderApp({ world: withViews() });
    await userEvent.click(await screen.findByRole('button', { name: 'Views' }));
    expect(await screen.findByRole('group', { name: 'Shared' })).toBeTruthy();
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Failed' }));
    await waitFor(() => expect(router.state.location.search).toEqual({ bands: ['fail'] }));
    expect(await screen.findByRole('button', { name: 'Failed' })).toBeTruthy();
  });

  it('keep what the list shows under a name', async () => {
    const { bridge } = await renderApp({ path: '/calls?scoreMin=80&period=%227d%22', world: withViews() });
    await userEvent.click(await screen.findByRole('button', { name: 'Views' }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Save this view…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Save this view' });
    await userEvent.type(within(dialog).getByLabelText('Name'), 'Good week');
    await userEvent.click(within(dialog).getByRole('checkbox'));
    await userEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    expect(await screen.findByRole('button', { name: 'Good week' })).toBeTruthy();
    expect(bridge.log.find(({ route }) => route === 'views.save')?.input).toMatchObject({ version: 0, name: 'Good week', shared: true, filters: { scoreMin: 80, period: '7d' } });
  });

  it('are renamed, shared and deleted at the version that was seen, by whoever may', async () => {
    const world = withViews();
    world.session = { ...world.session, memberships: world.session.memberships.map((one) => ({ ...one, role: 'editor' as const })) };
    const { bridge } = await renderApp({ world });
    await userEvent.click(await screen.findByRole('button', { name: 'Views' }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Manage views…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Saved views' });
    expect(within(dialog).getByText('by Dana Ortiz')).toBeTruthy();
    expect(within(dialog).queryByRole('button', { name: 'Delete “Long”' })).toBeNull();
    const name = within(dialog).getByLabelText('Name of “Failed”');
    await userEvent.clear(name);
    await userEvent.type(name, 'Lost{Enter}');
    await within(dialog).findByRole('button', { name: 'Delete “Lost”' });
    await userEvent.click(within(dialog).getByRole('button', { name: 'Delete “Lost”' }));
    await waitFor(() => expect(within(dialog).queryByRole('button', { name: 'Delete “Lost”' })).toBeNull());
    expect(bridge.log.filter(({ route }) => route === 'views.save').map(({ input }) => input)).toMatchObject([{ viewId: uuid(8001), version: 3, name: 'Lost' }, { viewId: uuid(8001), version: 4, deleted: true }]);
  });
});
