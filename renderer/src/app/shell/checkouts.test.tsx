import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { uuid } from '../../testing/fake-calls.ts';
import { aCheckout, someCheckouts } from '../../testing/fake-checkouts.ts';
import { aWorld } from '../../testing/fake-main.ts';
import { renderApp } from '../../testing/render-app.tsx';

afterEach(cleanup);

const plain = (text: string | null | undefined): string => (text ?? '').replaceAll(/[\u00a0\u202f]/g, ' ');

const theList = async (): Promise<HTMLElement> => {
  await waitFor(() => expect(screen.getAllByTestId('call-row').length).toBeGreaterThan(5));
  const grid = screen.getByRole('grid');
  act(() => grid.focus());
  return grid;
};
const chosen = (): number[] => screen.getAllByTestId('call-row').filter((row) => row.getAttribute('aria-selected') === 'true').map((row) => Number(row.getAttribute('aria-rowindex')) - 1);

describe('the selection', () => {
  it('is made by X, Shift and arrows, Ctrl+A and the boxes, and let go by Esc', async () => {
    const { router } = await renderApp({ world: aWorld(20) });
    const grid = await theList();
    await userEvent.keyboard('x');
    expect(chosen()).toEqual([1]);
    await userEvent.keyboard('{ArrowDown}{ArrowDown}x{Shift>}{ArrowDown}{ArrowDown}{ArrowUp}{/Shift}');
    expect(chosen()).toEqual([1, 3, 4]);
    const bar = screen.getByTestId('selection-bar');
    expect(within(bar).getByRole('status').textContent).toBe('3 selected');
    await userEvent.click(within(grid).getAllByRole('checkbox')[1] as HTMLElement);
    expect(chosen()).toEqual([3, 4]);
    expect(router.state.location.pathname).toBe('/calls');
    expect(document.activeElement).toBe(grid);
    await userEvent.keyboard('{Control>}a{/Control}');
    expect(within(bar).getByRole('status').textContent).toBe('20 selected');
    expect((within(grid).getAllByRole('checkbox')[0] as HTMLInputElement).checked).toBe(true);
    await userEvent.keyboard('{Escape}');
    expect(chosen()).toEqual([]);
    expect(screen.queryByTestId('selection-bar')).toBeNull();
  });
});

describe('taking calls offline', () => {
  it('says before what the chosen ones take, with recordings and without, and starts', async () => {
    const { bridge } = await renderApp({ world: aWorld(20) });
    await theList();
    await userEvent.keyboard('x{ArrowDown}x');
    await userEvent.click(within(screen.getByTestId('selection-bar')).getByRole('button', { name: 'Take offline' }));
    const dialog = await screen.findByRole('dialog', { name: 'Take 2 calls offline' });
    expect(plain((await within(dialog).findByTestId('estimate')).textContent)).toBe('2 calls, about 7.0 MB. 12 GB are free.');
    await userEvent.click(within(dialog).getByRole('checkbox', { name: 'With recordings' }));
    await waitFor(() => expect(plain(within(dialog).getByTestId('estimate').textContent)).toBe('2 calls, about 120 KB. 12 GB are free.'));
    const name = within(dialog).getByLabelText('Name');
    await userEvent.clear(name);
    expect(within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Take offline' }).disabled).toBe(true);
    await userEvent.type(name, 'Train to Köln{Enter}');
    const started = await waitFor(() => {
      const found = bridge.log.find(({ route }) => route === 'checkouts.start');
      expect(found).toBeTruthy();
      return found?.input;
    });
    expect(started).toMatchObject({ name: 'Train to Köln', withAudio: false, source: { from: 'calls', callIds: [uuid(1), uuid(2)] } });
    const panel = await screen.findByRole('dialog', { name: 'Taken offline' });
    expect(await within(panel).findByText('Train to Köln')).toBeTruthy();
    expect(plain(panel.textContent)).toContain('0 of 2 on this machine');
  });

  it('takes what the filter finds, at most so many, and refuses what does not fit', async () => {
    const world = aWorld(20);
    world.checkouts.freeBytes = 50_000_000;
    const { bridge } = await renderApp({ world, path: '/calls?hasTranscript=true' });
    await theList();
    await userEvent.click(screen.getByRole('button', { name: 'Take offline' }));
    const dialog = await screen.findByRole('dialog', { name: 'Take these calls offline' });
    const most = within(dialog).getByLabelText('At most how many');
    const found = Number((most as HTMLInputElement).value);
    expect(found).toBe(19);
    const take = within(dialog).getByRole('button', { name: 'Take offline' }) as HTMLButtonElement;
    await waitFor(() => expect(plain(within(dialog).getByTestId('estimate').textContent)).toContain('Only 50 MB are free.'));
    expect([take.disabled, take.title]).toEqual([true, 'It does not fit on this device.']);
    await userEvent.clear(most);
    expect(within(dialog).getByText(/^A number from 1 to 2,000$/)).toBeTruthy();
    await userEvent.type(most, '10');
    await waitFor(() => expect(take.disabled).toBe(false));
    await userEvent.click(take);
    await waitFor(() =>
      expect(bridge.log.find(({ route }) => route === 'checkouts.start')?.input).toMatchObject({
        withAudio: true,
        source: { from: 'filter', most: 10, filter: { hasTranscript: true } },
      }),
    );
  });
});

describe('what was taken offline', () => {
  const show = async (checkouts = [aCheckout(1)]) => {
    const world = { ...aWorld(8), checkouts: someCheckouts(checkouts) };
    const view = await renderApp({ world });
    await userEvent.click(await screen.findByRole('button', { name: /60 calls on this device/ }));
    const panel = await screen.findByRole('dialog', { name: 'Taken offline' });
    await waitFor(() => expect(panel.textContent).toMatch(/on this device|been taken/));
    return { ...view, world, panel };
  };

  it('is shown with its progress, which follows live', async () => {
    const { panel, bridge, world } = await show();
    const row = await within(panel).findByTestId('checkout');
    expect(plain(row.textContent)).toContain('58 of 60 on this machine · 203 MB · some 9 s left');
    act(() => bridge.emit('checkouts.progressed', aCheckout(1, { ready: 59, secondsLeft: 200 })));
    await waitFor(() => expect(plain(row.textContent)).toContain('59 of 60 on this machine · 203 MB · some 3 min left'));
    const done = aCheckout(1, { ready: 57, state: 'done', failed: 3, withoutAudio: 1, bytes: 214_000_000, secondsLeft: null });
    world.checkouts.checkouts = [done];
    act(() => bridge.emit('checkouts.progressed', done));
    await waitFor(() => expect(row.textContent).toContain('3 calls could not be taken: the workspace did not give them.'));
    expect(row.textContent).toContain('1 without its recording: it could not be had.');
    expect(within(row).queryByRole('button', { name: /^Pause/ })).toBeNull();
    await waitFor(() => expect(plain(panel.textContent)).toContain('57 calls on this device, 214 MB of at most 20 GB.'));
  });

  it('is paused, resumed and, after asking, removed', async () => {
    const { panel, bridge } = await show();
    await userEvent.click(await within(panel).findByRole('button', { name: 'Pause Queue 1' }));
    await userEvent.click(await within(panel).findByRole('button', { name: 'Resume Queue 1' }));
    await userEvent.click(await within(panel).findByRole('button', { name: 'Remove Queue 1' }));
    const changes = (): string[] => bridge.log.map(({ route }) => route).filter((route) => /^checkouts\.(pause|resume|remove)$/.test(route));
    expect(changes()).toEqual(['checkouts.pause', 'checkouts.resume']);
    expect(panel.textContent).toContain('calls with unsent changes stay');
    await userEvent.click(within(panel).getByRole('button', { name: 'Remove' }));
    expect(await within(panel).findByText(/^No calls have been taken offline/)).toBeTruthy();
    expect(changes()).toHaveLength(3);
  });
});
