import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../../core/contract/errors.ts';
import { agreementOf } from '../../../../core/qci/agreement/agreement.ts';
import { DEFAULT_THRESHOLDS } from '../../../../core/qci/band.ts';
import { MOST_PAIRS } from '../../features/agreement/use-pairs.ts';
import { aPair } from '../../testing/fake-agreement.ts';
import { uuid } from '../../testing/fake-calls.ts';
import { aWorld, type FakeWorld } from '../../testing/fake-main.ts';
import { renderApp, type AppUnderTest } from '../../testing/render-app.tsx';

afterEach(cleanup);

const withPairs = (count: number, change: Parameters<typeof aPair>[1] = {}): FakeWorld => {
  const world = aWorld(40);
  world.pairs = Array.from({ length: count }, (_, n) => aPair(n, change));
  return world;
};
const asked = ({ bridge }: AppUnderTest): unknown => (bridge.log.findLast(({ route }) => route === 'agreement.listPairs')?.input as { filter: unknown } | undefined)?.filter;
const drawn = () => waitFor(() => expect(screen.getByTestId('agreement-cards').getAttribute('aria-busy')).toBe('false'), { timeout: 20_000 });

describe('the agreement screen', () => {
  it('is reached from the title bar and says what the arithmetic says, intervals included', async () => {
    const world = withPairs(120);
    await renderApp({ world });
    await userEvent.click(await screen.findByRole('link', { name: 'Insights' }));
    await screen.findByTestId('agreement-cards', {}, { timeout: 30_000 });
    await drawn();
    const { total, sameBand } = agreementOf(world.pairs, DEFAULT_THRESHOLDS, 1);
    const row = screen.getAllByTestId('kappa-row')[0]?.textContent ?? '';
    const two = (value: number | null | undefined): string => (value ?? NaN).toFixed(2);
    expect(row).toContain(two(total.kappa.value));
    expect(row).toContain(`${two(total.kappa.interval?.[0])} to ${two(total.kappa.interval?.[1])}`);
    expect(row).toContain((total.mae.value ?? NaN).toFixed(1));
    expect(row).toContain(`−${Math.abs(total.bias.value ?? NaN).toFixed(1)}`);
    expect(row).toContain('higher: AI');
    expect(screen.getByText(`same band ${((sameBand ?? 0) * 100).toFixed(1)} %`)).toBeTruthy();
    expect(screen.getAllByTestId('kappa-row').map((one) => within(one).getByRole('button').textContent)).toEqual(['Total band', 'Dynamics', 'Objections', 'Brand', 'Outcome']);
  }, 60_000);

  it('says why people override, and writes the pairs to a file of the person\'s choice', async () => {
    const world = withPairs(60);
    const { router } = await renderApp({ world, path: '/agreement' });
    const why = await screen.findByRole('region', { name: 'Why people override' });
    await waitFor(() => expect(within(why).getAllByRole('term').map((one) => one.textContent)).toEqual(['Missed moment', 'Policy']));
    expect(within(why).getAllByRole('definition').map((one) => one.textContent)).toEqual(['5', '3']);
    expect(why.textContent).toContain('8 overrides');
    await userEvent.click(screen.getByRole('button', { name: 'Export' }));
    await screen.findByText('60 pairs in agreement.csv');
    await router.navigate({ to: '/agreement', search: { raterB: uuid(501) } });
    await screen.findByText('Nobody has given a value of his own to these calls.');
    expect(screen.queryByText('60 pairs in agreement.csv')).toBeNull();
    world.failure = new AppError('offline', 'no');
    await userEvent.click(screen.getByRole('button', { name: 'Export' }));
    await screen.findByText('Nothing was written: the workspace cannot be reached.');
    world.failure = null;
    await router.navigate({ to: '/agreement', search: { raterA: 'people' } });
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Why people override' })).toBeNull());
  });

  it('a cell leads to its calls, Enter opens one, and Esc comes back twice', async () => {
    const { router } = await renderApp({ world: withPairs(60), path: '/agreement' });
    await screen.findByTestId('agreement-cards');
    const cell = (await screen.findAllByRole('button', { name: /AI: .*, People: / })).find((one) => !(one as HTMLButtonElement).disabled);
    const count = Number(cell?.dataset['calls']);
    await userEvent.click(cell as HTMLElement);
    await waitFor(() => expect(screen.getAllByTestId('pair-row')).toHaveLength(count));
    const grid = screen.getByRole('grid');
    grid.focus();
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(router.state.location.pathname).toMatch(/^\/calls\//));
    await screen.findByTestId('waveform').catch(() => undefined);
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(router.state.location.pathname).toBe('/agreement'));
    await screen.findAllByTestId('pair-row');
    await userEvent.keyboard('{Escape}');
    await screen.findByTestId('agreement-cards');
  });

  it('a dimension leads to the calls that differ in it, in its own points', async () => {
    const world = withPairs(40);
    await renderApp({ world, path: '/agreement' });
    await userEvent.click(await screen.findByRole('button', { name: 'Brand' }));
    const rows = await screen.findAllByTestId('pair-row');
    const widest = Math.max(...world.pairs.map(({ first, second }) => first.brand - second.brand));
    expect(rows[0]?.textContent).toContain(`−${widest}`);
    expect(screen.getByRole('grid', { name: 'Brand' })).toBeTruthy();
  });

  it('says that there is not enough below thirty pairs, for the whole and for each part', async () => {
    await renderApp({ world: withPairs(29), path: '/agreement' });
    expect((await screen.findByTestId('not-enough')).textContent).toContain('29 calls were scored twice, 30 are needed');
    expect(screen.queryAllByTestId('kappa-row')).toHaveLength(0);
    for (const row of screen.getAllByTestId('agreement-group')) expect(row.textContent).toContain('Not enough data');
  });

  it('warns where nearly all calls are of one band', async () => {
    const low = { dynamics: 1, objections: 1, brand: 1, outcome: 1 };
    await renderApp({ world: withPairs(40, { first: low }), path: '/agreement' });
    expect(await screen.findByText(/More than 90 % of the calls are of one band/)).toBeTruthy();
  });

  it('compares whom it is asked to, and asks main for no others', async () => {
    const world = withPairs(40);
    world.pairs.push(...Array.from({ length: 31 }, (_, n) => aPair(100 + n, { firstPerson: uuid(502), secondPerson: uuid(501), judge: null, rubricVersion: null, seconds: null })));
    const app = await renderApp({ world, path: '/agreement?rubrics=%5B%223%22%5D' });
    await screen.findByTestId('agreement-cards');
    expect(asked(app)).toEqual({ mode: 'ai_human', rubricVersions: ['3'] });
    await userEvent.click(screen.getByRole('button', { name: /^Compare/ }));
    await userEvent.click(await screen.findByRole('radio', { name: 'Priya Nair' }));
    await waitFor(() => expect(asked(app)).toEqual({ mode: 'human_human', firstPerson: uuid(502) }));
    await userEvent.keyboard('{Escape}');
    expect((await screen.findAllByText('Priya Nair · Dana Ortiz').catch(() => screen.findAllByText('Dana Ortiz · Priya Nair'))).length).toBe(1);
    await userEvent.click(screen.getByRole('button', { name: /^AI’s scores/ }));
    await userEvent.click(await screen.findByRole('radio', { name: 'hidden (blind)' }));
    await waitFor(() => expect(asked(app)).toEqual({ mode: 'human_human', firstPerson: uuid(502), blind: true }));
  });

  it('reads page after page up to its cap, and says that there are more', async () => {
    const one = aPair(0);
    const pages: unknown[] = [];
    await renderApp({
      world: aWorld(3), path: '/agreement',
      handlers: {
        'agreement.listPairs': async ({ cursor, limit }) => {
          pages.push(cursor);
          const rows = Array.from({ length: limit }, (_, n) => ({ ...one, id: `${pages.length} ${n}` }));
          return { rows, next: { at: pages.length }, thresholds: DEFAULT_THRESHOLDS, asOf: new Date().toISOString() };
        },
      },
    });
    expect(await screen.findByText(`The latest ${MOST_PAIRS.toLocaleString('en-US')} pairs; there are more`)).toBeTruthy();
    expect(pages).toEqual([null, ...Array.from({ length: 9 }, (_, n) => ({ at: n + 1 }))]);
  });

  it('says what to do where nothing was scored twice, and clears filters that let nothing through', async () => {
    await renderApp({ world: withPairs(0), path: '/agreement' });
    expect(await screen.findByText('No call has been scored twice yet')).toBeTruthy();
    cleanup();
    await renderApp({ world: withPairs(3, { blind: true }), path: '/agreement?seen=assisted' });
    await userEvent.click(await screen.findByRole('button', { name: 'Clear all filters' }));
    expect(await screen.findByTestId('not-enough')).toBeTruthy();
  });

  it('says what happened where the workspace cannot be reached, and tries again', async () => {
    const world = withPairs(40);
    world.failure = new AppError('offline', 'no line');
    await renderApp({ world, path: '/agreement' });
    expect(await screen.findByText('The reviews could not be read')).toBeTruthy();
    world.failure = null;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByTestId('agreement-cards')).toBeTruthy();
  });
});
