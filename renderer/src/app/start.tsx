import '@mantine/core/styles.layer.css';
import '../ui/fonts.css';
import '../ui/tokens.css';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { appQueries } from '../bridge/app-queries.ts';
import { createQueryClient } from '../bridge/query-client.ts';
import { request } from '../bridge/request.ts';
import { defaultSettings } from '../bridge/use-settings.ts';
import { resolveLanguage, startI18n } from '../i18n/index.ts';
import { Providers } from './providers.tsx';
import { prefetchCalls } from './prefetch-calls.ts';
import { reopenPlace } from './reopen-place.ts';
import { createAppRouter } from './router.tsx';

/** Longest wait for what the first frame shows; a keyring that asks its person must not keep the window empty. */
const PATIENCE_MS = 400;

const noLongerThan = (work: Promise<unknown>, ms: number): Promise<unknown> =>
  Promise.race([work.catch(() => null), new Promise((resolve) => setTimeout(resolve, ms))]);

/**
 * Starts the app: asks main for all that the first frame shows, side by side, then draws once. Whatever does not come in
 * time is asked for again by the part that shows it.
 */
export const start = async (root: HTMLElement): Promise<void> => {
  const client = createQueryClient();
  const router = createAppRouter();
  const session = client.prefetchQuery(appQueries.session);
  const frame = client.prefetchQuery(appQueries.window);
  const reopened = reopenPlace(router);
  // The address first: the list behind it is asked for while the rest is on its way.
  const routed = router.load();
  const cached = prefetchCalls(client, router.latestLocation);
  const [settings, info] = await Promise.all([
    request('app.getSettings', {}).catch(() => defaultSettings),
    request('app.getInfo', {}).catch(() => null),
  ]);
  client.setQueryData(appQueries.settings.queryKey, settings);
  if (info) client.setQueryData(appQueries.info.queryKey, info);
  await startI18n(resolveLanguage(settings.language, info?.locale ?? navigator.language));
  await noLongerThan(Promise.all([session, frame, routed, cached, reopened]), PATIENCE_MS);
  createRoot(root).render(
    <StrictMode>
      <Providers client={client}>
        <RouterProvider router={router} />
      </Providers>
    </StrictMode>,
  );
};
