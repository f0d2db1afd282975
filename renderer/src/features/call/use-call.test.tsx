import { cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../../core/contract/errors.ts';
import { uuid } from '../../testing/fake-calls.ts';
import { aWorld } from '../../testing/fake-main.ts';
import { renderApp } from '../../testing/render-app.tsx';

afterEach(cleanup);

const says = (code: AppError['code']) => async (): Promise<never> => Promise.reject(new AppError(code, code));
const theTurn = () => screen.findByRole('button', { name: 'Customer, 00:19' });

describe('a call that this device holds', () => {
  it.each([
    ['en', 'This call is not there any more'],
    ['ru', 'Этого звонка больше нет'],
  ] as const)('and the workspace no longer has is said to be gone, in %s, with nothing of it left on the screen', async (language, title) => {
    const world = aWorld();
    world.settings = { ...world.settings, language };
    await renderApp({ world, path: `/calls/${uuid(1)}`, handlers: { 'calls.get': says('not_found') } });
    expect(await screen.findByText(title)).toBeTruthy();
    expect(screen.queryAllByTestId('turn')).toEqual([]);
    expect(screen.queryByRole('slider')).toBeNull();
  });

  it('and that is deleted while it is on the screen goes from it', async () => {
    const world = aWorld();
    const { bridge } = await renderApp({ world, path: `/calls/${uuid(1)}` });
    await theTurn();
    world.failure = new AppError('not_found', 'deleted');
    bridge.emit('calls.invalidated', { callIds: [uuid(1)] });
    expect(await screen.findByText('This call is not there any more')).toBeTruthy();
    await waitFor(() => expect(screen.queryAllByTestId('turn')).toEqual([]));
  });

  it.each(['offline', 'workspace_unavailable', 'rate_limited', 'internal'] as const)('stays to be read after %s', async (code) => {
    await renderApp({ path: `/calls/${uuid(1)}`, handlers: { 'calls.get': says(code) } });
    expect(await theTurn()).toBeTruthy();
    expect(screen.queryByText('This call is not there any more')).toBeNull();
  });
});
