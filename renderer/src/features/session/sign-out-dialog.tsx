import { Button, Modal, Radio, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { request } from '../../bridge/request.ts';
import { useLanguage } from '../../i18n/index.ts';
import { formatBytes, formatNumber } from '../../lib/format.ts';
import classes from './session.module.css';
import { useSessionActions } from './use-session-actions.ts';

/** Asks what becomes of the calls kept on this device before the session ends. */
export const SignOutDialog = ({ opened, onClose }: { opened: boolean; onClose: () => void }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const [answer, setAnswer] = useState('keep');
  const { signOut } = useSessionActions();
  const { data: held } = useQuery({
    queryKey: ['calls', 'held'],
    queryFn: () => request('calls.getCacheStatus', {}),
    enabled: opened,
  });
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size={440}
      title={t('signOut.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
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
      <div className={classes.feet}>
        <Button variant="subtle" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button
          variant="filled"
          data-testid="sign-out"
          loading={signOut.isPending}
          onClick={() => signOut.mutate(answer === 'wipe', { onSuccess: onClose })}
        >
          {t('signOut.action')}
        </Button>
      </div>
    </Modal>
  );
};
