import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { use, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../../../core/contract/index.ts';
import type { Queue } from '../../../../core/queues/queue.ts';
import { keepsQueue } from '../../../../core/queues/rights.ts';
import { queueQuery, useQueueChange } from '../../bridge/queues.ts';
import { request, toAppError } from '../../bridge/request.ts';
import { useAsker } from '../../bridge/use-asker.ts';
import { ItemsBar } from '../../features/queues/items-bar.tsx';
import { ItemsGrid, ItemsSkeleton } from '../../features/queues/items-grid.tsx';
import { QueueHead } from '../../features/queues/queue-head.tsx';
import { EmptyQueue, QueuesError } from '../../features/queues/queues-states.tsx';
import { useLanguage } from '../../i18n/index.ts';
import { formatNumber } from '../../lib/format.ts';
import { useDelayed } from '../../lib/hooks.ts';
import { CheckoutsContext } from '../checkouts-context.ts';

/** What was said last at the foot of the screen. */
export interface Said {
  readonly words: string;
  readonly isWarning: boolean;
}

interface Props {
  queue: Queue;
  say: (said: Said | null) => void;
  onFill: () => void;
  onEdit: () => void;
  onChange: (change: { closed?: boolean; deleted?: boolean }) => void;
}

const NONE: ReadonlySet<string> = new Set();

/** The first free call that nobody else takes in the same moment; null where there is none. Where locks cannot be asked for, the first free one. */
const takeFirst = async (queueId: string): Promise<string | null> => {
  const { next, following } = await request('queues.next', { queueId });
  for (const callId of next === null ? [] : [next, ...following]) {
    const { state } = await request('queues.take', { queueId, callId });
    if (state !== 'held') return callId;
  }
  return null;
};

/** What can be done with chosen calls, and what came of it. */
const useItemDeeds = (queueId: string, items: RouteOutput<'queues.get'>['items'], selected: ReadonlySet<string>, done: (said: Said | null) => void) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { change } = useQueueChange();
  const seen = items.filter(({ id }) => selected.has(id)).map(({ id, version }) => ({ id, version }));
  const of = { queueId, items: seen };
  const failed = (error: Error): void => done({ words: t(`error.${toAppError(error).code}`), isWarning: true });
  const counted = (answer: object): void => {
    const left = 'left' in answer && Array.isArray(answer.left) ? answer.left.length : 0;
    done(left > 0 ? { words: t('queues.left', { count: left, n: formatNumber(left, language) }), isWarning: true } : null);
  };
  return {
    isBusy: change.isPending,
    assign: (userId: string | null) => change.mutate({ route: 'queues.assign', input: { ...of, opId: crypto.randomUUID(), userId } }, { onSuccess: counted, onError: failed }),
    reopen: () => change.mutate({ route: 'queues.reopen', input: { ...of, opId: crypto.randomUUID() } }, { onSuccess: counted, onError: failed }),
    remove: () => change.mutate({ route: 'queues.remove', input: { ...of, opId: crypto.randomUUID() } }, { onSuccess: counted, onError: failed }),
  };
};

/** Opens the first free call, or says that there is none. */
const useStart = (queueId: string, say: Props['say'], open: (callId: string) => void) => {
  const { t } = useTranslation();
  const [isStarting, setStarting] = useState(false);
  const start = async (): Promise<void> => {
    setStarting(true);
    try {
      const callId = await takeFirst(queueId);
      if (callId === null) say({ words: t('queues.nothingFree'), isWarning: true });
      else open(callId);
    } catch (failure) {
      say({ words: t(`error.${toAppError(failure).code}`), isWarning: true });
    } finally {
      setStarting(false);
    }
  };
  return { start, isStarting };
};

/** The queue that is looked at: its head, and its calls or what there is instead of them. */
export const QueueBody = ({ queue: listed, say, onFill, onEdit, onChange }: Props): React.JSX.Element => {
  const navigate = useNavigate();
  const asker = useAsker();
  const { take } = use(CheckoutsContext);
  const { data, error, errorUpdatedAt, isPending, refetch } = useQuery(queueQuery(listed.id));
  const showSkeleton = useDelayed(isPending);
  const [selected, setSelected] = useState(NONE);
  const queue = data?.queue ?? listed;
  const items = data?.items ?? [];
  const deeds = useItemDeeds(queue.id, items, selected, (said) => {
    say(said);
    if (said === null) setSelected(NONE);
  });
  const open = (callId: string): void => void navigate({ to: '/calls/$callId', params: { callId }, search: { queue: queue.id }, state: { fromQueue: true } });
  const { start, isStarting } = useStart(queue.id, say, open);
  const isFillable = keepsQueue(asker, queue) && queue.closedAt === null;
  return (
    <>
      <QueueHead
        queue={queue}
        isStarting={isStarting}
        onStart={() => void start()}
        onFill={onFill}
        onEdit={onEdit}
        onChange={onChange}
        onTakeOffline={items.length === 0 ? null : () => take({ from: 'calls', callIds: items.map(({ callId }) => callId) })}
      />
      {error && !data && <QueuesError error={error} failedAt={errorUpdatedAt} onRetry={() => void refetch()} />}
      {isPending && <ItemsSkeleton shown={showSkeleton} />}
      {data && items.length === 0 && <EmptyQueue isFlags={queue.collectsFlags} onFill={isFillable ? onFill : null} />}
      {items.length > 0 && (
        <ItemsGrid queue={queue} items={items} selected={selected} onSelect={setSelected} onOpen={({ callId }) => open(callId)}>
          <ItemsBar queue={queue} count={selected.size} isBusy={deeds.isBusy} onAssign={deeds.assign} onReopen={deeds.reopen} onRemove={deeds.remove} onClear={() => setSelected(NONE)} />
        </ItemsGrid>
      )}
    </>
  );
};
