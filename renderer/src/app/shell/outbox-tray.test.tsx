import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import type { OutboxItem } from '../../../../core/contract/routes/outbox.ts';
import { uuid } from '../../testing/fake-calls.ts';
import { aWorld } from '../../testing/fake-main.ts';
import { aConflict, anItem, anOutbox, standing } from '../../testing/fake-outbox.ts';
import { renderApp } from '../../testing/render-app.tsx';

afterEach(cleanup);

const withItems = (items: OutboxItem[], state: 'idle' | 'cut-off' | 'sending' = 'cut-off') => ({ ...aWorld(3), outbox: anOutbox(items, state) });

/** Opens the tray by its chip. */
const open = async (name: RegExp | string): Promise<HTMLElement> => {
  await userEvent.click(await screen.findByRole('button', { name }));
  return screen.findByTestId('outbox-tray');
};
const items = (tray: HTMLElement): string[] => within(tray).queryAllByTestId('outbox-item').map((item) => item.textContent ?? '');
const asked = (bridge: { log: readonly { route: string; input: unknown }[] }, route: string): unknown[] =>
  bridge.log.filter((one) => one.route === route).map(({ input }) => input);

describe('the tray', () => {
  it('lists conflicts, then what was refused and why, then what waits, and says of which call and since when', async () => {
    const world = withItems([
      anItem(1, { subject: 'Price \u202Eecirp' }),
      anItem(2, { state: 'failed', kind: 'share_moment', refusal: { code: 'not_found', field: 'user_id' }, call: null }),
      aConflict(3),
      anItem(4, { kind: 'comment_moment', subject: 'Ask twice', attempts: 2, notBefore: '2026-11-22T14:00:00.000Z' }),
    ]);
    await renderApp({ world });
    const tray = await open('Offline · 4 waiting');
    const shown = items(tray);
    expect(shown[0]).toMatch(/^Moment changed · Label 3Conflict: Dana Ortiz changed it tooSolar intake · EN /);
    expect(shown[1]).toContain('Refused: this person is not in the organization any more');
    expect(shown[1]).toContain('A call this device no longer holds');
    expect(shown[2]).toContain('Price');
    expect(shown[3]).toMatch(/^Comment · Ask twice.*Sent 2 times, next try \d\d:\d\d/);
    expect(tray.querySelector('[data-direction-mark]')).not.toBeNull();
    expect(within(tray).getByRole('heading', { level: 2 }).textContent).toBe('Waiting to sync4');
    expect(tray.textContent).toContain('Kept on this device, encrypted; sent in this order.');
    expect(screen.getByRole('button', { name: 'Offline · 4 waiting' })).toBeTruthy();
  });

  it('says that nothing waits where that is so, and closes by Esc to where it was opened', async () => {
    const { router } = await renderApp({ world: aWorld(3), path: `/calls/${uuid(1)}` });
    const tray = await open('Synced');
    expect(tray.textContent).toContain('Nothing is waiting.');
    expect(within(tray).queryByRole('button', { name: 'Send now' })).toBeNull();
    await waitFor(() => expect(tray.contains(document.activeElement)).toBe(true));
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByTestId('outbox-tray')).toBeNull());
    expect(document.activeElement).toBe(screen.getByTestId('sync-chip'));
    expect(router.state.location.pathname).toBe(`/calls/${uuid(1)}`);
  });

  it('retries, edits and sends by the keyboard alone', async () => {
    const world = withItems([anItem(1, { state: 'failed', refusal: { code: 'invalid', field: 'label' } }), anItem(2, { kind: 'mark_moment', editable: { start_ms: 143_400, label: 'Label 2', note: null } })]);
    const { bridge } = await renderApp({ world });
    const tray = await open('Offline · 2 waiting');
    const first = await within(tray).findByRole('button', { name: 'Send “Label 1” again' });
    act(() => first.focus());
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(asked(bridge, 'outbox.retry')).toEqual([{ opId: uuid(4001) }]));
    await waitFor(() => expect(items(tray).join()).not.toContain('Refused'));
    act(() => within(tray).getByRole('button', { name: 'Edit “Label 1”' }).focus());
    await userEvent.keyboard('{ArrowDown}{Enter}');
    const start = within(tray).getByLabelText('Start');
    expect(document.activeElement).toBe(start);
    await userEvent.clear(start);
    await userEvent.keyboard('later{Enter}');
    expect(within(tray).getByText('A time such as 02:23')).toBeTruthy();
    await userEvent.clear(start);
    await userEvent.keyboard('2:24{Enter}');
    await waitFor(() => expect(asked(bridge, 'outbox.edit')).toEqual([{ opId: uuid(4002), values: { start_ms: 144_000 } }]));
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('Edit “Label 2”'));
    world.outbox.state = 'idle';
    await userEvent.click(within(tray).getByRole('button', { name: 'Send now' }));
    await waitFor(() => expect(items(tray)).toEqual([]));
    await waitFor(() => expect(document.activeElement).toBe(within(tray).getByRole('heading', { level: 2 })));
  });

  it('discards only after asking, and Esc takes the question back without closing the tray', async () => {
    const { bridge } = await renderApp({ world: withItems([anItem(1), anItem(2)]) });
    const tray = await open('Offline · 2 waiting');
    const discard = (): HTMLElement => within(tray).getByRole('button', { name: 'Discard “Label 1”' });
    await userEvent.click(discard());
    expect(within(tray).getByText('Discard this change? It is nowhere else.')).toBeTruthy();
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(within(tray).queryByText('Discard this change? It is nowhere else.')).toBeNull());
    await userEvent.click(discard());
    expect(asked(bridge, 'outbox.discard')).toEqual([]);
    await userEvent.click(within(tray).getByRole('button', { name: 'Discard' }));
    await waitFor(() => expect(items(tray)).toHaveLength(1));
    expect(asked(bridge, 'outbox.discard')).toEqual([{ opId: uuid(4001) }]);
    expect(tray.contains(document.activeElement)).toBe(true);
  });

  it('says where an export went, and in words when a change came too late', async () => {
    const world = withItems([anItem(1)]);
    await renderApp({ world });
    const tray = await open('Offline · 1 waiting');
    await userEvent.click(within(tray).getByRole('button', { name: 'Export' }));
    expect(await within(tray).findByText('1 change written to /home/lena/unsent.json')).toBeTruthy();
    world.outbox.items = [anItem(1, { state: 'sending' })];
    await userEvent.click(within(tray).getByRole('button', { name: 'Discard “Label 1”' }));
    await userEvent.click(within(tray).getByRole('button', { name: 'Discard' }));
    expect((await within(tray).findByRole('alert')).textContent).toBe('It may have been sent meanwhile. Look at it again in a moment.');
    expect(await within(tray).findByText('Being sent')).toBeTruthy();
  });

  it('opens a long outbox by its beginning and shows more when asked', async () => {
    await renderApp({ world: withItems(Array.from({ length: 30 }, (_, n) => anItem(n))) });
    const tray = await open('Offline · 30 waiting');
    expect(items(tray)).toHaveLength(20);
    await userEvent.click(within(tray).getByRole('button', { name: '10 more' }));
    expect(items(tray)).toHaveLength(30);
  });
});

describe('the chip', () => {
  it('follows the outbox, and says aloud a change of state but no counting', async () => {
    const world = withItems([anItem(1), anItem(2), anItem(3)], 'idle');
    const { bridge } = await renderApp({ world });
    const said = (): string | undefined => document.querySelector('header [role="status"]')?.textContent ?? undefined;
    const now = (itemsNow: OutboxItem[], state: 'sending' | 'idle'): void => {
      Object.assign(world.outbox, { items: itemsNow, state });
      act(() => bridge.emit('outbox.changed', standing(world.outbox)));
    };
    await screen.findByRole('button', { name: '3 waiting' });
    now([anItem(1, { state: 'sending' }), anItem(2), anItem(3)], 'sending');
    await screen.findByRole('button', { name: 'Syncing 1 of 3' });
    const once = said();
    now([anItem(2, { state: 'sending' }), anItem(3)], 'sending');
    await screen.findByRole('button', { name: 'Syncing 2 of 3' });
    expect(said()).toBe(once);
    now([aConflict(2)], 'idle');
    await screen.findByRole('button', { name: '1 to decide' });
    expect(said()).toBe('1 to decide');
    now([], 'idle');
    await screen.findByRole('button', { name: 'Synced' });
    expect(said()).toBe('Synced');
  });
});

describe('the banner', () => {
  it('says how many changes are safe, and stays away once closed', async () => {
    const { bridge } = await renderApp({ world: withItems([anItem(1), anItem(2)]) });
    await screen.findByRole('button', { name: 'Offline · 2 waiting' });
    const offline = (online: boolean, lastReadAt: string): void => act(() => bridge.emit('network.changed', { online, lastReadAt }));
    const focused = document.activeElement;
    offline(false, '2026-11-22T12:00:00.000Z');
    const banner = await screen.findByRole('region', { name: 'Connection' });
    expect(banner.textContent).toMatch(/^Offline since .*2 waiting changes are safe on this device\.Try now$/);
    expect(document.activeElement).toBe(focused);
    await userEvent.click(within(banner).getByRole('button', { name: 'Try now' }));
    expect(asked(bridge, 'outbox.flush')).toHaveLength(1);
    await userEvent.click(within(banner).getByRole('button', { name: 'Close' }));
    expect(document.activeElement).toBe(focused);
    offline(true, '2026-11-22T12:10:00.000Z');
    offline(false, '2026-11-22T12:20:00.000Z');
    expect(screen.queryByRole('region', { name: 'Connection' })).toBeNull();
  });
});

describe('whoever belongs nowhere any more', () => {
  it('reads, exports and discards what was not sent, and has no tray where there is nothing', async () => {
    const gone = (items: OutboxItem[]) => {
      const world = withItems(items, 'idle');
      world.session = { ...world.session, memberships: [], organizationId: null };
      return world;
    };
    const { bridge } = await renderApp({ world: gone([anItem(1, { state: 'failed', refusal: { code: 'forbidden', field: null } })]) });
    await screen.findByTestId('look-again');
    await userEvent.click(await screen.findByTestId('sync-chip'));
    const tray = await screen.findByTestId('outbox-tray');
    expect(tray.textContent).toContain('Label 1');
    await userEvent.click(within(tray).getByRole('button', { name: 'Export' }));
    await waitFor(() => expect(bridge.log.some(({ route }) => route === 'outbox.export')).toBe(true));
    cleanup();
    await renderApp({ world: gone([]) });
    await screen.findByTestId('look-again');
    expect(screen.queryByTestId('sync-chip')).toBeNull();
  });
});
