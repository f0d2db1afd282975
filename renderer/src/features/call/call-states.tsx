import { Button } from '@mantine/core';
import { IconPhoneOff, IconPlugConnectedX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { request, toAppError } from '../../bridge/request.ts';
import { useDelayed } from '../../lib/hooks.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import classes from './call-states.module.css';

/** The call could not be read, or is not there any more. */
export const CallError = ({ error, onRetry, onBack }: { error: Error; onRetry: () => void; onBack: () => void }): React.JSX.Element => {
  const { t } = useTranslation();
  const { code, message } = toAppError(error);
  const gone = code === 'not_found';
  const Icon = gone ? IconPhoneOff : IconPlugConnectedX;
  const details = `${code} · calls.get · ${message}`;
  return (
    <EmptyState
      live="alert"
      icon={<Icon size={20} stroke={1.5} />}
      title={t(gone ? 'callError.gone' : code === 'offline' ? 'callError.notHere' : 'callError.title')}
      code={gone || code === 'offline' ? undefined : details}
      actions={
        <>
          <Button variant="filled" onClick={gone ? onBack : onRetry}>
            {t(gone ? 'call.backToList' : 'common.again')}
          </Button>
          {!gone && <Button onClick={onBack}>{t('call.backToList')}</Button>}
          {!gone && code !== 'offline' && (
            <Button variant="subtle" onClick={() => void request('app.copyText', { text: details })}>
              {t('common.copyDetails')}
            </Button>
          )}
        </>
      }
    >
      {t(gone ? 'callError.goneText' : code === 'offline' ? 'callError.notHereText' : `error.${code}`)}
    </EmptyState>
  );
};

/** Where turns will stand, once an answer takes longer than a moment. */
export const CallSkeleton = (): React.JSX.Element => {
  const shown = useDelayed(true);
  return (
    <div className={classes.skeleton} aria-busy="true">
      {shown &&
        Array.from({ length: 12 }, (_, row) => (
          <div key={row} className={classes.row} style={{ opacity: 1 - row / 14 }}>
            <Skeleton width={32} />
            <Skeleton width={20} height={20} />
            <Skeleton width={`${30 + ((row * 31) % 45)}%`} />
          </div>
        ))}
    </div>
  );
};
