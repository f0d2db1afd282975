import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { configure, render, type RenderResult } from '@testing-library/react';
import { afterAll, afterEach, beforeEach, expect, vi } from 'vitest';
import type { HandlersFor } from '../../../core/contract/define.ts';
import type { AppRoutes } from '../../../core/contract/index.ts';
import { Providers } from '../app/providers.tsx';
import { createAppRouter } from '../app/router.tsx';
import { loadCallScreen } from '../app/screens/load-call-screen.ts';
import { loadPaletteDialog } from '../app/shell/lazy-parts.ts';
import { createMemoryBridge, type MemoryBridge } from '../bridge/memory-bridge.ts';
import { createQueryClient } from '../bridge/query-client.ts';
import { startI18n } from '../i18n/index.ts';
import { aWorld, fakeMain, type FakeWorld } from './fake-main.ts';

// The whole app on a busy machine takes its time; what is waited for still has to come.
configure({ asyncUtilTimeout: 10_000 });
vi.setConfig({ testTimeout: 30_000 });

/** What was written to the console as a warning or an error: a test of the app that writes any fails, as one in the real window does. */
const complaints: string[] = [];
const complain = (...parts: unknown[]): void => void complaints.push(parts.map((part) => (part instanceof Node ? '(a node)' : String(part))).join(' '));

beforeEach(() => {
  complaints.length = 0;
  vi.spyOn(console, 'warn').mockImplementation(complain);
  vi.spyOn(console, 'error').mockImplementation(complain);
});
afterEach(() => {
  vi.restoreAllMocks();
  expect(complaints, 'console warnings and errors').toEqual([]);
});

// Once idle, the list begins to load the call screen and the shell the palette: nothing may still be loading when a file's environment is taken down.
afterAll(() => Promise.all([loadCallScreen(), loadPaletteDialog()]));

/**
 * What a DOM without layout and media lacks: the virtual lists are given a height, and every element a place in sight,
 * because a menu whose button lies nowhere hides itself and then has nothing to focus.
 */
const prepareDom = (): void => {
  Object.defineProperties(HTMLElement.prototype, {
    offsetHeight: { configurable: true, get: () => 720 },
    offsetWidth: { configurable: true, get: () => 1400 },
    clientWidth: { configurable: true, get: () => 1400 },
    clientHeight: { configurable: true, get: () => 720 },
    getBoundingClientRect: { configurable: true, value: () => new DOMRect(0, 0, 1400, 720) },
  });
  HTMLMediaElement.prototype.play = async () => undefined;
  HTMLMediaElement.prototype.pause = () => undefined;
};

export interface AppUnderTest extends RenderResult {
  readonly bridge: MemoryBridge;
  readonly world: FakeWorld;
  readonly router: ReturnType<typeof createAppRouter>;
}

/** The whole app on an in-memory main, at an address. */
export const renderApp = async (
  options: { path?: string; world?: FakeWorld; handlers?: Partial<HandlersFor<AppRoutes>> } = {},
): Promise<AppUnderTest> => {
  prepareDom();
  const world = options.world ?? aWorld();
  const bridge = createMemoryBridge(fakeMain(world, options.handlers));
  Object.defineProperty(window, 'sidetone', { configurable: true, value: bridge });
  await startI18n(world.settings.language === 'ru' ? 'ru' : 'en');
  const router = createAppRouter(createMemoryHistory({ initialEntries: [options.path ?? '/calls'] }));
  const client = createQueryClient();
  client.setDefaultOptions({ ...client.getDefaultOptions(), queries: { ...client.getDefaultOptions().queries, retry: false } });
  const view = render(
    <Providers client={client}>
      <RouterProvider router={router} />
    </Providers>,
  );
  return Object.assign(view, { bridge, world, router });
};
