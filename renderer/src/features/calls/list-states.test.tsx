import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { aWorld } from '../../testing/fake-main.ts';
import { renderApp } from '../../testing/render-app.tsx';

afterEach(cleanup);

/** A workspace that finds nothing for any words, and eight calls without. */
const findNothing = (path: string, language: 'en' | 'ru' = 'en') => {
  const world = aWorld(8);
  world.settings = { ...world.settings, language };
  const asOf = new Date().toISOString();
  const none = { rows: [], next: null, source: 'workspace' as const, asOf };
  return renderApp({
    world,
    path,
    handlers: {
      'calls.list': async () => none,
      'calls.listCached': async () => ({ ...none, source: 'cache' }),
      'calls.count': async ({ filter }) => ({ count: filter.q === undefined ? 8 : 0, capped: false, source: 'workspace', asOf }),
    },
  });
};

const search = (q: string): string => `/calls?q=${encodeURIComponent(JSON.stringify(q))}`;

describe('words that find nothing', () => {
  it.each(['👍', '%', '"', '…!?'])('says that %s holds nothing to search for, and counts none', async (q) => {
    const { router } = await findNothing(search(q));
    expect(await screen.findByRole('heading', { name: `“${q}” holds nothing to search for` })).toBeTruthy();
    expect(await screen.findByText(`Search looks for letters and digits. Without “${q}” there are 8 calls.`)).toBeTruthy();
    expect(await screen.findByText('0 of 8')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: `Drop “${q}”` }));
    expect(router.state.location.search).toEqual({});
  });

  it('offers to drop the signs and no filter beside them', async () => {
    const { bridge, router } = await findNothing(`${search('👍')}&scoreMax=5`);
    const drop = await screen.findByRole('button', { name: 'Drop “👍”' });
    const counted = bridge.log.filter((one) => one.route === 'calls.count').map((one) => one.input);
    expect(counted).not.toContainEqual({ filter: { q: '👍' } });
    await userEvent.click(drop);
    expect(router.state.location.search).toEqual({ scoreMax: 5 });
  });

  it('says so in Russian', async () => {
    await findNothing(search('👍'), 'ru');
    expect(await screen.findByRole('heading', { name: 'В «👍» нечего искать' })).toBeTruthy();
  });

  it.each(['zzzz', '5', '電話', 'x👍'])('says of %s that no call holds it, and offers one way out', async (q) => {
    await findNothing(search(q));
    expect(await screen.findByRole('heading', { name: 'No call holds these words' })).toBeTruthy();
    expect(screen.getAllByRole('button', { name: /^(Drop|Clear)/ })).toHaveLength(1);
  });

  it('speaks of filters where there are some beside the words', async () => {
    await findNothing(`${search('zzzz')}&by=cost&bands=%5B%22pass%22%5D`);
    expect(await screen.findByRole('heading', { name: 'No call matches these filters' })).toBeTruthy();
    expect(await screen.findByRole('button', { name: 'Clear all filters' })).toBeTruthy();
  });

  it('names very long words by their beginning', async () => {
    const { router } = await findNothing(search('👍x'.repeat(100)));
    const drop = await screen.findByRole('button', { name: /^Drop/ });
    expect(drop.textContent).toBe(`Drop “${'👍x'.repeat(12)}…”`);
    await userEvent.click(drop);
    expect(router.state.location.search).toEqual({});
  });
});
