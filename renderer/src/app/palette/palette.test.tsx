import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import type { HandlersFor } from '../../../../core/contract/define.ts';
import { AppError } from '../../../../core/contract/errors.ts';
import type { AppRoutes } from '../../../../core/contract/index.ts';
import { uuid } from '../../testing/fake-calls.ts';
import { aWorld, type FakeWorld } from '../../testing/fake-main.ts';
import { aQueue } from '../../testing/fake-queues.ts';
import { renderApp, type AppUnderTest } from '../../testing/render-app.tsx';

afterEach(cleanup);

const press = (code: string) => userEvent.keyboard(`{Control>}[${code}]{/Control}`);
const palette = (): Promise<HTMLElement> => screen.findByRole('dialog', { name: 'Find anything' });
const field = async (): Promise<HTMLElement> => {
  const input = within(await palette()).getByRole('combobox');
  await waitFor(() => expect(document.activeElement).toBe(input));
  return input;
};
/** What is read out of a line: all of it but the keycap. */
const readOut = (option: Element | null): string => Array.from(option?.children ?? []).map((part) => (part.getAttribute('aria-hidden') === 'true' ? '' : part.textContent)).join('');
const options = (group: string): string[] => {
  const found = screen.queryByRole('group', { name: group });
  return found ? within(found).queryAllByRole('option').map(readOut) : [];
};
const chosen = (): string => readOut(document.getElementById(document.activeElement?.getAttribute('aria-activedescendant') ?? ''));
const gone = () => waitFor(() => expect(screen.queryByRole('combobox')).toBeNull());

/** The app with its list there, and the palette open over it. */
const opened = async (world: FakeWorld = aWorld(), path = '/calls', handlers: Partial<HandlersFor<AppRoutes>> = {}): Promise<AppUnderTest> => {
  const app = await renderApp({ world, path, handlers });
  await screen.findByRole('button', { name: 'Find anything' });
  if (path === '/calls') await waitFor(() => expect(document.activeElement?.getAttribute('role')).toBe('grid'));
  else await screen.findAllByTestId('turn');
  await press('KeyK');
  await field();
  return app;
};

describe('the palette', () => {
  it('opens from a text field, shows what can be done and where one can go, and Esc returns to the field', async () => {
    await renderApp();
    const search = await screen.findByRole('searchbox');
    await userEvent.type(search, 'pri');
    await press('KeyK');
    await field();
    expect(options('Commands')).toEqual(['Find', 'All keys']);
    expect(options('Screens')).toEqual(['Calls', 'Queues', 'Moments', 'Prompts', 'Agreement, Insights', 'Rubric, Insights']);
    expect(screen.queryByRole('group', { name: 'Calls' })).toBeNull();
    // Nothing is chosen yet: Enter alone runs nothing.
    await userEvent.keyboard('{Enter}');
    expect(chosen()).toBe('');
    await userEvent.keyboard('{ArrowUp}');
    expect(chosen()).toBe('Rubric, Insights');
    await userEvent.keyboard('{ArrowDown}');
    expect(chosen()).toBe('Find');
    await userEvent.keyboard('{Escape}');
    await gone();
    expect(document.activeElement).toBe(search);
    expect((search as HTMLInputElement).value).toBe('pri');
  });

  it('opens from the title bar without taking the focus from the list, and not through a dialog', async () => {
    await renderApp();
    const grid = await waitFor(() => {
      expect(document.activeElement?.getAttribute('role')).toBe('grid');
      return document.activeElement;
    });
    await userEvent.click(screen.getByRole('button', { name: 'Find anything' }));
    await field();
    await userEvent.keyboard('{Escape}');
    await gone();
    expect(document.activeElement).toBe(grid);
    await userEvent.keyboard('{Shift>}[Slash]{/Shift}');
    await screen.findByRole('dialog', { name: 'Keys' });
    await press('KeyK');
    await press('Digit3');
    expect(screen.queryByRole('combobox')).toBeNull();
    expect(screen.queryByRole('grid', { name: 'Moments' })).toBeNull();
  });

  it('leads to a queue, a saved view and an assistant, whatever the case, the accents and the order of the words', async () => {
    const world = aWorld();
    world.queues.queues = [aQueue(1, { name: 'Morning queue' }), aQueue(2, { name: 'Evening' })];
    world.queues.views = [{ id: uuid(7500), name: 'Failed, not reviewed', filters: { bands: ['fail'], reviewed: false, nonsense: 1 }, shared: true, createdBy: uuid(501), createdByName: 'Dana Ortiz', version: 1 }];
    const { router } = await opened(world);
    await userEvent.keyboard('QUEUE morn');
    await waitFor(() => expect(options('Queues')).toEqual(['Morning queue, No calls yet']));
    expect(options('Screens')).toEqual([]);
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(router.state.location.search).toEqual({ queue: uuid(7001) }));
    expect(router.state.location.pathname).toBe('/queues');
    await press('KeyK');
    await userEvent.type(await field(), 'failed');
    await waitFor(() => expect(options('Saved views')).toEqual(['Failed, not reviewed, by Dana Ortiz']));
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(router.state.location.search).toEqual({ bands: ['fail'], reviewed: false }));
    await press('KeyK');
    await userEvent.type(await field(), 'reactivacion');
    await waitFor(() => expect(options('Assistants')).toHaveLength(1));
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(router.state.location.search).toEqual({ assistantIds: [uuid(901)] }));
  });

  it('searches calls once the typing rests, by the route of the list, and opens the one that is chosen', async () => {
    const { bridge, router } = await opened();
    const asked = () => bridge.log.filter(({ route, input }) => route === 'calls.list' && (input as { filter: { q?: string } }).filter.q !== undefined);
    await userEvent.keyboard('estimate');
    await waitFor(() => expect(options('Calls').length).toBeGreaterThan(1));
    expect(asked().map(({ input }) => input)).toEqual([expect.objectContaining({ filter: { q: 'estimate' }, sort: { by: 'rank', direction: 'desc' }, limit: 6 })]);
    expect(screen.getByText('Calls searched in the whole workspace')).toBeTruthy();
    expect(document.querySelector('[role="option"] mark')?.textContent).toBe('estimate');
    await userEvent.keyboard('{ArrowDown}{Enter}');
    await waitFor(() => expect(router.state.location.pathname).toBe(`/calls/${uuid(18)}`));
    expect(router.state.location.search).toEqual({ q: 'estimate', by: 'rank', direction: 'desc' });
  });

  it('leads on to all of them where there are more than it shows', async () => {
    const { router } = await opened(aWorld(200));
    await userEvent.keyboard('price objection');
    await waitFor(() => expect(options('Calls')).toHaveLength(7));
    await userEvent.keyboard('{ArrowUp}');
    expect(chosen()).toBe('All calls with these words, price objection');
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(router.state.location).toMatchObject({ pathname: '/calls', search: { q: 'price objection' } }));
  });

  it('answers with what this device holds while there is no network, and says so', async () => {
    const world = aWorld();
    world.source = 'cache';
    world.keptCalls = [{ callId: uuid(2), audio: false }];
    await opened(world, '/calls', { 'app.getNetwork': async () => ({ online: false, lastReadAt: null }) });
    await userEvent.keyboard('estimate');
    await waitFor(() => expect(options('Calls').some((one) => one.endsWith('not on this device'))).toBe(true));
    expect(options('Calls')[0]).not.toContain('not on this device');
    expect(screen.getByText('Calls searched on this device only')).toBeTruthy();
  });

  it('says that nothing was found and what may help', async () => {
    await opened();
    await userEvent.keyboard('qqq zzz');
    expect(await screen.findByText('Nothing found for “qqq zzz”')).toBeTruthy();
    expect(document.activeElement?.getAttribute('aria-expanded')).toBe('false');
    await waitFor(() => expect(screen.getAllByRole('status').some((one) => one.textContent === '0 results')).toBe(true));
    await userEvent.keyboard('{Enter}{ArrowDown}{Enter}');
    expect(await palette()).toBeTruthy();
  });

  it('says what could not be read, keeps what was found, and tries again', async () => {
    const world = aWorld();
    await opened(world);
    world.failure = new AppError('forbidden', 'no');
    await userEvent.keyboard('insights');
    expect((await screen.findByRole('alert')).textContent).toBe('Could not be read: Calls. Your role does not allow this.');
    expect(options('Screens')).toEqual(['Agreement, Insights', 'Rubric, Insights']);
    world.failure = null;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  });

  it('runs a command of the screen under it, with the focus back where it was', async () => {
    const world = aWorld();
    await opened(world, `/calls/${uuid(1)}`);
    await userEvent.keyboard('silence');
    await waitFor(() => expect(options('Commands')).toEqual(['Skip silence, Player']));
    const { skipSilence } = world.settings;
    await userEvent.keyboard('{Enter}');
    await gone();
    await waitFor(() => expect(world.settings.skipSilence).toBe(!skipSilence));
    await press('KeyK');
    await userEvent.type(await field(), 'find in transcript{Enter}');
    await gone();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('searchbox', { name: 'Find in transcript' })));
  });

  it('takes what is typed before it stands, and lets the screen below have none of it', async () => {
    const { bridge } = await renderApp({ path: `/calls/${uuid(1)}` });
    await screen.findAllByTestId('turn');
    await screen.findByTestId('qci-total');
    const down = (key: string, more = {}): boolean => fireEvent.keyDown(document.body, { key, code: `Key${key.toUpperCase()}`, ...more });
    act(() => {
      down('k', { ctrlKey: true });
      for (const key of ['f', 'y', 'Backspace', 'l', 'Shift', 'a', 'g']) down(key);
    });
    await waitFor(async () => expect(await field()).toHaveProperty('value', 'flag'));
    expect(options('Commands')).toEqual([expect.stringMatching(/^Flag/)]);
    expect(bridge.log.some(({ route }) => route === 'queues.flag')).toBe(false);
    // Once it is gone the keys are the screen's again.
    await userEvent.keyboard('{Escape}');
    await gone();
    act(() => void down('f'));
    await waitFor(() => expect(bridge.log.some(({ route }) => route === 'queues.flag')).toBe(true));
  });

  it('finds the lines of the person’s menu by their words, and only those he has', async () => {
    const world = aWorld();
    world.session = { ...world.session, memberships: world.session.memberships.map((one) => ({ ...one, role: 'reviewer' })) };
    await opened(world);
    await userEvent.keyboard('dark');
    await waitFor(() => expect(options('Commands')).toEqual(['Appearance: Dark']));
    await userEvent.keyboard('{Enter}');
    await gone();
    await waitFor(() => expect(world.settings.theme).toBe('dark'));
    await press('KeyK');
    await userEvent.type(await field(), 'people');
    await waitFor(() => expect(screen.queryAllByText(/^Nothing/).length).toBeGreaterThan(0));
    expect(options('Commands')).toEqual([]);
    await userEvent.clear(await field());
    await userEvent.keyboard('sign out{Enter}');
    expect(await screen.findByTestId('sign-out')).toBeTruthy();
  });

  it('keeps the choice on its line when more is found above it', async () => {
    const world = aWorld();
    world.queues.queues = [aQueue(1, { name: 'Prompts to look at' })];
    let answer = (): void => undefined;
    const wait = new Promise<void>((resolve) => (answer = resolve));
    await opened(world, '/calls', {
      'views.list': async () => {
        await wait;
        return { views: [{ id: uuid(7500), name: 'Prompts of May', filters: {}, shared: false, createdBy: uuid(500), createdByName: null, version: 1 }], source: 'workspace', asOf: '2026-11-30T12:00:00.000Z' };
      },
    });
    await userEvent.keyboard('pro');
    await waitFor(() => expect(options('Queues')).toHaveLength(1));
    await userEvent.keyboard('{ArrowDown}');
    const before = chosen();
    expect(before).toBe('Prompts to look at, No calls yet');
    answer();
    await waitFor(() => expect(options('Saved views')).toHaveLength(1));
    expect(chosen()).toBe(before);
  });
});

describe('the tabs of the title bar', () => {
  it('are five, each with a key that works in a text field too', async () => {
    const { router } = await renderApp();
    await userEvent.click(await screen.findByRole('searchbox'));
    expect(within(screen.getByRole('navigation', { name: 'Screens' })).getAllByRole('link').map((one) => one.textContent)).toEqual(['Calls', 'Queues', 'Moments', 'Prompts', 'Insights']);
    for (const [digit, pathname] of [[5, '/agreement'], [4, '/prompts'], [3, '/moments'], [2, '/queues'], [1, '/calls']] as const) {
      await press(`Digit${digit}`);
      await waitFor(() => expect(router.state.location.pathname).toBe(pathname));
    }
  });

  it('stay on insights for agreement and rubric, which lead to each other', async () => {
    const { router } = await renderApp({ path: '/rubric' });
    expect(await screen.findByRole('heading', { level: 1, name: /^Insights.*Rubric$/ })).toBeTruthy();
    const current = (): (string | null)[] => screen.getAllByRole('link').filter((one) => one.hasAttribute('aria-current')).map((one) => one.textContent);
    expect(current()).toEqual(['Insights', 'Rubric']);
    await userEvent.click(within(screen.getByRole('navigation', { name: 'Insights' })).getByRole('link', { name: 'Agreement' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/agreement'));
    await screen.findByRole('heading', { level: 1, name: /^Insights.*Agreement$/ });
    expect(current()).toEqual(['Insights', 'Agreement']);
  });
});
