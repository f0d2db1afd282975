import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallDetail } from '../../../../../core/calls/call-detail.ts';
import type { Change } from '../../../../../core/history/change.ts';
import { describeHistory } from '../../../../../core/history/describe-history.ts';
import type { HistoryEntry } from '../../../../../core/history/entry.ts';
import { facetsQuery } from '../../../bridge/facets.ts';
import { useAsker } from '../../../bridge/use-asker.ts';
import { useLanguage } from '../../../i18n/index.ts';
import { formatNumber } from '../../../lib/format.ts';
import { ageOf, formatDay } from '../../../lib/format-time.ts';
import { useToday } from '../../../lib/hooks.ts';
import classes from './history-dialog.module.css';
import { HistoryRow } from './history-entry.tsx';

/** Drawn at once; the rest when it is asked for. */
const PAGE = 50;

/** The names of those whom a history names: you, colleagues as they are called today, and who is no member any more. */
const usePeople = () => {
  const { t } = useTranslation();
  const { userId } = useAsker();
  const { data: facets } = useQuery(facetsQuery);
  const nameOf = (id: string, told: string | null = null): string => {
    if (id === userId) return t('calls.you');
    const member = facets?.members.find((one) => one.userId === id);
    return told ?? member?.displayName ?? t(facets && !member ? 'history.left' : 'people.noName');
  };
  return { nameOf, byOf: ({ actorId, actorName }: Change): string => (actorId === null ? t('history.workspace') : nameOf(actorId, actorName)) };
};

/** Neighbours of one day together, in the order they came. */
const byDay = (changes: readonly Change[], dayOf: (iso: string) => string): { day: string; changes: Change[] }[] => {
  const days: { day: string; changes: Change[] }[] = [];
  for (const change of changes) {
    const day = dayOf(change.at);
    const last = days.at(-1);
    if (last?.day === day) last.changes.push(change);
    else days.push({ day, changes: [change] });
  }
  return days;
};

interface Props {
  entries: readonly HistoryEntry[];
  moments: CallDetail['moments'];
  hidesScores: boolean;
}

/** A call's history, day by day in the reader's zone, the latest first. */
export const HistoryTimeline = ({ entries, moments, hidesScores }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = new Date(useToday());
  const { nameOf, byOf } = usePeople();
  const [pages, setPages] = useState(1);
  const changes = useMemo(() => describeHistory(entries, hidesScores), [entries, hidesScores]);
  const hidden = Math.max(0, changes.length - pages * PAGE);
  const dayOf = (iso: string): string => (ageOf(iso, now) === 'today' ? t('history.today') : formatDay(iso, language, now));
  const words = { t, language, nameOf };
  return (
    <div className={classes.scroller} tabIndex={0} role="region" aria-label={t('history.title')}>
      {byDay(changes.slice(0, pages * PAGE), dayOf).map(({ day, changes: ofDay }) => (
        <section key={day} aria-label={day}>
          <h3 className={classes.day}>{day}</h3>
          <ol className={classes.changes}>
            {ofDay.map((change) => (
              <HistoryRow key={change.entry} change={change} by={byOf(change)} about={moments.find(({ id }) => id === change.momentId)?.label ?? null} words={words} />
            ))}
          </ol>
        </section>
      ))}
      {hidden > 0 && (
        <Button variant="subtle" className={classes.more ?? ''} onClick={() => setPages(pages + 1)}>
          {t('history.earlier', { count: hidden, n: formatNumber(hidden, language) })}
        </Button>
      )}
    </div>
  );
};
