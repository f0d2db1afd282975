import type { QueryClient } from '@tanstack/react-query';
import type { Session } from '../../../core/contract/routes/session.ts';
import { appQueries } from './app-queries.ts';

/**
 * Puts a session on screen. Another reader's answers are dropped; what was read while the session had ended is read
 * again; and what this device holds is counted anew when its number changed.
 */
export const takeSession = (client: QueryClient, session: Session): void => {
  const before = client.getQueryData(appQueries.session.queryKey);
  client.setQueryData(appQueries.session.queryKey, session);
  const sameReader = before?.user?.id === session.user?.id && before?.organizationId === session.organizationId;
  if (!sameReader) for (const key of ['calls', 'outbox', 'checkouts']) client.removeQueries({ queryKey: [key] });
  else if (before?.status === 'ended' && session.status === 'signed-in') void client.invalidateQueries({ queryKey: ['calls'] });
  else if (before?.callsOnDevice !== session.callsOnDevice) void client.invalidateQueries({ queryKey: ['calls', 'held'] });
};
