import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { callQueries } from '../../features/call/queries.ts';

/** Time that the call on screen has to itself before others are read. */
const AFTER_MS = 400;
const FRESH_MS = 60_000;

/** Reads these calls while nothing else is asked for, so that the next one stands on screen at once. */
export const usePrefetchCalls = (callIds: readonly string[]): void => {
  const client = useQueryClient();
  const key = callIds.join(' ');
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const callId of key.split(' ').filter((id) => id !== '')) void client.prefetchQuery({ ...callQueries.detail(callId), staleTime: FRESH_MS });
    }, AFTER_MS);
    return () => clearTimeout(timer);
  }, [client, key]);
};
