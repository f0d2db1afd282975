import { Button } from '@mantine/core';
import { IconListCheck, IconPlugConnectedX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { mayReview } from '../../../../core/queues/rights.ts';
import { request, toAppError } from '../../bridge/request.ts';
import { useAsker } from '../../bridge/use-asker.ts';
import { useLanguage } from '../../i18n/index.ts';
import { useKeycap } from '../../lib/commands.tsx';
import { formatByAge, formatClock } from '../../lib/format-time.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Keycap } from '../../ui/keycap.tsx';
import { StatusStrip } from '../../ui/status-strip.tsx';

const big = { size: 20, stroke: 1.5 } as const;

/** There is no queue yet: what one is for, and how it begins. */
export const NoQueues = ({ onNew }: { onNew: () => void }): React.JSX.Element => {
  const { t } = useTranslation();
  const may = mayReview(useAsker());
  return (
    <EmptyState
      icon={<IconListCheck {...big} />}
      title={t('queues.none')}
      actions={
        may && (
          <Button variant="filled" onClick={onNew}>
            {t('queues.new')}
          </Button>
        )
      }
    >
      {t(may ? 'queues.noneText' : 'queues.noneForViewers')}
    </EmptyState>
  );
};

/** A queue without calls: nothing is done, there is nothing to do yet. */
export const EmptyQueue = ({ isFlags, onFill }: { isFlags: boolean; onFill: (() => void) | null }): React.JSX.Element => {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={<IconListCheck {...big} />}
      title={t('queues.empty')}
      actions={
        onFill && (
          <Button variant="filled" onClick={onFill}>
            {t('queues.fill')}
          </Button>
        )
      }
    >
      {t(isFlags ? 'queues.emptyFlags' : 'queues.emptyText')}
    </EmptyState>
  );
};

/** Queues could not be read: what happened, and what to do. */
export const QueuesError = ({ error, failedAt, onRetry }: { error: Error; failedAt: number; onRetry: () => void }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { code, message } = toAppError(error);
  const place = `${code} · queues · ${formatClock(new Date(failedAt).toISOString(), language)}`;
  return (
    <EmptyState
      live="alert"
      icon={<IconPlugConnectedX {...big} />}
      title={t('queues.failed')}
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
      {t(`error.${code}`)} {t('queues.safe')}
    </EmptyState>
  );
};

interface StripProps {
  source: 'workspace' | 'cache' | null;
  asOf: string | null;
  /** What the last thing done came to, or what went wrong with it. */
  said: { words: string; isWarning: boolean } | null;
}

/** Under the list: what keys do here, what came of the last thing done, and where the queue is from. */
export const QueuesStrip = ({ source, asOf, said }: StripProps): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const open = useKeycap('calls.open') ?? '';
  const select = useKeycap('calls.select') ?? '';
  const fromCache = source === 'cache';
  return (
    <StatusStrip
      left={
        <>
          <span>
            {t('command.calls_open')} <Keycap>{open}</Keycap>
          </span>
          <span>
            {t('command.calls_select')} <Keycap>{select}</Keycap>
          </span>
        </>
      }
      right={
        <>
          <span role="status" data-warn={said?.isWarning || undefined}>
            {said?.words}
          </span>
          {fromCache && <span data-warn>{t('queues.unconfirmed')}</span>}
          {asOf !== null && <span data-warn={fromCache || undefined}>{t(fromCache ? 'strip.fromCache' : 'strip.read', { time: formatByAge(asOf, language) })}</span>}
        </>
      }
    />
  );
};
