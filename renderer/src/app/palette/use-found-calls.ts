import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallRow } from '../../../../core/calls/call-row.ts';
import { request } from '../../bridge/request.ts';
import { parseCallsSearch, toQuery } from '../../features/calls/search.ts';
import { useKept } from '../../features/calls/use-kept.ts';
import { useLanguage } from '../../i18n/index.ts';
import { openAtMatch } from '../../lib/call-position.ts';
import { formatByAge } from '../../lib/format-time.ts';
import { formatLength } from '../../lib/format.ts';
import { useSettled } from '../../lib/hooks.ts';
import { parseSnippet } from '../../ui/highlighted.tsx';
import { MOST, type Entry } from './entry.ts';

/** After so many milliseconds without a key a search begins, as in the list's own field. */
const PAUSE_MS = 250;
const NO_ROWS: readonly CallRow[] = [];

export interface FoundCalls {
  readonly entries: readonly Entry[];
  /** True from the first key on until the words have been searched for. */
  readonly isLoading: boolean;
  /** Where the calls were searched; null where they were not. */
  readonly source: 'workspace' | 'cache' | null;
  readonly error: Error | null;
  readonly retry: () => void;
}

const wordsOf = (row: CallRow, none: string): Pick<Entry, 'detail' | 'ranges'> => {
  if (row.snippet === null) return { detail: row.summary ?? none };
  const { text, ranges } = parseSnippet(row.snippet);
  return { detail: text, ranges };
};

/** What the route of the list says of the words, once the typing rests; nothing of words that have changed since. */
const useAnswer = (typed: string) => {
  const wanted = typed.trim();
  const settled = useSettled(wanted, PAUSE_MS);
  const search = useMemo(() => parseCallsSearch({ q: settled, by: 'rank', direction: 'desc' }), [settled]);
  const { filter, sort } = toQuery(search);
  const hasWords = search.q !== undefined;
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['calls', 'palette', filter],
    queryFn: () => request('calls.list', { filter, sort, limit: MOST }),
    enabled: hasWords,
  });
  const isCurrent = settled === wanted && hasWords;
  const isLoading = wanted !== '' && (settled !== wanted || (hasWords && isPending));
  return { search, page: isCurrent ? data : undefined, error: isCurrent && data === undefined ? error : null, isLoading, refetch };
};

/** The calls that the list's own search finds for the words, best match first where the workspace answers, and the way to all of them. */
export const useFoundCalls = (typed: string): FoundCalls => {
  const { t } = useTranslation();
  const language = useLanguage();
  const navigate = useNavigate();
  const { search, page, error, isLoading, refetch } = useAnswer(typed);
  const rows = page?.rows ?? NO_ROWS;
  const { isAway } = useKept(rows, 0, rows.length);
  const entries = rows.map((row): Entry => ({
    id: `call-${row.id}`,
    name: row.assistantName ?? t('call.noAgent'),
    ...wordsOf(row, t(row.hasTranscript ? 'calls.noSummary' : 'calls.noWords')),
    meta: isAway(row.id) ? t('palette.away') : `${formatByAge(row.createdAt, language)} · ${formatLength(row.durationSeconds)}`,
    isAway: isAway(row.id),
    run: () => {
      openAtMatch(row);
      void navigate({ to: '/calls/$callId', params: { callId: row.id }, search });
    },
  }));
  const all: Entry = { id: 'calls-all', name: t('palette.allCalls'), detail: search.q ?? null, run: () => void navigate({ to: '/calls', search }) };
  return {
    entries: page && page.next !== null ? [...entries, all] : entries,
    isLoading,
    source: page?.source ?? null,
    error,
    retry: () => void refetch(),
  };
};
