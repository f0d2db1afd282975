import { Button } from '@mantine/core';
import { IconCloudUp } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { request } from '../../bridge/request.ts';
import { useLanguage } from '../../i18n/index.ts';
import { formatNumber } from '../../lib/format.ts';
import classes from './unsent-notice.module.css';
import type { useSendFirst } from './use-send-first.ts';

type Sending = ReturnType<typeof useSendFirst>;

const Left = ({ outbox, failure }: Pick<Sending, 'outbox' | 'failure'>): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const parts = ([
    ['decide', outbox?.parked ?? 0],
    ['refused', outbox?.failed ?? 0],
    ['waiting', (outbox?.waiting ?? 0) + (outbox?.sending ?? 0)],
  ] as const).filter(([, count]) => count > 0);
  return (
    <p className={classes.left} role="alert">
      {t('signOut.left', { what: parts.map(([name, count]) => t(`signOut.leftOf.${name}`, { count, n: formatNumber(count, language) })).join(', ') })}
      {failure && ` ${t(`error.${failure}`)}`}
    </p>
  );
};

/** Before a sign-out: how much is on this device only, what becomes of it, and the ways to keep it. */
export const UnsentNotice = ({ sending, isWiping }: { sending: Sending; isWiping: boolean }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const [file, setFile] = useState<string | null>(null);
  const { outbox, unsent, phase, failure, send } = sending;
  const n = formatNumber(unsent, language);
  return (
    <section className={classes.root} aria-label={t('signOut.unsent', { count: unsent, n })}>
      <p className={classes.head}>
        <IconCloudUp size={16} stroke={1.6} aria-hidden="true" />
        {t('signOut.unsent', { count: unsent, n })}
      </p>
      <p className={classes.text}>{t(isWiping ? 'signOut.unsentWipe' : 'signOut.unsentKeep')}</p>
      {phase === 'left' && <Left outbox={outbox} failure={failure} />}
      <div className={classes.ways}>
        <Button variant={isWiping ? 'filled' : 'default'} loading={phase === 'sending'} onClick={send} data-testid="send-first">
          {t('signOut.sendFirst')}
        </Button>
        <Button onClick={() => void request('outbox.export', {}).then((written) => setFile(written.file))}>{t('signOut.export')}</Button>
      </div>
      {file !== null && (
        <p className={classes.text} role="status">
          {t('signOut.exported', { file })}
        </p>
      )}
    </section>
  );
};
