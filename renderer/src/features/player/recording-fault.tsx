import { Button } from '@mantine/core';
import { IconRefresh, IconVolumeOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RecordingFault as Fault } from '../../../../core/contract/routes/recordings.ts';
import { useLanguage } from '../../i18n/index.ts';
import { formatDay } from '../../lib/format-time.ts';
import classes from './player.module.css';

interface Props {
  fault: Fault;
  since: string | null;
  isRetrying: boolean;
  onRetry: () => void;
}

/** Asking again cannot bring what the source never named. */
const FINAL: ReadonlySet<Fault> = new Set<Fault>(['none', 'at-source']);

/** What became of the recording, since when, and that the rest of the call is whole. */
export const RecordingFault = ({ fault, since, isRetrying, onRetry }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const day = since === null ? null : formatDay(since, language);
  return (
    <div className={classes.fault} role="status" data-testid="recording-fault">
      <span className={classes.faultGlyph} aria-hidden="true">
        <IconVolumeOff size={16} stroke={1.6} />
      </span>
      <div className={classes.faultWords}>
        <strong>{t(`fault.${fault}.title`)}</strong>
        <span>
          {fault === 'expired' && day !== null ? t('fault.expired.since', { day }) : t(`fault.${fault}.text`)}
        </span>
      </div>
      {!FINAL.has(fault) && (
        <Button
          loading={isRetrying}
          leftSection={<IconRefresh size={14} stroke={1.75} aria-hidden="true" />}
          onClick={onRetry}
        >
          {t(`fault.retry.${fault === 'broken' || fault === 'unreachable' ? 'again' : 'ask'}`)}
        </Button>
      )}
    </div>
  );
};
