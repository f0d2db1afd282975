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
import { createAppRouter } from './router.tsx';

/** Starts the app: asks main for what decides the first frame, then draws. */
export const start = async (root: HTMLElement): Promise<void> => {
  const client = createQueryClient();
  // The session waits for the keyring, which can take its time; the first frame does not.
  void client.prefetchQuery(appQueries.session);
  const [settings, info] = await Promise.all([
    request('app.getSettings', {}).catch(() => defaultSettings),
    request('app.getInfo', {}).catch(() => null),
    request('session.get', {}).catch(() => null),
  ]);
  client.setQueryData(appQueries.settings.queryKey, settings);
  if (info) client.setQueryData(appQueries.info.queryKey, info);
  await startI18n(resolveLanguage(settings.language, info?.locale ?? navigator.language));
  const router = createAppRouter();
  createRoot(root).render(
    <StrictMode>
      <Providers client={client}>
        <RouterProvider router={router} />
      </Providers>
    </StrictMode>,
  );
};
