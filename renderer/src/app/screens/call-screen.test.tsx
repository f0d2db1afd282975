import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { uuid } from '../../testing/fake-calls.ts';
import { renderApp } from '../../testing/render-app.tsx';

afterEach(() => {
  cleanup();
  sessionStorage.clear();
});

const positionOf = async (): Promise<string | null> => {
  await screen.findByRole('button', { name: 'Customer, 00:19' });
  return screen.getByRole('slider').getAttribute('aria-valuetext');
};

/** A page that went at 00:19 of the first call, by a crash or a reload. */
const leaveAtNineteen = async () => {
  const app = await renderApp({ path: `/calls/${uuid(1)}` });
  await userEvent.click(await screen.findByRole('button', { name: 'Customer, 00:19' }));
  await waitFor(async () => expect(await positionOf()).toContain('00:19 of'));
  return app;
};

describe('the place in a call', () => {
  it('is there again after a reload, marked and not playing', async () => {
    await leaveAtNineteen();
    cleanup();
    await renderApp({ path: `/calls/${uuid(1)}` });
    expect(await positionOf()).toContain('00:19 of');
    const turn = screen.getByRole('button', { name: 'Customer, 00:19' });
    expect(turn.closest('[aria-current]')).not.toBeNull();
  });

  it('is that of the call on screen only', async () => {
    await leaveAtNineteen();
    cleanup();
    const { router } = await renderApp({ path: `/calls/${uuid(2)}` });
    expect(await positionOf()).toContain('00:00 of');
    router.history.push(`/calls/${uuid(1)}`);
    await waitFor(() => expect(router.state.location.pathname).toBe(`/calls/${uuid(1)}`));
    await waitFor(async () => expect(await positionOf()).toContain('00:00 of'));
  });

  it('is not kept once the list has been looked at', async () => {
    const { router } = await leaveAtNineteen();
    router.history.push('/calls');
    await screen.findByRole('heading', { name: 'Calls' });
    router.history.push(`/calls/${uuid(1)}`);
    await screen.findByRole('button', { name: 'Back to the list' });
    expect(await positionOf()).toContain('00:00 of');
  });

  it('is kept as a call and a number, and nothing of what was said', async () => {
    await leaveAtNineteen();
    expect(Object.keys(sessionStorage)).toHaveLength(1);
    expect(JSON.parse(Object.values(sessionStorage)[0] as string)).toEqual({ callId: uuid(1), seconds: 19.2 });
  });

  it.each(['{', 'null', '{"callId":5}', `{"callId":"${uuid(1)}","seconds":"x"}`, `{"callId":"${uuid(1)}","seconds":-4}`, `{"callId":"${uuid(1)}","seconds":1e999}`])(
    'is the start where what was kept is %s',
    async (kept) => {
      await leaveAtNineteen();
      cleanup();
      for (const key of Object.keys(sessionStorage)) sessionStorage.setItem(key, kept);
      await renderApp({ path: `/calls/${uuid(1)}` });
      expect(await positionOf()).toContain('00:00 of');
    },
  );
});
