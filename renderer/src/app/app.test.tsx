import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../core/contract/errors.ts';
import { uuid } from '../testing/fake-calls.ts';
import { aWorld } from '../testing/fake-main.ts';
import { renderApp } from '../testing/render-app.tsx';

afterEach(cleanup);

const rowsOf = (grid: HTMLElement): HTMLElement[] =>
  within(grid).queryAllByRole('row').filter((row) => row.hasAttribute('aria-selected'));

/** The grid once it has rows: a skeleton is a grid too. */
const theGrid = async (): Promise<HTMLElement> => {
  await waitFor(() => expect(rowsOf(screen.getByRole('grid')).length).toBeGreaterThan(5));
  return screen.getByRole('grid');
};

describe('list', () => {
  it('paints the cached page before the workspace answers', async () => {
    const world = aWorld();
    world.delayMs = 60_000;
    await renderApp({ world });
    expect(await screen.findAllByText('Price objection handled; wife decides the numbers')).not.toHaveLength(0);
    expect(await screen.findByText(/On this device since/)).toBeTruthy();
  });

  it('reads the filter from the address and writes it back', async () => {
    const { bridge, router } = await renderApp({ path: '/calls?bands=%5B%22pass%22%5D&scoreMax=900&other=1' });
    const asked = (): unknown => bridge.log.find((one) => one.route === 'calls.list')?.input;
    await waitFor(() => expect(asked()).toMatchObject({ filter: { bands: ['pass'] } }));
    const grid = await screen.findByRole('grid');
    expect(within(grid).queryByText('Fail')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Remove filter “Band”' }));
    await waitFor(() => expect(router.state.location.search).toEqual({}));
  });

  it('searches after a pause and marks what was found', async () => {
    const { router } = await renderApp();
    await theGrid();
    await userEvent.keyboard('[Slash]');
    const field = screen.getByRole('searchbox');
    expect(document.activeElement).toBe(field);
    await userEvent.type(field, 'price');
    await waitFor(() => expect(router.state.location.search).toEqual({ q: 'price' }));
    await waitFor(() => expect(document.querySelector('mark')?.textContent).toMatch(/price/i));
    expect(document.activeElement).toBe(field);
    await userEvent.keyboard('{Escape}');
    expect(document.activeElement).not.toBe(field);
  });

  it('puts the best match first where that is wanted, and only while words are searched for', async () => {
    const { router, bridge } = await renderApp({ path: '/calls?q=price&scoreMin=0' });
    const ranked = (): unknown[] => bridge.log.filter(({ route, input }) => route === 'calls.list' && (input as { sort: { by: string } }).sort.by === 'rank');
    const best = await screen.findByRole('button', { name: 'Best match first' });
    expect([best.getAttribute('aria-pressed'), ranked().length]).toEqual(['false', 0]);
    await userEvent.click(best);
    await waitFor(() => expect(router.state.location.search).toEqual({ q: 'price', scoreMin: 0, by: 'rank', direction: 'desc' }));
    await waitFor(() => expect(ranked().length).toBeGreaterThan(0));
    await userEvent.clear(screen.getByRole('searchbox'));
    await waitFor(() => expect(router.state.location.search).toEqual({ scoreMin: 0 }));
    expect(screen.queryByRole('button', { name: 'Best match first' })).toBeNull();
  });

  it('opens a call where the search found its words', async () => {
    const world = aWorld();
    const rows = world.rows.map((row) => ({ ...row, matchTurn: 2, matchStartMs: 65_400 }));
    await renderApp({ world: { ...world, rows } });
    const grid = await theGrid();
    // Only beside words that were found; that a call was made at five past one is another column's to say.
    const said = Array.from(grid.querySelectorAll('[data-column="what"]'), (cell) => cell.textContent);
    expect(said.length).toBeGreaterThan(5);
    expect(said.filter((text) => text.includes('01:05'))).toEqual([]);
    await userEvent.keyboard('{Enter}');
    expect(await screen.findByText('01:05')).toBeTruthy();
  });

  it('moves by keys and opens with Enter', async () => {
    const { router } = await renderApp();
    const grid = await theGrid();
    grid.focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    expect(grid.getAttribute('aria-activedescendant')).toBe(`call-${uuid(3)}`);
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(router.state.location.pathname).toBe(`/calls/${uuid(3)}`));
    await screen.findByRole('button', { name: 'Back to the list' });
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(router.state.location.pathname).toBe('/calls'));
    const again = await theGrid();
    await waitFor(() => expect(again.getAttribute('aria-activedescendant')).toBe(`call-${uuid(3)}`));
  });

  it('sorts by a head and says so', async () => {
    const { router } = await renderApp();
    await userEvent.click(within(await theGrid()).getByRole('button', { name: 'QCI' }));
    await waitFor(() => expect(router.state.location.search).toEqual({ by: 'qci_total_score', direction: 'desc' }));
    const head = await screen.findByRole('columnheader', { name: 'QCI' });
    expect(head.getAttribute('aria-sort')).toBe('descending');
  });

  it('names the one filter to drop when nothing is left', async () => {
    const { router } = await renderApp({ path: '/calls?bands=%5B%22pass%22%5D&scoreMax=20' });
    await userEvent.click(await screen.findByRole('button', { name: /^Drop “(Band|Score)”$/ }));
    await waitFor(() => expect(Object.keys(router.state.location.search)).toHaveLength(1));
  });

  it('says what failed and what is safe', async () => {
    const world = aWorld();
    Object.assign(world, { hasCache: false, failure: new AppError('forbidden', 'permission denied for table calls') });
    await renderApp({ world });
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('60 calls are safe on this device.');
    expect(alert.textContent).toContain('permission denied');
  });

  it('opens what the device holds where the workspace gives no list', async () => {
    const world = aWorld();
    Object.assign(world, { failure: new AppError('forbidden', 'permission denied for table calls') });
    const { bridge, router } = await renderApp({ world, path: '/calls?here=true&by=cost' });
    await theGrid();
    expect(screen.getByText(/On this device since/)).toBeTruthy();
    expect(bridge.log.some((one) => one.route === 'calls.list')).toBe(false);
    await userEvent.click(screen.getByRole('button', { name: 'Ask the workspace again' }));
    await waitFor(() => expect(router.state.location.search).toEqual({ by: 'cost' }));
  });

  it('offers the calls of this device when the list fails', async () => {
    const world = aWorld();
    Object.assign(world, { hasCache: false, failure: new AppError('internal', 'broken') });
    const { router } = await renderApp({ world });
    const button = await screen.findByRole('button', { name: 'Open the 60 calls on this device' });
    world.hasCache = true;
    await userEvent.click(button);
    await waitFor(() => expect(router.state.location.search).toEqual({ here: true }));
    await theGrid();
  });

  it('calls the reader "You" among the reviewers', async () => {
    const world = aWorld();
    const own = world.rows.find((row) => row.reviewedBy !== null);
    world.session = { ...world.session, user: { id: own?.reviewedBy ?? '', email: 'a@b.example', displayName: 'A' } };
    await renderApp({ world });
    expect(within(await theGrid()).getAllByText('You').length).toBeGreaterThan(0);
  });

  it('reads the list again when main says that calls changed', async () => {
    const { bridge } = await renderApp();
    await screen.findByRole('grid');
    const count = (): number => bridge.log.filter((one) => one.route === 'calls.list').length;
    const before = count();
    bridge.emit('calls.invalidated', { callIds: null });
    await waitFor(() => expect(count()).toBeGreaterThan(before));
  });
});

describe('call', () => {
  it('shows turns, score and faults, and seeks by a turn without a recording', async () => {
    await renderApp({ path: `/calls/${uuid(1)}` });
    const turn = await screen.findByRole('button', { name: 'Customer, 00:19' });
    expect(await screen.findByText('This call has no recording')).toBeTruthy();
    await userEvent.click(turn);
    await waitFor(() => expect(turn.closest('[aria-current]')).not.toBeNull());
    expect(screen.getByRole('slider').getAttribute('aria-valuetext')).toContain('00:19 of');
    expect(within(screen.getByRole('complementary', { name: /QCI/ })).getByText('71')).toBeTruthy();
  });

  it('closes a dialog by Esc and stays on the call', async () => {
    const { router } = await renderApp({ path: `/calls/${uuid(1)}` });
    await screen.findByRole('button', { name: 'Customer, 00:19' });
    await userEvent.keyboard('{Shift>}[Slash]{/Shift}');
    await screen.findByRole('dialog');
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(router.state.location.pathname).toBe(`/calls/${uuid(1)}`);
  });

  it('finds words with Ctrl+F and steps through them', async () => {
    await renderApp({ path: `/calls/${uuid(1)}` });
    await screen.findByRole('button', { name: 'Customer, 00:19' });
    await userEvent.keyboard('{Control>}f{/Control}');
    await userEvent.keyboard('calls');
    expect(await screen.findByText('1 of 1')).toBeTruthy();
    expect(document.querySelector('mark[data-current]')?.textContent).toBe('calls');
  });

  it('says when a call is not there any more', async () => {
    const world = aWorld();
    world.hasCache = false;
    await renderApp({ world, path: `/calls/${uuid(9999)}` });
    expect(await screen.findByText('This call is not there any more')).toBeTruthy();
  });

  it('says which version runs where the menu asks', async () => {
    const { bridge } = await renderApp();
    await screen.findByTestId('person-menu');
    bridge.emit('about.asked', {});
    expect(await screen.findByRole('dialog', { name: 'About Sidetone' })).toBeTruthy();
  });
});

describe('player', () => {
  const peaks = { durationSeconds: 200, agent: new Int8Array(10), customer: new Int8Array(10), mono: false };
  const ready = { 'recordings.open': async () => ({ state: 'ready' as const, mediaUrl: 'media://recording/a' }) };

  it('hears both sides where nobody says which channel is whose', async () => {
    await renderApp({ path: `/calls/${uuid(1)}`, handlers: { ...ready, 'recordings.getPeaks': async () => peaks } });
    await screen.findByTestId('play');
    expect(screen.queryByRole('group', { name: 'Who is heard' })).toBeNull();
  });
});

describe('session', () => {
  it('refuses a secret key in words and never sends it', async () => {
    const world = aWorld();
    world.session = { ...world.session, status: 'no-workspace', workspace: null };
    const { bridge } = await renderApp({ world });
    await userEvent.type(await screen.findByLabelText('Project address'), 'https://a.supabase.co');
    await userEvent.type(screen.getByLabelText('Publishable key'), 'sb_secret_x');
    expect(await screen.findByText(/This is a secret key/)).toBeTruthy();
    expect(bridge.log.some((one) => one.route === 'session.checkProject')).toBe(false);
  });

  it('ties the error to the password field', async () => {
    const world = aWorld();
    world.session = { ...world.session, status: 'signed-out' };
    await renderApp({ world });
    await userEvent.type(await screen.findByLabelText('Password'), 'wrong{Enter}');
    const error = await screen.findByText('Email and password do not match.');
    const describedBy = screen.getByLabelText('Password').getAttribute('aria-describedby') ?? '';
    expect(describedBy.split(' ')).toContain(error.closest('[id]')?.id);
  });

  it('signs a demo person in by one press', async () => {
    const world = aWorld();
    world.session = { ...world.session, status: 'signed-out' };
    await renderApp({ world });
    await userEvent.click(await screen.findByRole('button', { name: 'Continue as Dana Ortiz · reviewer' }));
    expect(await screen.findByRole('grid')).toBeTruthy();
  });

  it('opens what is on the device after a session has ended, and leads back to the sign-in each time', async () => {
    const world = aWorld();
    world.session = { ...world.session, status: 'ended' };
    const { bridge } = await renderApp({ world });
    await userEvent.click(await screen.findByRole('button', { name: 'Open the 60 calls on this device' }));
    await theGrid();
    expect(screen.getByRole('button', { name: 'Session ended' })).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    await userEvent.type(await screen.findByLabelText('Password'), 'right{Enter}');
    await theGrid();
    bridge.emit('session.changed', { ...world.session, status: 'ended' });
    expect(await screen.findByText(/Your session has ended\. Sign in again/)).toBeTruthy();
  });

  it('sends all settings, because a part of them would reset the rest', async () => {
    const { bridge } = await renderApp();
    await userEvent.click(await screen.findByRole('button', { name: /account and settings/ }));
    await userEvent.click(await screen.findByText('Dark'));
    const sent = bridge.log.findLast((one) => one.route === 'app.updateSettings');
    expect(sent?.input).toEqual({ theme: 'dark', language: 'en', playbackRate: 1, skipSilence: false, blindFirst: false, callListOpen: false, callListWidth: 280, scoreWidth: 476 });
  });
});
