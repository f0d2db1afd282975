import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import type { CallDetail } from '../../../../core/calls/call-detail.ts';
import type { KnownNames } from '../../../../core/transcript/checkables/names.ts';
import { request } from '../../bridge/request.ts';
import { whenIdle } from '../../lib/when-idle.ts';

/** A rubric changes now and then; each change of a review asks for what hangs on the rubric again, and this does not. */
const FRESH_MS = 10 * 60_000;

const brandTermsQuery = queryOptions({
  queryKey: ['brand-terms'],
  queryFn: async () => (await request('rubric.listVersions', {})).versions[0]?.content.brandTerms ?? [],
  staleTime: FRESH_MS,
  retry: false,
});

/** The names that are known of a call: whom it is with, whoever speaks, and the brand as far as the rubric has been read. */
export const useKnownNames = ({ customerName, assistantName, participants, turns }: CallDetail): (() => KnownNames) => {
  const client = useQueryClient();
  useEffect(() => whenIdle(() => void client.prefetchQuery(brandTermsQuery)), [client]);
  return useCallback(() => {
    const speakers = new Set(turns.flatMap((turn) => (turn.kind === 'speech' && turn.name !== null ? [turn.name] : [])));
    const names = [customerName, assistantName, ...participants.map(({ name }) => name), ...speakers].filter((name) => name !== null && name.trim() !== '');
    return { names: [...new Set(names as string[])], brandTerms: client.getQueryData(brandTermsQuery.queryKey) ?? [] };
  }, [client, customerName, assistantName, participants, turns]);
};
