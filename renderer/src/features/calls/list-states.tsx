import { Button } from '@mantine/core';
import { IconCloudOff, IconFileImport, IconFilterOff, IconPhone, IconPlugConnectedX } from '@tabler/icons-react';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { matchExpression } from '../../../../core/store/search-text.ts';
import { cutText } from '../../../../core/text/storable.ts';
import { request, toAppError } from '../../bridge/request.ts';
import { useLanguage } from '../../i18n/index.ts';
import { inertText } from '../../lib/direction-marks.ts';
import { formatNumber, innerQuotes } from '../../lib/format.ts';
import { formatClock } from '../../lib/format-time.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FILTERS, isActive, without } from './filter-defs.ts';
import { callsQueries } from './queries.ts';
import { isFiltered, toQuery, type CallsSearch } from './search.ts';

/** As much of the searched words as a button holds. */
const MOST_NAMED = 24;
const named = (words: string): string => {
  const beginning = cutText(words, MOST_NAMED);
  return inertText(beginning === words ? words : `${beginning}…`);
};

const big = { size: 20, stroke: 1.5 } as const;

/** True for signs that are no words: they find nothing, whatever stands beside them. */
const isNoWord = (q: string | undefined): q is string => q !== undefined && matchExpression(q) === null;

/** The one filter whose removal brings back most calls, and how many. */
const useBestDrop = (search: CallsSearch) => {
  const { t } = useTranslation();
  const filters = isNoWord(search.q) ? [] : FILTERS.filter((def) => isActive(def, search));
  const drops = filters.map((def) => ({
    name: t(`filter.name.${def.id}`),
    next: without(def, search),
  }));
  const { q, ...withoutWords } = search;
  if (q !== undefined) drops.push({ name: named(q), next: withoutWords });
  const counts = useQueries({ queries: drops.map(({ next }) => callsQueries.count(toQuery(next).filter)) });
  if (counts.some((one) => one.isPending)) return null;
  return drops
    .map((drop, index) => ({ ...drop, count: counts[index]?.data?.count ?? 0, capped: counts[index]?.data?.capped ?? false }))
    .toSorted((a, b) => b.count - a.count)
    .at(0);
};

interface EmptyProps {
  search: CallsSearch;
  onChange: (search: CallsSearch) => void;
  onImport: () => void;
}

/** What was looked for in vain: filters, words, or signs that are no words. */
const useVain = ({ q, ...filters }: CallsSearch): { title: string; why: string | null; onlyWords: boolean } => {
  const { t } = useTranslation();
  const onlyWords = q !== undefined && !isFiltered(filters);
  if (isNoWord(q)) {
    return { title: t('empty.noWord', { name: named(q) }), why: t('empty.noWordText'), onlyWords };
  }
  return { title: t(onlyWords ? 'empty.noFind' : 'empty.noMatch'), why: null, onlyWords };
};

const NoMatch = ({ search, onChange }: Omit<EmptyProps, 'onImport'>): React.JSX.Element | null => {
  const { t } = useTranslation();
  const language = useLanguage();
  const best = useBestDrop(search);
  const { title, why, onlyWords } = useVain(search);
  if (best === null) return <EmptyState icon={<IconFilterOff {...big} />} title={title} />;
  const clear = (): void => onChange({});
  const helps = best !== undefined && best.count > 0;
  return (
    <EmptyState
      icon={<IconFilterOff {...big} />}
      title={title}
      actions={
        <>
          {helps && (
            <Button variant="filled" onClick={() => onChange(best.next)}>
              {t('empty.drop', { name: best.name })}
            </Button>
          )}
          {!(helps && onlyWords) && (
            <Button variant={helps ? 'default' : 'filled'} onClick={clear}>
              {t('empty.clear')}
            </Button>
          )}
        </>
      }
    >
      {why !== null && `${why} `}
      {helps
        ? t('empty.without', {
            count: best.count,
            n: `${formatNumber(best.count, language)}${best.capped ? '+' : ''}`,
            name: best.name,
          })
        : t('empty.noneHelps')}
    </EmptyState>
  );
};

/** This device holds no call that the filters leave. */
const NothingHere = ({ search, onChange }: Omit<EmptyProps, 'onImport'>): React.JSX.Element => {
  const { t } = useTranslation();
  const { here: _here, ...asked } = search;
  return (
    <EmptyState
      icon={<IconCloudOff {...big} />}
      title={t('empty.nothingHere')}
      actions={
        <>
          <Button variant="filled" onClick={() => onChange(asked)}>
            {t('empty.askWorkspace')}
          </Button>
          {isFiltered(search) && <Button onClick={() => onChange({ here: true })}>{t('empty.clear')}</Button>}
        </>
      }
    >
      {t('empty.nothingHereText')}
    </EmptyState>
  );
};

/** Nothing to list: either the filters are too narrow, or there are no calls yet. */
export const ListEmpty = ({ search, onChange, onImport }: EmptyProps): React.JSX.Element => {
  const { t } = useTranslation();
  if (search.here === true) return <NothingHere search={search} onChange={onChange} />;
  if (isFiltered(search)) return <NoMatch search={search} onChange={onChange} />;
  return (
    <EmptyState
      icon={<IconPhone {...big} />}
      title={t('empty.noCalls')}
      actions={
        <Button variant="filled" onClick={onImport} leftSection={<IconFileImport size={16} stroke={1.6} aria-hidden="true" />}>
          {t('empty.import')}
        </Button>
      }
    >
      {t('empty.noCallsText')}
    </EmptyState>
  );
};

interface ErrorProps {
  error: Error;
  failedAt: string | null;
  onRetry: () => void;
  /** Lists what this device holds instead. */
  onOpenHere: () => void;
}

/** The list could not be read: what happened, what is safe, what to do. */
export const ListError = ({ error, failedAt, onRetry, onOpenHere }: ErrorProps): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data: held } = useQuery(callsQueries.held);
  const { code, message } = toAppError(error);
  const place = [code, 'calls.list', failedAt === null ? null : formatClock(failedAt, language)].filter((part) => part !== null).join(' · ');
  const details = `${place} · ${message}`;
  const holds = held !== undefined && held.calls > 0;
  const kept = { count: held?.calls ?? 0, n: formatNumber(held?.calls ?? 0, language) };
  return (
    <EmptyState
      live="alert"
      icon={<IconPlugConnectedX {...big} />}
      title={t('listError.title')}
      code={place}
      actions={
        <>
          <Button variant="filled" onClick={onRetry}>
            {t('common.again')}
          </Button>
          {holds && <Button onClick={onOpenHere}>{t('listError.openHere', kept)}</Button>}
          <Button variant="subtle" onClick={() => void request('app.copyText', { text: details })}>
            {t('common.copyDetails')}
          </Button>
        </>
      }
    >
      {t(`error.${code}`)}
      {message !== '' && ` ${t('listError.answered', { message: innerQuotes(inertText(message.slice(0, 240)), language) })}`}
      {holds && ` ${t('listError.safe', kept)}`}
    </EmptyState>
  );
};
