import { Button, Menu } from '@mantine/core';
import { IconUser } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Queue } from '../../../../core/queues/queue.ts';
import { keepsQueue } from '../../../../core/queues/rights.ts';
import { facetsQuery } from '../../bridge/facets.ts';
import { useAsker } from '../../bridge/use-asker.ts';
import { useLanguage } from '../../i18n/index.ts';
import { formatNumber } from '../../lib/format.ts';
import { shownText } from '../../ui/shown-text.tsx';
import classes from './items-bar.module.css';

interface Props {
  queue: Queue;
  count: number;
  isBusy: boolean;
  onAssign: (userId: string | null) => void;
  onReopen: () => void;
  onRemove: () => void;
  onClear: () => void;
}

const Assign = ({ queue, isBusy, onAssign }: Pick<Props, 'queue' | 'isBusy' | 'onAssign'>): React.JSX.Element => {
  const { t } = useTranslation();
  const asker = useAsker();
  const { data: facets } = useQuery(facetsQuery);
  const others = keepsQueue(asker, queue) ? (facets?.members ?? []).filter(({ userId }) => userId !== asker.userId) : [];
  return (
    <Menu position="top" width={216}>
      <Menu.Target>
        <Button variant="filled" loading={isBusy} leftSection={<IconUser size={14} stroke={1.75} aria-hidden="true" />}>
          {t('queues.assign')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
        {asker.userId !== null && <Menu.Item onClick={() => onAssign(asker.userId)}>{t('queues.toMe')}</Menu.Item>}
        {others.map(({ userId, displayName }) => (
          <Menu.Item key={userId} onClick={() => onAssign(userId)}>
            {shownText(displayName ?? t('queues.noName'))}
          </Menu.Item>
        ))}
        <Menu.Item onClick={() => onAssign(null)}>{t('queues.anybody')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};

/** Over the end of the list while calls are chosen: how many, and what can be done with them. */
export const ItemsBar = ({ queue, count, isBusy, onAssign, onReopen, onRemove, onClear }: Props): React.JSX.Element | null => {
  const { t } = useTranslation();
  const language = useLanguage();
  const isKeeper = keepsQueue(useAsker(), queue);
  if (count === 0) return null;
  return (
    <div className={classes.root} role="toolbar" aria-label={t('calls.selection')}>
      <span role="status">{t('calls.selected', { count, n: formatNumber(count, language) })}</span>
      {queue.kind === 'normal' && <Assign queue={queue} isBusy={isBusy} onAssign={onAssign} />}
      {isKeeper && <Button onClick={onReopen}>{t('queues.reopen')}</Button>}
      {isKeeper && <Button onClick={onRemove}>{t('queues.remove')}</Button>}
      <Button variant="subtle" onClick={onClear}>
        {t('calls.clear')}
      </Button>
    </div>
  );
};
