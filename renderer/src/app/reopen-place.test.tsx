import { createMemoryHistory } from '@tanstack/react-router';
import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { createMemoryBridge } from '../bridge/memory-bridge.ts';
import { keptPosition } from '../lib/call-position.ts';
import { uuid } from '../testing/fake-calls.ts';
import { aWorld, fakeMain } from '../testing/fake-main.ts';
import { renderApp } from '../testing/render-app.tsx';
import { reopenPlace } from './reopen-place.ts';
import { createAppRouter } from './router.tsx';

afterEach(() => {
  cleanup();
  sessionStorage.clear();
});

const CALL = uuid(2);

const startAt = async (path: string, place: { callId: string; positionMs: number } | null, during = (): void => undefined): Promise<string> => {
  Object.defineProperty(window, 'sidetone', { configurable: true, value: createMemoryBridge(fakeMain({ ...aWorld(3), place })) });
  const router = createAppRouter(createMemoryHistory({ initialEntries: [path] }));
  const reopened = reopenPlace(router);
  during();
  await Promise.all([router.load(), reopened]);
  return router.latestLocation.pathname;
};

describe('a start', () => {
  const place = { callId: CALL, positionMs: 72_400 };

  it('goes to the call that was open, at its second', async () => {
    expect(await startAt('/', place)).toBe(`/calls/${CALL}`);
    expect(keptPosition(CALL)).toBe(72.4);
  });

  it('begins with the list where no call was open', async () => expect(await startAt('/', null)).toBe('/calls'));

  it.each([`/calls/${uuid(1)}`, '/calls', '/moments'])('goes where the address says: %s', async (path) => expect(await startAt(path, place)).toBe(path));

  it('stays where the person has begun to do something', async () => {
    expect(await startAt('/', place, () => window.dispatchEvent(new KeyboardEvent('keydown', { code: 'KeyX' })))).toBe('/calls');
  });
});

describe('the place', () => {
  it('is kept when a call opens and when the recording is taken elsewhere, and given up for the list', async () => {
    const { world, bridge } = await renderApp({ path: `/calls/${CALL}` });
    await userEvent.click(await screen.findByRole('button', { name: 'Customer, 00:19' }));
    await waitFor(() => expect(world.place).toEqual({ callId: CALL, positionMs: 19_200 }));
    await userEvent.keyboard('{Escape}');
    await screen.findByRole('heading', { name: 'Calls' });
    await waitFor(() => expect(world.place).toBeNull());
    const said = bridge.log.filter(({ route }) => route === 'drafts.savePlace').map(({ input }) => input);
    expect(said[0]).toEqual({ callId: CALL, positionMs: 0 });
    expect(said.at(-1)).toEqual({ callId: null, positionMs: 0 });
  });
});
