import { Button } from '@mantine/core';
import { IconFilterOff, IconFlag, IconPlugConnectedX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { request, toAppError } from '../../bridge/request.ts';
import { useLanguage } from '../../i18n/index.ts';
import { useKeycap } from '../../lib/commands.tsx';
import { formatByAge, formatClock } from '../../lib/format-time.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Keycap } from '../../ui/keycap.tsx';
import { StatusStrip } from '../../ui/status-strip.tsx';
import { isNarrowed, type MomentsSearch } from './search.ts';
import type { MomentList } from './use-moment-list.ts';

const big = { size: 20, stroke: 1.5 } as const;

/** Nothing to list: the filters are too narrow, or nothing is marked yet. */
export const MomentsEmpty = ({ search, onChange }: { search: MomentsSearch; onChange: (search: MomentsSearch) => void }): React.JSX.Element => {
  const { t } = useTranslation();
  const keycap = useKeycap('moment.mark') ?? '';
  if (!isNarrowed(search)) {
    return (
      <EmptyState icon={<IconFlag {...big} />} title={t('moments.empty')}>
        {t('moments.emptyText', { key: keycap })}
      </EmptyState>
    );
  }
  const clear = (
    <Button variant="filled" onClick={() => onChange({})}>
      {t('empty.clear')}
    </Button>
  );
  return <EmptyState icon={<IconFilterOff {...big} />} title={t('moments.noMatch')} actions={clear} />;
};

/** The list could not be read: what happened, and what to do. */
export const MomentsError = ({ error, failedAt, onRetry }: { error: Error; failedAt: string | null; onRetry: () => void }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { code, message } = toAppError(error);
  const place = [code, 'moments.list', failedAt === null ? null : formatClock(failedAt, language)].filter((part) => part !== null).join(' · ');
  return (
    <EmptyState
      live="alert"
      icon={<IconPlugConnectedX {...big} />}
      title={t('moments.failed')}
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
      {t(`error.${code}`)} {t('moments.safe')}
    </EmptyState>
  );
};

/** Under the list: what keys do here, and where the list is from. */
export const MomentsStrip = ({ list }: { list: MomentList }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const open = useKeycap('calls.open') ?? '';
  const keys = useKeycap('keys.show') ?? '';
  const fromCache = list.source === 'cache';
  return (
    <StatusStrip
      left={
        <>
          {list.rows.length > 0 && (
            <span>
              {t('command.calls_open')} <Keycap>{open}</Keycap>
            </span>
          )}
          <span>
            {t('keys.title')} <Keycap>{keys}</Keycap>
          </span>
        </>
      }
      right={
        <>
          {list.error !== null && list.rows.length > 0 && <span data-warn>{t('moments.failed')}</span>}
          {fromCache && <span data-warn>{t('moments.onDevice')}</span>}
          {list.asOf !== null && (
            <span data-warn={fromCache || undefined}>{t(fromCache ? 'strip.fromCache' : 'strip.read', { time: formatByAge(list.asOf, language) })}</span>
          )}
        </>
      }
    />
  );
};
