import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots, IconEyeOff, IconPlayerPlay } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { percentDone } from '../../../../core/queues/progress.ts';
import { keepsQueue, mayReview } from '../../../../core/queues/rights.ts';
import type { Queue } from '../../../../core/queues/queue.ts';
import { useAsker } from '../../bridge/use-asker.ts';
import { useLanguage } from '../../i18n/index.ts';
import { inertText } from '../../lib/direction-marks.ts';
import { formatNumber, formatPercent } from '../../lib/format.ts';
import { shownText } from '../../ui/shown-text.tsx';
import classes from './queue-head.module.css';
import { dueWords, queueName } from './queue-words.ts';

interface Props {
  queue: Queue;
  /** Looking for a free call. */
  isStarting: boolean;
  onStart: () => void;
  onFill: () => void;
  onEdit: () => void;
  onChange: (change: { closed?: boolean; deleted?: boolean }) => void;
  /** Takes the calls of the queue along; null where there are none. */
  onTakeOffline: (() => void) | null;
}

const Facts = ({ queue }: { queue: Queue }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const number = (n: number): string => formatNumber(n, language);
  const due = dueWords(queue, t, language);
  const facts = [
    queue.items === 0 ? t('queues.state.empty') : t('queues.doneOfPercent', { done: number(queue.done), n: number(queue.items), percent: formatPercent(percentDone(queue) / 100, language) }),
    ...(queue.free > 0 ? [t('queues.free', { count: queue.free, n: number(queue.free) })] : []),
    ...(queue.taken > 0 ? [t('queues.taken', { count: queue.taken, n: number(queue.taken) })] : []),
    ...(queue.skipped > 0 ? [t('queues.skipped', { count: queue.skipped, n: number(queue.skipped) })] : []),
    ...(queue.createdByName === null || queue.collectsFlags ? [] : [t('queues.by', { name: inertText(queue.createdByName) })]),
  ];
  return (
    <p className={classes.facts}>
      {queue.blind && (
        <span className={classes.blind}>
          <IconEyeOff size={14} stroke={1.75} aria-hidden="true" />
          {t(queue.kind === 'calibration' ? 'queues.calibration' : 'queues.blind')}
        </span>
      )}
      <span>{facts.join(' · ')}</span>
      {due && <span data-due={due.state}>{due.words}</span>}
    </p>
  );
};

/** What a queue is, how far it has come, and what can be done with it. */
export const QueueHead = ({ queue, isStarting, onStart, onFill, onEdit, onChange, onTakeOffline }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const asker = useAsker();
  const isKeeper = keepsQueue(asker, queue);
  const isClosed = queue.closedAt !== null;
  const name = queueName(queue, t);
  return (
    <header className={classes.root}>
      <div className={classes.words}>
        <h2 className={classes.title} dir="auto" title={inertText(name)}>
          {shownText(name)}
        </h2>
        <Facts queue={queue} />
      </div>
      {isKeeper && !isClosed && <Button onClick={onFill}>{t('queues.fill')}</Button>}
      {isKeeper && isClosed && <Button onClick={() => onChange({ closed: false })}>{t('queues.openAgain')}</Button>}
      {mayReview(asker) && !isClosed && (
        <Button
          variant="filled"
          leftSection={<IconPlayerPlay size={14} stroke={1.75} aria-hidden="true" />}
          disabled={queue.free === 0}
          title={queue.free === 0 ? t('queues.nothingFree') : undefined}
          loading={isStarting}
          onClick={onStart}
        >
          {t('queues.start')}
        </Button>
      )}
      <Menu position="bottom-end" width={232}>
        <Menu.Target>
          <ActionIcon aria-label={t('queues.more')}>
            <IconDots size={16} stroke={1.75} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item disabled={onTakeOffline === null} onClick={() => onTakeOffline?.()}>
            {t('calls.takeOffline')}
          </Menu.Item>
          {isKeeper && <Menu.Item onClick={onEdit}>{t('queues.edit')}</Menu.Item>}
          {isKeeper && !isClosed && <Menu.Item onClick={() => onChange({ closed: true })}>{t(queue.kind === 'calibration' ? 'queues.closeAndShow' : 'queues.close')}</Menu.Item>}
          {isKeeper && <Menu.Item onClick={() => onChange({ deleted: true })}>{t('queues.delete')}</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
    </header>
  );
};
