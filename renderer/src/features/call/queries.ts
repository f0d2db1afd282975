import { queryOptions } from '@tanstack/react-query';
import { request } from '../../bridge/request.ts';

/** One call: as this device has it, and as the workspace has it. */
export const callQueries = {
  cached: (callId: string) =>
    queryOptions({
      queryKey: ['calls', 'call', 'cached', callId],
      queryFn: () => request('calls.getCached', { callId }),
      gcTime: 0,
    }),
  detail: (callId: string) =>
    queryOptions({
      queryKey: ['calls', 'call', 'detail', callId],
      queryFn: () => request('calls.get', { callId }),
    }),
  raw: (callId: string) =>
    queryOptions({
      queryKey: ['calls', 'call', 'raw', callId],
      queryFn: () => request('calls.getRaw', { callId }),
      gcTime: 0,
    }),
  /** Asked for anew each time it is opened: it grows while one looks elsewhere. */
  history: (callId: string) =>
    queryOptions({
      queryKey: ['calls', 'call', 'history', callId],
      queryFn: () => request('calls.getHistory', { callId }),
      gcTime: 0,
      staleTime: 0,
    }),
};
