import type { QueryClient, QueryKey } from '@tanstack/react-query';
import type { CallDetail } from '../../../core/calls/call-detail.ts';
import type { Moment } from '../../../core/moments/moment.ts';

interface Answer {
  readonly call: CallDetail;
}

const isAnswer = (data: unknown): data is Answer => typeof data === 'object' && data !== null && 'call' in data;

/**
 * Puts a call's moments, as main answered them after a change, on every screen that shows the call. An answer on its way
 * that may be older is asked for again, and so are lists of moments.
 */
export const putMoments = (client: QueryClient, callId: string, moments: readonly Moment[]): void => {
  const ofCall = { queryKey: ['calls', 'call'], predicate: ({ queryKey }: { queryKey: QueryKey }) => queryKey[3] === callId };
  const isReading = client.isFetching(ofCall) > 0;
  client.setQueriesData<unknown>(ofCall, (data: unknown) =>
    isAnswer(data) ? { ...data, call: { ...data.call, moments: moments.filter(({ deleted }) => !deleted) } } : data,
  );
  if (isReading) void client.invalidateQueries(ofCall);
  void client.invalidateQueries({ queryKey: ['calls', 'moments'] });
};
