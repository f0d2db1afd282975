import { Button } from '@mantine/core';
import { IconFileOff, IconPlugConnectedX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { request, toAppError } from '../../bridge/request.ts';
import { useDelayed } from '../../lib/hooks.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import classes from './panes.module.css';

const big = { size: 20, stroke: 1.5 } as const;
const LINES = [72, 48, 90, 64, 0, 84, 76, 30, 0, 68, 92, 56];

/** Lines where the text will stand. */
export const TextSkeleton = (): React.JSX.Element => {
  const { t } = useTranslation();
  const shown = useDelayed(true);
  return (
    <div className={classes.skeleton} role="status" aria-busy="true">
      <span className="st-visually-hidden">{t('prompts.read.loading')}</span>
      {shown && LINES.map((width, index) => <Skeleton key={index} width={`${width}%`} />)}
    </div>
  );
};

/** The rail's rows for an answer that takes its time. */
export const RailSkeleton = (): React.JSX.Element => {
  const shown = useDelayed(true);
  return (
    <div aria-hidden="true" style={{ flex: 1 }}>
      {shown &&
        [0, 1, 2, 3, 4, 5].map((row) => (
          <div key={row} className={classes.skeletonRow} style={{ opacity: 1 - row / 7 }}>
            <Skeleton width="70%" />
            <Skeleton width="45%" />
            <Skeleton width="55%" />
          </div>
        ))}
    </div>
  );
};

interface FailureProps {
  title: string;
  text: string;
  error: Error;
  route: string;
  onRetry: () => void;
}

/** Something could not be read: what happened, what is safe, and what to do. */
export const PromptsFailure = ({ title, text, error, route, onRetry }: FailureProps): React.JSX.Element => {
  const { t } = useTranslation();
  const { code, message } = toAppError(error);
  const place = `${code} · ${route}`;
  return (
    <EmptyState
      live="alert"
      icon={<IconPlugConnectedX {...big} />}
      title={title}
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
      {t(`error.${code}`)} {text}
    </EmptyState>
  );
};

/** Nothing to show, and what would bring something. */
export const PromptsEmpty = ({ title, text, actions, heading }: { title: string; text?: string; actions?: React.ReactNode; heading?: 'h1' | 'h2' }): React.JSX.Element => (
  <EmptyState icon={<IconFileOff {...big} />} title={title} actions={actions} heading={heading ?? 'h2'}>
    {text}
  </EmptyState>
);
