import type { QueryClient, QueryKey } from '@tanstack/react-query';
import type { CallDetail } from '../../../core/calls/call-detail.ts';
import type { ScoreOfCall } from '../../../core/contract/routes/scores.ts';

const isAnswer = (data: unknown): data is { call: CallDetail } => typeof data === 'object' && data !== null && 'call' in data;

/**
 * Puts a call's score, as main answered it after a change, on every screen that shows the call. An answer on its way that may be
 * older is asked for again, and so are the lists.
 */
export const putScore = (client: QueryClient, callId: string, score: ScoreOfCall): void => {
  const ofCall = { queryKey: ['calls', 'call'], predicate: ({ queryKey }: { queryKey: QueryKey }) => queryKey[3] === callId };
  const isReading = client.isFetching(ofCall) > 0;
  client.setQueriesData<unknown>(ofCall, (data: unknown) => (isAnswer(data) ? { ...data, call: { ...data.call, ...score } } : data));
  if (isReading) void client.invalidateQueries(ofCall);
};
