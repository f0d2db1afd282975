import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { aWorld } from '../../testing/fake-main.ts';
import { renderApp } from '../../testing/render-app.tsx';

afterEach(cleanup);

it('a row says whether its call is on this device, and offline the others stand back', async () => {
  const world = aWorld(3);
  const [heard, read, away] = world.rows.map(({ id }) => id);
  world.keptCalls = [{ callId: heard ?? '', audio: true }, { callId: read ?? '', audio: false }];
  const { bridge } = await renderApp({ world });
  const row = (id: string | undefined): HTMLElement => document.getElementById(`call-${String(id)}`) as HTMLElement;
  await waitFor(() => expect(within(row(heard)).getByText('On this device')).toBeTruthy());
  expect([read, away].map((id) => within(row(id)).queryByText('On this device'))).toEqual([null, null]);
  expect(document.querySelectorAll('[data-away]')).toHaveLength(0);
  act(() => bridge.emit('network.changed', { online: false, lastReadAt: null }));
  await waitFor(() => expect([heard, read, away].map((id) => row(id).hasAttribute('data-away'))).toEqual([false, false, true]));
  expect(screen.getAllByTestId('call-row')).toHaveLength(3);
});
