import { queryOptions } from '@tanstack/react-query';
import { request } from '../../bridge/request.ts';

/** The recording of a call and its peaks. Peaks are kept by main, so that forgetting them here costs little. */
export const playerQueries = {
  recording: (callId: string) =>
    queryOptions({
      queryKey: ['calls', 'recording', 'of', callId],
      queryFn: () => request('recordings.open', { callId }),
      staleTime: 60_000,
    }),
  peaks: (callId: string) =>
    queryOptions({
      queryKey: ['peaks', callId],
      queryFn: () => request('recordings.getPeaks', { callId }),
      staleTime: Infinity,
      gcTime: 60_000,
      retry: 1,
      structuralSharing: false,
    }),
};
