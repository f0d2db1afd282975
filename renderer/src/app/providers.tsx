import { MantineProvider } from '@mantine/core';
import { QueryClientProvider, useQuery, type QueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { appQueries } from '../bridge/app-queries.ts';
import { useSettings } from '../bridge/use-settings.ts';
import { changeLanguage, resolveLanguage } from '../i18n/index.ts';
import { CommandContext, CommandRegistry } from '../lib/commands.tsx';
import { styleNonce } from '../lib/nonce.ts';
import { cssVariablesResolver } from '../ui/css-variables.ts';
import { theme } from '../ui/theme.ts';
import { CrashBoundary } from './error-boundary.tsx';
import { keycaps } from './keys.ts';
import { useKeyboard } from './use-keyboard.ts';

const getStyleNonce = (): string => styleNonce() ?? '';

const Themed = ({ children }: { children: React.ReactNode }): React.JSX.Element => {
  const [settings] = useSettings();
  const { data: info } = useQuery(appQueries.info);
  const registry = useMemo(() => new CommandRegistry(keycaps), []);
  useKeyboard(registry);
  const language = resolveLanguage(settings.language, info?.locale ?? navigator.language);
  useEffect(() => changeLanguage(language), [language]);
  const forced = settings.theme === 'system' ? {} : { forceColorScheme: settings.theme };
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      defaultColorScheme="auto"
      getStyleNonce={getStyleNonce}
      {...forced}
    >
      <CommandContext value={registry}>
        <CrashBoundary>{children}</CrashBoundary>
      </CommandContext>
    </MantineProvider>
  );
};

/** Everything a screen stands on: answers from main, theme, language, keys. */
export const Providers = ({ client, children }: { client: QueryClient; children: React.ReactNode }): React.JSX.Element => (
  <QueryClientProvider client={client}>
    <Themed>{children}</Themed>
  </QueryClientProvider>
);
