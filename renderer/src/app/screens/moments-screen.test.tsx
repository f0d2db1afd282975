import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import type { CallRow } from '../../../../core/calls/call-row.ts';
import { userIdSchema } from '../../../../core/calls/ids.ts';
import { AppError } from '../../../../core/contract/errors.ts';
import { uuid } from '../../testing/fake-calls.ts';
import { aWorld, type FakeWorld } from '../../testing/fake-main.ts';
import { aMoment } from '../../testing/fake-moments.ts';
import { renderApp, type AppUnderTest } from '../../testing/render-app.tsx';

afterEach(() => {
  cleanup();
  sessionStorage.clear();
});

const some = (): FakeWorld => {
  const world = aWorld(6);
  world.moments.set(uuid(1), [
    aMoment(uuid(1), { id: uuid(71), label: 'Price up front', kind: 'objection', createdAt: '2026-11-20T10:00:00Z' }),
    aMoment(uuid(1), { id: uuid(72), label: 'Gone', deleted: true }),
  ]);
  world.moments.set(uuid(2), [
    aMoment(uuid(2), { id: uuid(73), label: 'Books \u202Eresu', kind: 'outcome', startMs: 72_000, source: 'ai', authorId: null, authorName: null, createdAt: '2026-11-21T10:00:00Z', sharedWith: [uuid(500)] }),
  ]);
  world.shares.set(uuid(73), 'Priya Nair');
  return world;
};
const labels = (): string[] => screen.queryAllByTestId('moment-row').map((row) => row.textContent ?? '');
const asked = ({ bridge }: AppUnderTest): unknown => (bridge.log.findLast(({ route }) => route === 'moments.list')?.input as { filter: unknown } | undefined)?.filter;

describe('the list of moments', () => {
  it('is reached from the title bar, the latest first, and Enter opens the call at that second; Esc comes back', async () => {
    const { router } = await renderApp({ world: some() });
    await userEvent.click(await screen.findByRole('link', { name: 'Moments' }));
    await waitFor(() => expect(labels()).toHaveLength(2));
    expect(labels()[0]).toContain('Books');
    expect(document.querySelector('[data-testid=moment-row] [data-direction-mark]')).not.toBeNull();
    const grid = screen.getByRole('grid', { name: 'Moments' });
    grid.focus();
    await userEvent.keyboard('{ArrowDown}{ArrowUp}{Enter}');
    await waitFor(() => expect(router.state.location.pathname).toBe(`/calls/${uuid(2)}`));
    await screen.findByRole('button', { name: 'Customer, 00:19' });
    expect(screen.getByRole('slider').getAttribute('aria-valuetext')).toContain('01:12 of');
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(router.state.location.pathname).toBe('/moments'));
  });

  it('tells whoever is blind to the judge nothing that it marked, but in calls he reviewed', async () => {
    const world = some();
    world.settings = { ...world.settings, blindFirst: true };
    const judged = { source: 'ai', authorId: null, authorName: null, kind: 'issue', createdAt: '2026-11-19T10:00:00Z' } as const;
    world.moments.set(uuid(3), [aMoment(uuid(3), { ...judged, id: uuid(74), label: 'Talked over her', note: 'Twice' })]);
    const third = world.rows.findIndex(({ id }) => id === uuid(3));
    world.rows.splice(third, 1, { ...(world.rows[third] as CallRow), reviewedBy: userIdSchema.parse(uuid(500)) });
    await renderApp({ world, path: '/moments' });
    await waitFor(() => expect(labels()).toHaveLength(3));
    expect(labels()[0]).not.toMatch(/Books|Outcome/);
    expect(labels()[0]).toContain('Hidden until you have given your own');
    expect(labels()[1]).toContain('Price up front');
    expect(labels()[2]).toMatch(/Issue.*Talked over her.*Twice/);
  });

  it('is narrowed by kind, people, words and what was shared', async () => {
    const app = await renderApp({ world: some(), path: '/moments?kinds=%5B%22nonsense%22%5D&bands=%5B%22pass%22%5D' });
    await waitFor(() => expect(labels()).toHaveLength(2));
    expect(asked(app)).toEqual({});
    await userEvent.click(screen.getByRole('button', { name: 'Kind' }));
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Objection' }));
    await waitFor(() => expect(labels()).toHaveLength(1));
    expect(asked(app)).toEqual({ kinds: ['objection'] });
    await userEvent.keyboard('{Escape}');
    await userEvent.click(screen.getByRole('button', { name: 'Shared with me' }));
    expect(await screen.findByText('No moment matches these filters')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Clear all filters' }));
    await waitFor(() => expect(labels()).toHaveLength(2));
    await userEvent.click(screen.getByRole('button', { name: 'Shared with me' }));
    await waitFor(() => expect(labels()).toHaveLength(1));
    expect(screen.getByText('Shared with you by Priya Nair')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Shared with me' }));
    await userEvent.click(screen.getByRole('button', { name: 'Author' }));
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Dana Ortiz' }));
    await waitFor(() => expect(asked(app)).toEqual({ authorIds: [uuid(501)] }));
    await userEvent.keyboard('{Escape}');
    await userEvent.type(screen.getByRole('searchbox'), 'price');
    await waitFor(() => expect(app.router.state.location.search).toEqual({ authorIds: [uuid(501)], q: 'price' }));
    await waitFor(() => expect(labels()).toHaveLength(1));
  });

  it('says how to begin, what failed, and where it is from', async () => {
    const world = aWorld(3);
    await renderApp({ world, path: '/moments' });
    expect((await screen.findByText(/press M while you listen/)).textContent).toBeTruthy();
    cleanup();
    await renderApp({ world: { ...some(), source: 'cache' }, path: '/moments' });
    expect(await screen.findByText('Moments of the calls on this device')).toBeTruthy();
    cleanup();
    const broken = some();
    broken.failure = new AppError('forbidden', 'permission denied');
    await renderApp({ world: broken, path: '/moments' });
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('The moments could not be read');
    broken.failure = null;
    await userEvent.click(within(alert).getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(labels()).toHaveLength(2));
  });

  it('keeps its filters out of the list of calls', async () => {
    const { bridge } = await renderApp({ world: some(), path: '/calls?kinds=%5B%22issue%22%5D&sharedWithMe=true' });
    await screen.findByRole('grid');
    await waitFor(() => expect(bridge.log.find(({ route }) => route === 'calls.list')?.input).toMatchObject({ filter: {} }));
    const { input } = bridge.log.find(({ route }) => route === 'calls.list') ?? { input: null };
    expect((input as { filter: object } | null)?.filter).toEqual({});
  });
});
