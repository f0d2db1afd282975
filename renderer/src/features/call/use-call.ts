import { useQuery } from '@tanstack/react-query';
import type { CallDetail } from '../../../../core/calls/call-detail.ts';
import { toAppError } from '../../bridge/request.ts';
import { callQueries } from './queries.ts';

export interface CallState {
  readonly call: CallDetail | null;
  readonly source: 'workspace' | 'cache' | null;
  readonly asOf: string | null;
  readonly isLoading: boolean;
  readonly error: Error | null;
  readonly retry: () => void;
}

const isGone = (error: Error | null): boolean => error !== null && toAppError(error).code === 'not_found';

/**
 * The call as this device has it at once, then as the workspace has it. What this device has stands while the workspace
 * gives nothing; once it says that there is no such call, nothing is shown of it any more.
 */
export const useCall = (callId: string): CallState => {
  const live = useQuery(callQueries.detail(callId));
  const cached = useQuery({ ...callQueries.cached(callId), enabled: live.data === undefined });
  const answer = isGone(live.error) ? null : (live.data ?? cached.data ?? null);
  return {
    call: answer?.call ?? null,
    source: answer?.source ?? null,
    asOf: answer?.asOf ?? null,
    isLoading: answer === null && live.isPending,
    error: answer === null ? live.error : null,
    retry: () => void live.refetch(),
  };
};
