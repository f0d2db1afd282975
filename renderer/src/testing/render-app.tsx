import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { render, type RenderResult } from '@testing-library/react';
import type { HandlersFor } from '../../../core/contract/define.ts';
import type { AppRoutes } from '../../../core/contract/index.ts';
import { Providers } from '../app/providers.tsx';
import { createAppRouter } from '../app/router.tsx';
import { createMemoryBridge, type MemoryBridge } from '../bridge/memory-bridge.ts';
import { createQueryClient } from '../bridge/query-client.ts';
import { startI18n } from '../i18n/index.ts';
import { aWorld, fakeMain, type FakeWorld } from './fake-main.ts';

/** What a DOM without layout and media lacks; the virtual lists are given a height. */
const prepareDom = (): void => {
  Object.defineProperties(HTMLElement.prototype, {
    offsetHeight: { configurable: true, get: () => 720 },
    offsetWidth: { configurable: true, get: () => 1400 },
    clientWidth: { configurable: true, get: () => 1400 },
    clientHeight: { configurable: true, get: () => 720 },
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
