import { useTranslation } from 'react-i18next';
import type { Queue } from '../../../../core/queues/queue.ts';
import { useLanguage } from '../../i18n/index.ts';
import { inertText } from '../../lib/direction-marks.ts';
import { formatNumber } from '../../lib/format.ts';
import classes from './queue-seat-words.module.css';
import { queueName } from './queue-words.ts';

interface Props {
  queue: Queue;
  /** Who else has the call; null where nobody, undefined where nobody could be asked. */
  heldBy: string | null | undefined;
}

/** Which queue a call is of and how much is left of it; a warning where somebody else has the call. */
export const QueueSeatWords = ({ queue, heldBy }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const name = inertText(queueName(queue, t));
  const words = t('review.queueLeft', { count: queue.free, n: formatNumber(queue.free, language), name });
  return (
    <>
      <span className={classes.root} title={words} data-testid="queue-seat">
        {words}
      </span>
      {heldBy !== null && (
        <span className={classes.held} role="status">
          {heldBy === undefined ? t('review.heldUnknown') : t('review.heldBy', { name: inertText(heldBy || t('outbox.somebody')) })}
        </span>
      )}
    </>
  );
};
