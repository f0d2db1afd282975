import { Button, Menu } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SKIP_REASONS, type SkipReason } from '../../../../../core/queues/queue.ts';
import { useCommand, useKeycap } from '../../../lib/commands.tsx';
import { Keycap } from '../../../ui/keycap.tsx';

/** Skips a call of a queue: K asks why, and the call goes to the end. */
export const SkipMenu = ({ onSkip }: { onSkip: (reason: SkipReason) => void }): React.JSX.Element => {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const key = useKeycap('review.skip');
  useCommand('review.skip', () => setOpened(true));
  return (
    <Menu opened={opened} onChange={setOpened} position="bottom-end" width={240}>
      <Menu.Target>
        <Button variant="subtle" rightSection={key !== undefined && <Keycap>{key}</Keycap>}>
          {t('review.skip')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('review.skipWhy')}</Menu.Label>
        {SKIP_REASONS.map((reason) => (
          <Menu.Item key={reason} onClick={() => onSkip(reason)}>
            {t(`queues.reason.${reason}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
};
