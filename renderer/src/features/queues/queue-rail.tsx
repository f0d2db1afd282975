import { IconCheck, IconLock, IconPlayerSkipForward, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Queue, QueueItem } from '../../../../core/queues/queue.ts';
import { toAppError } from '../../bridge/request.ts';
import { useAsker } from '../../bridge/use-asker.ts';
import { useLanguage } from '../../i18n/index.ts';
import { inertText } from '../../lib/direction-marks.ts';
import { useDelayed } from '../../lib/hooks.ts';
import { formatNumber } from '../../lib/format.ts';
import { BandGlyph } from '../../ui/glyphs.tsx';
import { KeyTooltip } from '../../ui/keycap.tsx';
import { Rail, type RailCell, type RailState } from '../../ui/rail/rail.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { stateWords } from './item-cells.tsx';
import classes from './queue-rail.module.css';
import { queueName } from './queue-words.ts';

const SKELETONS = 12;
const icon = { size: 14, stroke: 2, 'aria-hidden': true } as const;

interface Props extends RailState {
  /** Null while it is not read. */
  queue: Queue | null;
  items: readonly QueueItem[];
  error: Error | null;
  currentId: string;
  /** Numbers of the machine, and what it says happened, are not to be seen before one has given his own. */
  isBlind: boolean;
  backKey: string | undefined;
  onOpen: (callId: string) => void;
  onBack: () => void;
  onRetry: () => void;
}

const Glyph = ({ item, ownId, isHidden }: { item: QueueItem; ownId: string | null; isHidden: boolean }): React.JSX.Element => {
  if (item.state === 'done') return <IconCheck {...icon} className={classes.done} />;
  if (item.state === 'taken' && item.takenBy !== ownId) return <IconLock {...icon} className={classes.locked} />;
  if (item.state === 'skipped') return <IconPlayerSkipForward {...icon} className={classes.skipped} />;
  return <BandGlyph band={isHidden ? 'none' : (item.band ?? 'none')} />;
};

const Failure = ({ error, onRetry }: { error: Error; onRetry: () => void }): React.JSX.Element => {
  const { t } = useTranslation();
  const label = t('queues.railAgain');
  return (
    <div className={classes.failure}>
      <span className="st-visually-hidden" role="alert">
        {t('queues.railFailed')} {t(`error.${toAppError(error).code}`)}
      </span>
      <KeyTooltip label={`${t('queues.railFailed')}. ${t(`error.${toAppError(error).code}`)}`} detail={label}>
        <button type="button" aria-label={label} onClick={onRetry}>
          <IconRefresh size={16} stroke={1.6} aria-hidden="true" />
        </button>
      </KeyTooltip>
    </div>
  );
};

/** The calls of the queue one works through, in its order, of which a rail shows states only; what somebody else has is locked. */
export const QueueRail = ({ queue, items, error, currentId, isBlind, backKey, isOpen, toggle, onOpen, onBack, onRetry }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { userId: ownId } = useAsker();
  const isWaiting = queue === null && error === null;
  const showSkeleton = useDelayed(isWaiting);
  const current = items.findIndex(({ callId }) => callId === currentId);
  const cell = (index: number): RailCell | null => {
    const item = items[index];
    if (!item || !queue) return null;
    const isHidden = isBlind && !(item.state === 'done' && item.doneBy === ownId);
    const state = stateWords(item, { t, language, ownId, queue, isBlind });
    const score = isHidden ? '··' : item.score === null ? '–' : formatNumber(item.score, language);
    const agent = inertText(item.assistantName ?? t('call.noAgent'));
    return {
      id: item.id,
      glyph: <Glyph item={item} ownId={ownId} isHidden={isHidden} />,
      score,
      label: inertText(t('queues.railCell', { n: formatNumber(item.place, language), agent, state, score: isHidden ? t('queues.hidden') : score })),
      glyphLabel: null,
      name: item.assistantName ?? t('call.noAgent'),
      aside: state,
      summary: isHidden ? null : item.summary,
      title: inertText([state, isHidden ? null : item.summary].filter((part) => part !== null).join(' · ')),
      isDone: item.state === 'done',
      onOpen: () => onOpen(item.callId),
    };
  };
  return (
    <Rail
      label={queue ? t('queues.rail', { name: inertText(queueName(queue, t)) }) : t('shell.queues')}
      back={{ label: t('queues.backToQueue'), keycap: backKey, onBack }}
      count={items.length}
      current={current}
      cell={cell}
      isOpen={isOpen}
      toggle={toggle}
      place={current >= 0 ? `${formatNumber(current + 1, language)} / ${formatNumber(items.length, language)}` : null}
      isBusy={isWaiting}
    >
      {showSkeleton && (
        <div className={classes.skeleton}>
          {Array.from({ length: SKELETONS }, (_, row) => (
            <Skeleton key={row} width={32} />
          ))}
        </div>
      )}
      {queue === null && error && <Failure error={error} onRetry={onRetry} />}
      {queue !== null && items.length === 0 && (
        <p className={classes.empty} title={t('queues.empty')}>
          <span aria-hidden="true">–</span>
          <span className="st-visually-hidden">{t('queues.empty')}</span>
        </p>
      )}
    </Rail>
  );
};
