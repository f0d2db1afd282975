import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { uuid } from '../testing/fake-calls.ts';
import { aWorld } from '../testing/fake-main.ts';
import { renderApp } from '../testing/render-app.tsx';

afterEach(cleanup);

it('a tooltip of a screen lies in the head of the page, beside the bar and not in it', async () => {
  await renderApp({ path: `/calls/${uuid(1)}`, world: aWorld(3) });
  await userEvent.hover(await screen.findByRole('button', { name: 'Next call' }));
  const tip = await screen.findByRole('tooltip', { name: /Next call/ });
  const head = screen.getAllByRole('banner').find((one) => one.contains(tip));
  expect(head?.querySelector('nav')).toBeTruthy();
  expect(head?.firstElementChild?.contains(tip)).toBe(false);
});
