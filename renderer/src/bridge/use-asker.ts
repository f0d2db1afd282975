import { useQuery } from '@tanstack/react-query';
import type { Asker } from '../../../core/moments/rights.ts';
import { appQueries } from './app-queries.ts';

/** Who looks at the moments, and what role allows him. */
export const useAsker = (): Asker => {
  const { data: session } = useQuery(appQueries.session);
  const membership = session?.memberships.find((one) => one.organizationId === session.organizationId);
  const isSignedIn = session?.status === 'signed-in';
  return { role: membership?.role ?? null, userId: isSignedIn ? (session.user?.id ?? null) : null };
};
