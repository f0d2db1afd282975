import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { groupQueues, percentDone, queueState } from '../../../../core/queues/progress.ts';
import { mayReview } from '../../../../core/queues/rights.ts';
import type { Queue } from '../../../../core/queues/queue.ts';
import { useAsker } from '../../bridge/use-asker.ts';
import { useLanguage } from '../../i18n/index.ts';
import { inertText } from '../../lib/direction-marks.ts';
import { formatNumber } from '../../lib/format.ts';
import { shownText } from '../../ui/shown-text.tsx';
import classes from './queue-list.module.css';
import { dueWords, queueName } from './queue-words.ts';

interface Props {
  queues: readonly Queue[];
  currentId: string | null;
  onPick: (queueId: string) => void;
  onNew: () => void;
}

const Entry = ({ queue, isCurrent, onPick }: { queue: Queue; isCurrent: boolean; onPick: () => void }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const state = queueState(queue);
  const due = dueWords(queue, t, language);
  const name = queueName(queue, t);
  const counted = t('queues.doneOf', { done: formatNumber(queue.done, language), n: formatNumber(queue.items, language) });
  return (
    <li>
      <button type="button" className={classes.entry} aria-current={isCurrent || undefined} data-closed={state === 'closed' || undefined} data-testid="queue-entry" onClick={onPick}>
        <span className={classes.name} dir="auto" title={inertText(name)}>
          {shownText(name)}
        </span>
        <span className={classes.line}>
          <span>{state === 'started' || state === 'done' ? counted : t(`queues.state.${state}`, { n: formatNumber(queue.items, language) })}</span>
          {due && <span data-due={due.state}>{due.words}</span>}
        </span>
        <span className={classes.bar} aria-hidden="true">
          <span style={{ width: `${percentDone(queue)}%` }} />
        </span>
      </button>
    </li>
  );
};

/** The queues on the left: one's own, shared ones, calibrations. */
export const QueueList = ({ queues, currentId, onPick, onNew }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const asker = useAsker();
  const groups = groupQueues(queues, asker.userId ?? '');
  return (
    <nav className={classes.root} aria-label={t('shell.queues')}>
      <div className={classes.head}>
        <h1 className={classes.title}>{t('shell.queues')}</h1>
        {mayReview(asker) && (
          <Button aria-label={t('queues.new')} leftSection={<IconPlus size={14} stroke={1.75} aria-hidden="true" />} onClick={onNew}>
            {t('queues.newShort')}
          </Button>
        )}
      </div>
      {(['mine', 'shared', 'calibration'] as const).map(
        (group) =>
          groups[group].length > 0 && (
            <section key={group} aria-labelledby={`queues-${group}`}>
              <h2 className={classes.group} id={`queues-${group}`}>
                {t(`queues.group.${group}`)}
              </h2>
              <ul className={classes.list}>
                {groups[group].map((queue) => (
                  <Entry key={queue.id} queue={queue} isCurrent={queue.id === currentId} onPick={() => onPick(queue.id)} />
                ))}
              </ul>
            </section>
          ),
      )}
    </nav>
  );
};
