import { useQuery } from '@tanstack/react-query';
import { hindranceToWrite, type PromptHindrance } from '../../../../core/prompts/rights.ts';
import { appQueries } from '../../bridge/app-queries.ts';

/** Why the person may not write versions here; null where he may. */
export const useHindrance = (): PromptHindrance => {
  const { data: session } = useQuery(appQueries.session);
  const membership = session?.memberships.find((one) => one.organizationId === session.organizationId);
  return hindranceToWrite({ role: membership?.role ?? null, isSignedIn: session?.status === 'signed-in' });
};
