import { Button, Modal, Radio, Stack } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { request, toAppError } from '../../bridge/request.ts';
import { useLanguage } from '../../i18n/index.ts';
import { formatBytes, formatNumber } from '../../lib/format.ts';
import classes from './session.module.css';
import { UnsentNotice } from './unsent-notice.tsx';
import { useSendFirst } from './use-send-first.ts';
import { useSessionActions } from './use-session-actions.ts';

/** Whether a sign-out was refused because what is on this device cannot be read: nobody knows whether it was sent. */
const isUnread = (error: Error | null): boolean => error !== null && toAppError(error).details?.['unread'] === true;

const Failure = ({ error }: { error: Error }): React.JSX.Element => {
  const { t } = useTranslation();
  const { code } = toAppError(error);
  const conflict = isUnread(error) ? 'signOut.unread' : 'signOut.unsentNow';
  return (
    <p className={classes.failure} role="alert">
      <IconAlertCircle size={14} stroke={1.75} aria-hidden="true" />
      {t(code === 'conflict' ? conflict : `error.${code}`)}
    </p>
  );
};

/**
 * Asks what becomes of the calls kept on this device before the session ends. What is not sent yet is named first; it is
 * lost only by a choice of its own, and so is what cannot be read and may be unsent.
 */
export const SignOutDialog = ({ opened, onClose }: { opened: boolean; onClose: () => void }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const [answer, setAnswer] = useState('keep');
  const { signOut } = useSessionActions();
  const isWiping = answer === 'wipe';
  const close = (): void => {
    signOut.reset();
    sending.forget();
    onClose();
  };
  const leave = (discardUnsent: boolean): void => signOut.mutate({ wipeCache: isWiping, discardUnsent }, { onSuccess: close, onError: () => sending.look() });
  const sending = useSendFirst(opened, () => leave(false));
  const { unsent } = sending;
  const unread = isUnread(signOut.error);
  const isLosing = isWiping && (unsent > 0 || unread);
  const { data: held } = useQuery({
    queryKey: ['calls', 'held'],
    queryFn: () => request('calls.getCacheStatus', {}),
    enabled: opened,
  });
  return (
    <Modal opened={opened} onClose={close} size={440} title={t('signOut.title')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      {unsent > 0 && <UnsentNotice sending={sending} isWiping={isWiping} />}
      <Radio.Group
        value={answer}
        onChange={setAnswer}
        label={
          held
            ? t('signOut.held', { count: held.calls, n: formatNumber(held.calls, language), size: formatBytes(held.bytes, language) })
            : t('signOut.heldUnknown')
        }
        classNames={{ label: classes.question }}
      >
        <Stack gap={8} mt={8}>
          <Radio value="keep" label={t('signOut.keep')} description={t('signOut.keepText')} />
          <Radio value="wipe" data-testid="sign-out-wipe" label={t('signOut.wipe')} description={t('signOut.wipeText')} />
        </Stack>
      </Radio.Group>
      {signOut.error && <Failure error={signOut.error} />}
      <div className={classes.feet}>
        {isLosing && (
          <Button variant="subtle" className={classes.lose ?? ''} data-testid="sign-out-lose" loading={signOut.isPending} onClick={() => leave(true)}>
            {unread ? t('signOut.loseUnread') : t('signOut.lose', { count: unsent, n: formatNumber(unsent, language) })}
          </Button>
        )}
        <Button variant="subtle" onClick={close}>
          {t(unsent > 0 || unread ? 'signOut.stay' : 'common.cancel')}
        </Button>
        {!isLosing && (
          <Button variant="filled" data-testid="sign-out" loading={signOut.isPending} onClick={() => leave(false)}>
            {t('signOut.action')}
          </Button>
        )}
      </div>
    </Modal>
  );
};
