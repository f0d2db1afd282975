import { cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { uuid } from '../testing/fake-calls.ts';
import { renderApp } from '../testing/render-app.tsx';

afterEach(cleanup);

/** What a hand-written or broken link may say; none of it is a filter. */
const GARBAGE = [
  'from=garbage',
  'from=5',
  'to=0000',
  'from=0000-01-01T00:00:00Z',
  'to=2026-02-30T00:00:00Z',
  'bands=%5B%22zz%22%5D',
  'bands=pass',
  'durationMin=-5',
  'scoreMin=1e400',
  'assistantIds=%5B1%5D',
  'statuses=%5B%22%5Cu0000%22%5D',
  'q=%00',
  'q=%22%5Cud800%22',
  `q=${'x'.repeat(300)}`,
  'period=century',
  'by=password',
  'constructor=2',
  '__proto__=1&toString=3',
  'from=2026-01-01T00:00:00Z&from=2026-01-02T00:00:00Z',
];

describe('an address with a filter that is none', () => {
  it.each(GARBAGE)('opens the whole list at #/calls?%s', async (search) => {
    const { bridge, router } = await renderApp({ path: `/calls/${uuid(1)}` });
    await screen.findByRole('button', { name: 'Back to the list' });
    router.history.push(`/calls?${search}`);
    await screen.findByRole('heading', { name: 'Calls' });
    await waitFor(() => expect(screen.getByRole('grid').querySelectorAll('[aria-selected]').length).toBeGreaterThan(5));
    expect(router.state.location.search).toEqual({});
    expect(router.state.matches.at(-1)?.search).toEqual({});
    const asked = bridge.log.filter((one) => one.route === 'calls.list' || one.route === 'calls.count');
    for (const { input } of asked) expect(input).toMatchObject({ filter: expect.toSatisfy((filter) => Object.keys(filter).length === 0) });
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('keeps the filters beside it', async () => {
    const { router } = await renderApp();
    await screen.findByRole('grid');
    router.history.push('/calls?from=garbage&bands=%5B%22pass%22%5D&by=cost&constructor=2');
    await screen.findByRole('button', { name: 'Remove filter “Band”' });
    expect(router.state.matches.at(-1)?.search).toEqual({ bands: ['pass'], by: 'cost' });
  });

  it('does not reach the call screen either', async () => {
    const { bridge, router } = await renderApp();
    await screen.findByRole('grid');
    router.history.push(`/calls/${uuid(2)}?from=garbage&durationMin=-5`);
    await screen.findByRole('button', { name: 'Back to the list' });
    expect(router.state.matches.at(-1)?.search).toEqual({});
    expect(bridge.log.filter((one) => one.route === 'calls.count').map((one) => one.input)).toEqual([{ filter: {} }]);
  });

  it('leads from an address that is none to the list, and back past it', async () => {
    const { router } = await renderApp({ path: `/calls/${uuid(1)}` });
    await screen.findByRole('button', { name: 'Back to the list' });
    router.history.push('/nowhere?from=garbage');
    await waitFor(() => expect(router.state.location.pathname).toBe('/calls'));
    await screen.findByRole('grid');
    router.history.back();
    await waitFor(() => expect(router.state.location.pathname).toBe(`/calls/${uuid(1)}`));
  });
});
