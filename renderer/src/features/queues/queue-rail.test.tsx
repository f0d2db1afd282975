import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../../core/contract/errors.ts';
import type { QueueItem } from '../../../../core/queues/queue.ts';
import { uuid } from '../../testing/fake-calls.ts';
import { aWorld } from '../../testing/fake-main.ts';
import { anItem, aQueue } from '../../testing/fake-queues.ts';
import { renderApp } from '../../testing/render-app.tsx';

afterEach(() => {
  cleanup();
  sessionStorage.clear();
});

const ME = { doneBy: uuid(500), doneByName: 'Lena Meyer', doneAt: '2026-11-30T09:00:00Z' };
const BY_DANA = { state: 'taken', isFree: false, takenBy: uuid(501), takenByName: 'Dana Ortiz', takenUntil: '2030-11-30T10:00:00Z' } as const;

const open = async (items: QueueItem[], { at = 1, handlers = {}, ...change }: Parameters<typeof aQueue>[1] & { at?: number; handlers?: NonNullable<Parameters<typeof renderApp>[0]>['handlers'] } = {}) => {
  const world = aWorld(12);
  const queue = aQueue(1, { name: 'Morning', ...change });
  world.queues.queues = [queue];
  world.queues.items.set(queue.id, items);
  const app = await renderApp({ world, path: `/calls/${uuid(at)}?queue=${queue.id}`, handlers: handlers ?? {} });
  await screen.findByTestId('qci-total');
  return { ...app, queue };
};
const NAME = { name: 'Calls of “Morning”' };
/** The rail, which is drawn after the transcript and the card: wait for it, or for what it holds. */
const rail = (): HTMLElement => screen.getByRole('navigation', NAME);
const cells = (): string[] => within(rail()).getAllByTestId('rail-cell').map((cell) => cell.getAttribute('aria-label') ?? '');
const current = (): string | null => rail().querySelector('[aria-current]')?.getAttribute('aria-label') ?? null;

describe('the rail of a queue', () => {
  it('shows its calls in its order with what each is to the person, the current one among them', async () => {
    await open([anItem(3, { place: 1, state: 'done', isFree: false, score: 88, ...ME }), anItem(1, { place: 2 }), anItem(2, { place: 3, ...BY_DANA }), anItem(4, { state: 'skipped', skipReason: 'later' })]);
    await waitFor(() => expect(cells()).toHaveLength(4));
    expect(cells()).toEqual([
      expect.stringMatching(/^1\. Solar, Done by you, .*, 88$/),
      '2. Solar, To do, 70',
      expect.stringMatching(/^3\. Solar, Dana Ortiz has it until .*, 70$/),
      '4. Solar, Skipped: later, 70',
    ]);
    expect(current()).toBe('2. Solar, To do, 70');
    expect(within(rail()).getByText('2 / 4')).toBeTruthy();
  });

  it('leads along the queue by a press and by Alt with the arrows, and back to the queue', async () => {
    const { router, queue } = await open([anItem(3, { place: 1 }), anItem(1, { place: 2 }), anItem(2, { place: 3 })]);
    await waitFor(() => expect(cells()).toHaveLength(3));
    await userEvent.keyboard('{Alt>}{ArrowDown}{/Alt}');
    await waitFor(() => expect(router.state.location.pathname).toBe(`/calls/${uuid(2)}`));
    expect(router.state.location.search).toMatchObject({ queue: queue.id });
    await waitFor(() => expect(current()).toMatch(/^3\./));
    await userEvent.click(within(rail()).getAllByTestId('rail-cell')[0] as HTMLElement);
    await waitFor(() => expect(router.state.location.pathname).toBe(`/calls/${uuid(3)}`));
    await userEvent.click(await screen.findByRole('button', { name: 'Back to the queue' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/queues'));
  });

  it('asks for no call list', async () => {
    const { bridge } = await open([anItem(1)]);
    await waitFor(() => expect(cells()).toHaveLength(1));
    expect(bridge.log.filter(({ route }) => ['calls.list', 'calls.listCached', 'calls.count'].includes(route))).toEqual([]);
  });

  it('shows no number, band or summary of a blind queue but of what one has done', async () => {
    await open([anItem(1, { score: null, band: null }), anItem(2, { place: 2, state: 'done', isFree: false, score: 64, ...ME }), anItem(3, { score: 71 })], { blind: true });
    await waitFor(() => expect(cells()).toHaveLength(3));
    expect(cells()).toEqual(['1. Solar, To do, Hidden until you have given your own', expect.stringMatching(/, 64$/), '3. Solar, To do, Hidden until you have given your own']);
    expect(rail().textContent).toContain('··');
    const hints = within(rail()).getAllByTestId('rail-cell').map((cell) => cell.title);
    expect(hints).toEqual(['To do', expect.stringContaining('What happened in call 2'), 'To do']);
    expect(rail().textContent).not.toContain('71');
  });

  it('knows at once what was completed and what was skipped, offline too, though the kept queue does not', async () => {
    const items = [1, 2, 3].map((n) => anItem(n));
    const whole = { queue: aQueue(1, { name: 'Morning' }), items, source: 'cache' as const, asOf: '2026-11-30T12:00:00.000Z' };
    const { router } = await open(items, { handlers: { 'queues.get': async () => whole, 'queues.take': async () => ({ state: 'unconfirmed', byName: null, until: null }) } });
    await waitFor(() => expect(cells()).toHaveLength(3));
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(router.state.location.pathname).toBe(`/calls/${uuid(2)}`));
    await waitFor(() => expect(cells()[0]).toMatch(/^1\. Solar, Done by you/));
    await screen.findByTestId('qci-total');
    await userEvent.keyboard('k');
    await userEvent.click(await screen.findByRole('menuitem', { name: /later/ }));
    await waitFor(() => expect(cells().map((label) => label.replace(/, [^,]*$/, ''))).toEqual([expect.stringContaining('Done by you'), '2. Solar, To do', '3. Solar, Skipped: later']));
  });

  it('says that it could not be read, and is asked for again', async () => {
    let fails = true;
    const whole = { queue: aQueue(1, { name: 'Morning' }), items: [anItem(1)], source: 'workspace' as const, asOf: new Date().toISOString() };
    await open([anItem(1)], { handlers: { 'queues.get': async () => (fails ? Promise.reject(new AppError('forbidden', 'no')) : whole) } });
    expect((await screen.findByRole('alert')).textContent).toContain('The calls of this queue could not be read');
    fails = false;
    await userEvent.click(screen.getByRole('button', { name: 'Read the queue again' }));
    await waitFor(() => expect(cells()).toHaveLength(1));
  });

  it('says that a queue holds no call any more', async () => {
    await open([]);
    expect(await within(await screen.findByRole('navigation', NAME)).findByText('This queue holds no calls yet')).toBeTruthy();
  });

  it('draws a few cells of two thousand, and the current one in sight', async () => {
    await open(Array.from({ length: 2000 }, (_, n) => anItem(n === 1500 ? 1 : n === 0 ? 1501 : n + 1, { place: n + 1 })));
    await waitFor(() => expect(within(rail()).getByText('1,501 / 2,000')).toBeTruthy());
    expect(cells().length).toBeLessThan(80);
  });
});
