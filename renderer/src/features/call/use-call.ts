import { useQuery } from '@tanstack/react-query';
import type { CallDetail } from '../../../../core/calls/call-detail.ts';
import { callQueries } from './queries.ts';

export interface CallState {
  readonly call: CallDetail | null;
  readonly source: 'workspace' | 'cache' | null;
  readonly asOf: string | null;
  readonly isLoading: boolean;
  readonly error: Error | null;
  readonly retry: () => void;
}

/** The call as this device has it at once, then as the workspace has it. */
export const useCall = (callId: string): CallState => {
  const live = useQuery(callQueries.detail(callId));
  const cached = useQuery({ ...callQueries.cached(callId), enabled: live.data === undefined });
  const answer = live.data ?? cached.data ?? null;
  return {
    call: answer?.call ?? null,
    source: answer?.source ?? null,
    asOf: answer?.asOf ?? null,
    isLoading: answer === null && live.isPending,
    error: answer === null ? live.error : null,
    retry: () => void live.refetch(),
  };
};
