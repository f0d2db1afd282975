import { Button } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { request, toAppError } from '../../bridge/request.ts';
import { useLanguage } from '../../i18n/index.ts';
import { formatNumber } from '../../lib/format.ts';
import { formatDayAndClock } from '../../lib/format-time.ts';
import { shownText } from '../../ui/shown-text.tsx';
import { FailureLine } from './failure-line.tsx';
import { itemWords } from './failure-words.ts';
import classes from './scoring.module.css';

const PAGE = 20;

const useItems = (batchId: string) =>
  useInfiniteQuery({
    queryKey: ['scoring', 'items', batchId, 'without-score'],
    queryFn: ({ pageParam }) => request('scoring.items', { batchId, states: ['failed', 'unscorable'], after: pageParam, limit: PAGE }),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next ?? undefined,
    staleTime: 0,
    gcTime: 0,
  });

/** A call by the name and time that this device knows, else by its place in the batch. */
const useCallName = (callId: string, position: number): string => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data } = useQuery({ queryKey: ['calls', 'call', 'name', callId], queryFn: async () => (await request('calls.getCached', { callId }))?.call ?? null, select: (call) => call && { agent: call.assistantName, at: call.createdAt } });
  return data ? `${data.agent ?? t('call.noAgent')}, ${formatDayAndClock(data.at, language)}` : t('scoring.callAt', { n: formatNumber(position + 1, language) });
};

const Item = ({ item, onOpen }: { item: { callId: string; position: number; code: string | null }; onOpen: (callId: string) => void }): React.JSX.Element => {
  const { t } = useTranslation();
  const name = useCallName(item.callId, item.position);
  return (
    <li className={classes.item} data-testid="without-score">
      <button type="button" className={classes.open} dir="auto" onClick={() => onOpen(item.callId)}>
        {shownText(name)}
      </button>
      <span>{itemWords(t, item.code)}</span>
    </li>
  );
};

/** The calls of a batch that got no score, and why; a press opens one. */
export const BatchFailures = ({ batchId, onOpen }: { batchId: string; onOpen: (callId: string) => void }): React.JSX.Element => {
  const { t } = useTranslation();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useItems(batchId);
  if (error) {
    return (
      <FailureLine>
        {t(`error.${toAppError(error).code}`)}
        <Button size="compact-sm" onClick={() => void refetch()}>
          {t('common.again')}
        </Button>
      </FailureLine>
    );
  }
  if (!data) return <p className={classes.hint}>{t('scoring.reading')}</p>;
  return (
    <>
      <ul className={classes.items}>
        {data.pages
          .flatMap(({ items }) => items)
          .map((item) => (
            <Item key={item.callId} item={item} onOpen={onOpen} />
          ))}
      </ul>
      {hasNextPage && (
        <Button size="compact-sm" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('scoring.more')}
        </Button>
      )}
    </>
  );
};
