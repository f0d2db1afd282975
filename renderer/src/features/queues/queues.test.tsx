import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../../core/contract/errors.ts';
import { uuid } from '../../testing/fake-calls.ts';
import { aWorld } from '../../testing/fake-main.ts';
import { anItem, aQueue } from '../../testing/fake-queues.ts';
import { renderApp } from '../../testing/render-app.tsx';

const withQueue = (change: Parameters<typeof aQueue>[1] = {}, items = [1, 2, 3].map((n) => anItem(n))) => {
  const world = aWorld();
  const queue = aQueue(1, { name: 'Morning', createdBy: uuid(500), ...change });
  world.queues.queues = [queue];
  world.queues.items.set(queue.id, items);
  return { world, queue };
};
const asReviewer = (world: ReturnType<typeof aWorld>, role: 'viewer' | 'reviewer') => {
  world.session = { ...world.session, memberships: world.session.memberships.map((one) => ({ ...one, role })) };
};

afterEach(cleanup);

describe('queues', () => {
  it('say what to do where there are none, and one is made under one id', async () => {
    const { bridge } = await renderApp({ path: '/queues' });
    await userEvent.click(await screen.findByRole('button', { name: 'New queue' }));
    const dialog = await screen.findByRole('dialog', { name: 'New queue' });
    await userEvent.type(within(dialog).getByLabelText('Name'), 'Morning');
    await userEvent.click(within(dialog).getByRole('checkbox', { name: /^Blind/ }));
    await userEvent.click(within(dialog).getByRole('button', { name: 'Make queue' }));
    expect(await screen.findByRole('heading', { name: 'Morning' })).toBeTruthy();
    expect(screen.getByText('This queue holds no calls yet')).toBeTruthy();
    const saved = bridge.log.filter(({ route }) => route === 'queues.save').map(({ input }) => input);
    expect(saved).toEqual([{ queueId: expect.any(String), opId: expect.any(String), version: 0, name: 'Morning', dueOn: null, blind: true, shared: false, kind: 'normal' }]);
  });

  it('are saved under the same id once more after an answer was lost, and under another after a refusal, which stands', async () => {
    const refusals = [new AppError('offline', 'no'), new AppError('forbidden', 'no')];
    const { bridge } = await renderApp({ path: '/queues', handlers: { 'queues.save': async ({ queueId }) => Promise.reject(refusals.shift() ?? new AppError('not_found', queueId)) } });
    await userEvent.click(await screen.findByRole('button', { name: 'New queue' }));
    const dialog = await screen.findByRole('dialog', { name: 'New queue' });
    await userEvent.type(within(dialog).getByLabelText('Name'), 'Morning');
    const ids = () => bridge.log.flatMap(({ route, input }) => (route === 'queues.save' ? [(input as { opId: string }).opId] : []));
    for (const asked of [1, 2, 3]) {
      await userEvent.click(within(dialog).getByRole('button', { name: 'Make queue' }));
      await waitFor(() => expect(ids()).toHaveLength(asked));
      await within(dialog).findByRole('alert');
    }
    const [first, again, anew] = ids();
    expect(again).toBe(first);
    expect(anew).not.toBe(first);
  });

  it('are filled by a recipe whose seed is shown, and say what was put in', async () => {
    const { world } = withQueue({}, [anItem(1)]);
    const { bridge } = await renderApp({ path: '/queues', world });
    await userEvent.click(await screen.findByRole('button', { name: 'Fill' }));
    const dialog = await screen.findByRole('dialog', { name: 'Fill a queue' });
    await userEvent.click(within(dialog).getByText('By a recipe'));
    expect(await within(dialog).findByText('of 12')).toBeTruthy();
    const seed = within(dialog).getByLabelText('Seed');
    await userEvent.clear(seed);
    await userEvent.type(seed, '42');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Put in' }));
    expect(await screen.findByText('2 calls were put in. 1 was in already.')).toBeTruthy();
    expect(bridge.log.find(({ route }) => route === 'queues.fill')?.input).toMatchObject({ source: { from: 'recipe', recipe: { edge: 10, weak: 7, random: 10, repeats: 3 }, seed: 42 } });
  });

  it('never say that all is done where nothing was begun', async () => {
    const { world } = withQueue();
    await renderApp({ path: '/queues', world });
    const entry = await screen.findByTestId('queue-entry');
    expect(entry.textContent).toContain('3 to do, none begun');
  });

  it('start with the first free call, which is taken; one that somebody else has just taken is passed over', async () => {
    const { world, queue } = withQueue({}, [anItem(1, { isFree: false, state: 'done', doneBy: uuid(501), doneByName: 'Dana Ortiz', doneAt: '2026-11-30T09:00:00Z' }), anItem(2), anItem(3)]);
    const { router, bridge } = await renderApp({ path: '/queues', world, handlers: { 'queues.take': async ({ callId }) => ({ state: callId === uuid(2) ? 'held' : 'taken', byName: 'Dana Ortiz', until: null }) } });
    await userEvent.click(await screen.findByRole('button', { name: 'Start' }));
    await waitFor(() => expect(router.state.location.pathname).toBe(`/calls/${uuid(3)}`));
    expect(router.state.location.search).toMatchObject({ queue: queue.id });
    expect(bridge.log.filter(({ route }) => route === 'queues.take').map(({ input }) => (input as { callId: string }).callId)).toEqual([uuid(2), uuid(3)]);
  });

  it('assign chosen calls by keys, and say which were changed meanwhile', async () => {
    const { world } = withQueue();
    const { bridge } = await renderApp({ path: '/queues', world, handlers: { 'queues.assign': async () => ({ assigned: 1, left: [uuid(7102)] }) } });
    const grid = await screen.findByRole('grid', { name: 'Morning' });
    grid.focus();
    await userEvent.keyboard('x{ArrowDown}x');
    await userEvent.click(await screen.findByRole('button', { name: 'Assign' }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Dana Ortiz' }));
    expect(await screen.findByText('1 call was changed by somebody else meanwhile and stays as it is.')).toBeTruthy();
    expect(bridge.log.find(({ route }) => route === 'queues.assign')?.input).toMatchObject({ userId: uuid(501), items: [{ id: uuid(7101), version: 1 }, { id: uuid(7102), version: 1 }] });
  });

  it('show no score of a blind queue, and whose each call is', async () => {
    const { world } = withQueue({ blind: true }, [
      anItem(1, { score: null, band: null }), anItem(2, { score: null, band: null, state: 'taken', isFree: false, takenBy: uuid(501), takenByName: 'Dana Ortiz', takenUntil: '2026-11-30T10:00:00Z' }),
      anItem(3, { state: 'done', isFree: false, doneBy: uuid(500), doneByName: 'Lena Meyer', doneAt: '2026-11-30T09:00:00Z' }),
    ]);
    await renderApp({ path: '/queues', world });
    const rows = await screen.findAllByTestId('queue-item');
    expect(rows.map((row) => row.textContent)).toEqual([expect.stringContaining('Hidden until you have given your own'), expect.stringMatching(/Hidden.*Dana Ortiz has it until/), expect.stringMatching(/70.*Done by you/)]);
  });

  it('show no score to whoever wants his own first, but of what he has done', async () => {
    const { world } = withQueue({}, [anItem(1), anItem(2, { state: 'done', isFree: false, doneBy: uuid(500), doneByName: 'Lena Meyer', doneAt: '2026-11-30T09:00:00Z' })]);
    world.settings = { ...world.settings, blindFirst: true };
    await renderApp({ path: '/queues', world });
    const rows = await screen.findAllByTestId('queue-item');
    await waitFor(() => expect(rows.map((row) => row.textContent)).toEqual([expect.stringContaining('Hidden until you have given your own'), expect.stringMatching(/70.*Done by you/)]));
  });

  it('offer to viewers what they may do, and no more', async () => {
    const { world } = withQueue({ createdBy: uuid(501), shared: true });
    asReviewer(world, 'viewer');
    await renderApp({ path: '/queues', world });
    await screen.findAllByTestId('queue-item');
    for (const name of ['Start', 'Fill', 'New queue', 'Assign']) expect([name, screen.queryByRole('button', { name })]).toEqual([name, null]);
  });

  it('that were kept are shown offline, with a word about locks', async () => {
    const { world } = withQueue();
    world.queues.source = 'cache';
    await renderApp({ path: '/queues', world });
    expect(await screen.findByText('Offline: a call you take is not confirmed as yours')).toBeTruthy();
    expect(await screen.findAllByTestId('queue-item')).toHaveLength(3);
  });

  it('that cannot be read say why, and are asked for again', async () => {
    let fails = true;
    const { world } = withQueue();
    const queues = { queues: world.queues.queues, source: 'workspace' as const, asOf: '2026-11-30T09:00:00Z' };
    await renderApp({ path: '/queues', world, handlers: { 'queues.list': async () => (fails ? Promise.reject(new AppError('offline', 'gone')) : queues) } });
    expect((await screen.findByRole('alert')).textContent).toContain('The queues could not be read');
    fails = false;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByTestId('queue-entry')).toBeTruthy();
  });

  it('that are deleted can be brought back', async () => {
    const { world } = withQueue();
    await renderApp({ path: '/queues', world });
    await userEvent.click(await screen.findByRole('button', { name: 'More for this queue' }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Delete' }));
    expect(await screen.findByText('There are no queues yet')).toBeTruthy();
    expect(screen.getByText('Queue “Morning” deleted')).toBeTruthy();
  });
});

describe('calls of the list', () => {
  it('are put into a queue from the list, and the queue is shown', async () => {
    const { world, queue } = withQueue({}, []);
    const { router, bridge } = await renderApp({ world });
    await userEvent.click(await screen.findByRole('button', { name: 'Put into a queue' }));
    const dialog = await screen.findByRole('dialog', { name: 'Fill a queue' });
    await userEvent.click(await within(dialog).findByRole('button', { name: 'Put in' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/queues'));
    expect(router.state.location.search).toEqual({ queue: queue.id });
    expect(bridge.log.find(({ route }) => route === 'queues.fill')?.input).toMatchObject({ queueId: queue.id, source: { from: 'filter', filter: {}, most: 60 } });
    expect(await screen.findByText('3 calls were put in.')).toBeTruthy();
  });
});
