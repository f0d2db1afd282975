import { act, cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { callRowSchema } from '../../../core/calls/call-row.ts';
import { aRow, uuid } from '../testing/fake-calls.ts';
import { aWorld, type FakeWorld } from '../testing/fake-main.ts';
import { renderApp } from '../testing/render-app.tsx';

let isHidden = false;
/** Hides the window and shows it again, which has the page look at once. */
const lookNow = async (): Promise<void> => {
  for (const value of [true, false]) {
    isHidden = value;
    await act(async () => void document.dispatchEvent(new Event('visibilitychange')));
  }
};

beforeEach(() => {
  isHidden = false;
  vi.spyOn(document, 'hidden', 'get').mockImplementation(() => isHidden);
});
afterEach(cleanup);

const rows = (): string[] => screen.getAllByTestId('call-row').map((row) => row.id);
const polls = (bridge: { log: readonly { route: string; input: unknown }[] }): string[][] =>
  bridge.log.filter(({ route }) => route === 'calls.pollChanges').map(({ input }) => (input as { callIds: string[] }).callIds);

const change = (world: FakeWorld, n: number, summary: string): void => {
  const at = world.rows.findIndex(({ id }) => id === uuid(n));
  const row = world.rows[at];
  if (row) world.rows[at] = { ...row, summary };
  world.changed = [uuid(n)];
};

describe('the list', () => {
  it('shows what others changed in sight, and moves no row, no focus and no active row', async () => {
    const world = aWorld(60);
    const { bridge } = await renderApp({ world });
    await waitFor(() => expect(screen.getAllByTestId('call-row').length).toBeGreaterThan(5));
    const grid = screen.getByRole('grid');
    act(() => grid.focus());
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    const before = { rows: rows(), active: grid.getAttribute('aria-activedescendant') };
    change(world, 2, 'Said something else');
    world.rows.unshift(callRowSchema.parse(aRow(0, new Date(Date.now() + 60_000), { id: uuid(700), summary: 'A new call' })));
    await lookNow();
    expect(await screen.findByText('Said something else')).toBeTruthy();
    expect(polls(bridge)[0]).toContain(uuid(2));
    expect(polls(bridge)[0]?.length).toBeLessThanOrEqual(200);
    expect({ rows: rows(), active: grid.getAttribute('aria-activedescendant') }).toEqual(before);
    expect(document.activeElement).toBe(grid);
    expect(screen.queryByText('A new call')).toBeNull();
  });

  it('counts new calls above quietly, and shows them from the top when asked', async () => {
    const world = aWorld(30);
    await renderApp({ world });
    await waitFor(() => expect(screen.getAllByTestId('call-row').length).toBeGreaterThan(5));
    await lookNow();
    expect(screen.queryByTestId('new-calls')).toBeNull();
    for (const n of [1, 2, 3]) {
      world.rows.unshift(callRowSchema.parse(aRow(0, new Date(Date.now() + n * 60_000), { id: uuid(700 + n), summary: `New call ${n}` })));
    }
    await lookNow();
    const chip = await screen.findByTestId('new-calls');
    expect(chip.textContent).toBe('3 new calls');
    expect(rows()[0]).toBe(`call-${uuid(1)}`);
    await userEvent.click(chip);
    await waitFor(() => expect(rows()[0]).toBe(`call-${uuid(703)}`));
    expect(screen.queryByTestId('new-calls')).toBeNull();
    await waitFor(() => expect(screen.getByRole('grid').getAttribute('aria-activedescendant')).toBe(`call-${uuid(703)}`));
  });

  it('asks nothing while the window is hidden or the workspace is away', async () => {
    const world = aWorld(10);
    const { bridge } = await renderApp({ world });
    await waitFor(() => expect(screen.getAllByTestId('call-row').length).toBeGreaterThan(5));
    isHidden = true;
    await act(async () => void document.dispatchEvent(new Event('visibilitychange')));
    expect(polls(bridge)).toEqual([]);
    act(() => bridge.emit('network.changed', { online: false, lastReadAt: null }));
    await waitFor(() => expect(screen.getAllByRole('status').map((one) => one.textContent).join(' ')).toMatch(/offline/i));
    await lookNow();
    expect(polls(bridge)).toEqual([]);
    act(() => bridge.emit('network.changed', { online: true, lastReadAt: null }));
    await lookNow();
    await waitFor(() => expect(polls(bridge)).toHaveLength(1));
  });
});

describe('the open call', () => {
  it('is read again where others changed it, and only then', async () => {
    const world = aWorld(10);
    const { bridge } = await renderApp({ world, path: `/calls/${uuid(1)}` });
    await screen.findAllByTestId('turn');
    // The calls next to it are read ahead, whenever the page has time for them.
    const reads = (): number => bridge.log.filter(({ route, input }) => route === 'calls.get' && (input as { callId: string }).callId === uuid(1)).length;
    const once = reads();
    await lookNow();
    await waitFor(() => expect(polls(bridge)[0]?.[0]).toBe(uuid(1)));
    expect(reads()).toBe(once);
    change(world, 1, 'Rewritten by Dana');
    await lookNow();
    await waitFor(() => expect(reads()).toBe(once + 1));
    expect(await screen.findAllByText('Rewritten by Dana')).not.toHaveLength(0);
  });
});
