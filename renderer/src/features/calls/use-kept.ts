import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { CallRow } from '../../../../core/calls/call-row.ts';
import { useNetwork } from '../../bridge/use-network.ts';
import { callsQueries } from './queries.ts';

/** What this device has of a call: all of it, all but its recording, or only what the list shows. */
export type Kept = 'audio' | 'call' | null;

/** Rows are asked about by so many, so that scrolling by one asks nothing. */
const STEP = 40;

/** Tells of a row in sight what this device has of its call, and whether it cannot be opened now: no network, and known not to be here. */
export const useKept = (rows: readonly CallRow[], from: number, to: number) => {
  const { online } = useNetwork();
  const ids = rows.slice(Math.floor(from / STEP) * STEP, Math.ceil(to / STEP) * STEP).map(({ id }) => id);
  const { data } = useQuery({ ...callsQueries.kept(ids), placeholderData: keepPreviousData });
  const kept = useMemo(() => new Map(data?.kept.map(({ callId, audio }) => [callId, audio ? 'audio' : 'call'] as const)), [data]);
  const of = (id: string): Kept => kept.get(id) ?? null;
  return { of, isAway: (id: string): boolean => !online && of(id) === null && data?.asked.has(id) === true };
};
