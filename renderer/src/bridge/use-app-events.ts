import { useQueryClient } from '@tanstack/react-query';
import { appQueries } from './app-queries.ts';
import { takeSession } from './take-session.ts';
import { useEvent } from './use-event.ts';
import { networkQuery } from './use-network.ts';

/** Keeps the answers on screen in step with what main reports. Used once, at the top. */
export const useAppEvents = (): void => {
  const client = useQueryClient();
  useEvent('session.changed', (session) => takeSession(client, session));
  useEvent('settings.changed', (settings) => client.setQueryData(appQueries.settings.queryKey, settings));
  useEvent('workspace.changed', (state) => client.setQueryData(appQueries.workspace.queryKey, state));
  useEvent('window.changed', (state) => client.setQueryData(appQueries.window.queryKey, state));
  useEvent('outbox.changed', (standing) => {
    client.setQueryData(appQueries.outbox.queryKey, (before) => before && { ...before, ...standing });
    void client.invalidateQueries({ queryKey: appQueries.outbox.queryKey });
    // A rubric that was saved here waits, is taken, or meets another one.
    void client.invalidateQueries({ queryKey: ['rubric'] });
  });
  useEvent('network.changed', (network) => {
    const before = client.getQueryData(networkQuery.queryKey);
    client.setQueryData(networkQuery.queryKey, network);
    if (network.online && before?.online === false) void client.invalidateQueries({ queryKey: ['calls'] });
  });
  useEvent('calls.invalidated', ({ callIds }) => {
    void client.invalidateQueries({
      queryKey: ['calls'],
      predicate: ({ queryKey }) =>
        queryKey[1] !== 'call' || callIds === null || callIds.includes(String(queryKey[3])),
    });
  });
};
