import { Button } from '@mantine/core';
import { IconFilterOff, IconPlugConnectedX, IconScale } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { request, toAppError } from '../../bridge/request.ts';
import { useLanguage } from '../../i18n/index.ts';
import { useKeycap } from '../../lib/commands.tsx';
import { formatNumber } from '../../lib/format.ts';
import { formatByAge, formatClock } from '../../lib/format-time.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Keycap } from '../../ui/keycap.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StatusStrip } from '../../ui/status-strip.tsx';
import classes from './overview.module.css';
import { isNarrowed, isPerson, type AgreementSearch } from './search.ts';
import { MOST_PAIRS, type Pairs } from './use-pairs.ts';

const big = { size: 20, stroke: 1.5 } as const;

/** No call was scored twice, or the filters let none through. */
export const AgreementEmpty = ({ search, onChange }: { search: AgreementSearch; onChange: (search: AgreementSearch) => void }): React.JSX.Element => {
  const { t } = useTranslation();
  if (!isNarrowed(search)) {
    return (
      <EmptyState icon={<IconScale {...big} />} title={t(isPerson(search) ? 'agreement.emptyPeople' : 'agreement.empty')}>
        {t(isPerson(search) ? 'agreement.emptyPeopleText' : 'agreement.emptyText')}
      </EmptyState>
    );
  }
  const { raterA } = search;
  const clear = (
    <Button variant="filled" onClick={() => onChange(raterA === undefined ? {} : { raterA })}>
      {t('empty.clear')}
    </Button>
  );
  return <EmptyState icon={<IconFilterOff {...big} />} title={t('agreement.noMatch')} actions={clear} />;
};

/** The pairs could not be read: what happened, and what to do. */
export const AgreementError = ({ error, failedAt, onRetry }: { error: Error; failedAt: number; onRetry: () => void }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { code, message } = toAppError(error);
  const place = [code, 'agreement.listPairs', formatClock(new Date(failedAt).toISOString(), language)].join(' · ');
  return (
    <EmptyState
      live="alert"
      icon={<IconPlugConnectedX {...big} />}
      title={t('agreement.failed')}
      code={place}
      actions={
        <>
          <Button variant="filled" onClick={onRetry}>
            {t('common.again')}
          </Button>
          <Button variant="subtle" onClick={() => void request('app.copyText', { text: `${place} · ${message}` })}>
            {t('common.copyDetails')}
          </Button>
        </>
      }
    >
      {t(`error.${code}`)} {t('agreement.failedText')}
    </EmptyState>
  );
};

/** The cards with bars, for an answer that takes its time. */
export const AgreementSkeleton = ({ shown }: { shown: boolean }): React.JSX.Element => (
  <div className={classes.root} aria-busy="true">
    {shown &&
      [6, 6, 5, 5].map((rows, card) => (
        <div key={card} className={classes.ghost}>
          {Array.from({ length: rows }, (_, row) => (
            <Skeleton key={row} width={row === 0 ? '36%' : `${68 + ((row * 17) % 28)}%`} />
          ))}
        </div>
      ))}
  </div>
);

interface StripProps {
  pairs: Pairs | undefined;
  /** Whether the rows of a list are on screen. */
  isList: boolean;
  error: Error | null;
}

/** Under the screen: what keys do here, what was left out, and when it was read. */
export const AgreementStrip = ({ pairs, isList, error }: StripProps): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const open = useKeycap('calls.open') ?? '';
  const back = useKeycap('call.back') ?? '';
  const keys = useKeycap('keys.show') ?? '';
  return (
    <StatusStrip
      left={
        <>
          {isList && (
            <>
              <span>
                {t('command.calls_open')} <Keycap>{open}</Keycap>
              </span>
              <span>
                {t('common.back')} <Keycap>{back}</Keycap>
              </span>
            </>
          )}
          <span>
            {t('keys.title')} <Keycap>{keys}</Keycap>
          </span>
        </>
      }
      right={
        <>
          {error !== null && pairs !== undefined && <span data-warn>{t('agreement.notRenewed')}</span>}
          {pairs?.isCapped === true && <span data-warn>{t('agreement.capped', { n: formatNumber(MOST_PAIRS, language) })}</span>}
          {pairs !== undefined && <span>{t('strip.read', { time: formatByAge(pairs.asOf, language) })}</span>}
        </>
      }
    />
  );
};
