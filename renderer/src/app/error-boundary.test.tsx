import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { uuid } from '../testing/fake-calls.ts';
import { renderApp } from '../testing/render-app.tsx';

const broken = vi.hoisted(() => ({ list: false, shell: false }));

vi.mock('../features/calls/list-strip.tsx', () => ({
  ListStrip: () => {
    if (broken.list) throw new Error('the strip is broken');
    return null;
  },
}));

vi.mock('./shell/offline-banner.tsx', () => ({
  OfflineBanner: () => {
    if (broken.shell) throw new Error('the banner is broken');
    return null;
  },
}));

beforeEach(() => {
  // React writes every caught error to the console, and these are meant.
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  Object.assign(broken, { list: false, shell: false });
});

const stopped = (): Promise<HTMLElement> => screen.findByRole('heading', { name: 'This screen has stopped' });

describe('a screen that has stopped', () => {
  it('makes room for the screen of the next address', async () => {
    broken.list = true;
    const { router } = await renderApp();
    await stopped();
    router.history.push(`/calls/${uuid(1)}`);
    expect(await screen.findByRole('button', { name: 'Back to the list' })).toBeTruthy();
    expect(screen.queryByText('This screen has stopped')).toBeNull();
  });

  it('is tried again by its own tab, and by another search of the same address', async () => {
    broken.list = true;
    const { router } = await renderApp();
    await stopped();
    broken.list = false;
    await userEvent.click(screen.getByRole('link', { name: 'Calls' }));
    expect(await screen.findByRole('heading', { name: 'Calls' })).toBeTruthy();
    broken.list = true;
    await router.navigate({ to: '/calls', search: { q: 'price' } });
    await stopped();
    broken.list = false;
    await router.navigate({ to: '/calls', search: { q: 'roof' } });
    expect(await screen.findByRole('heading', { name: 'Calls' })).toBeTruthy();
  });

  it('says so again where it is still broken', async () => {
    broken.list = true;
    const { router } = await renderApp();
    await stopped();
    await router.navigate({ to: '/calls', search: { q: 'price' } });
    expect(await stopped()).toBeTruthy();
  });

  it('leaves the title bar in its place', async () => {
    broken.list = true;
    await renderApp();
    await stopped();
    expect(screen.getByRole('link', { name: 'Calls' })).toBeTruthy();
  });
});

it('a healthy screen stays as it is when its search changes', async () => {
  const { router } = await renderApp();
  const before = await screen.findByRole('main');
  await router.navigate({ to: '/calls', search: { q: 'price' } });
  await waitFor(() => expect(router.state.location.search).toEqual({ q: 'price' }));
  expect(screen.getByRole('main')).toBe(before);
});

it('a window whose frame has stopped says so in the app’s own words', async () => {
  broken.shell = true;
  await renderApp();
  expect(await stopped()).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Reload' })).toBeTruthy();
});
