import { useQuery } from '@tanstack/react-query';
import { useNavigate, useRouterState, useSearch } from '@tanstack/react-router';
import { use, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Queue } from '../../../../core/queues/queue.ts';
import { leavePlace } from '../../bridge/place.ts';
import { queuesQuery, useQueueChange } from '../../bridge/queues.ts';
import { toAppError } from '../../bridge/request.ts';
import { FillDialog, type Filling } from '../../features/queues/fill-dialog.tsx';
import { QueueDialog } from '../../features/queues/queue-dialog.tsx';
import { QueueList } from '../../features/queues/queue-list.tsx';
import { queueName } from '../../features/queues/queue-words.ts';
import { NoQueues, QueuesError, QueuesStrip } from '../../features/queues/queues-states.tsx';
import { ItemsSkeleton } from '../../features/queues/items-grid.tsx';
import { parseQueuesSearch } from '../../features/queues/search.ts';
import { useLanguage } from '../../i18n/index.ts';
import { forgetPosition } from '../../lib/call-position.ts';
import { inertText } from '../../lib/direction-marks.ts';
import { formatNumber } from '../../lib/format.ts';
import { useDelayed } from '../../lib/hooks.ts';
import { UndoContext } from '../../lib/undo.tsx';
import { filterOfView } from './filter-of-view.ts';
import { QueueBody, type Said } from './queue-body.tsx';
import classes from './queues-screen.module.css';

type Deed = { closed?: boolean; deleted?: boolean };

/** Closing, opening and deleting a queue; what was done can be taken back. */
const useQueueDeeds = (say: (said: Said | null) => void) => {
  const { t } = useTranslation();
  const offer = use(UndoContext);
  const { change } = useQueueChange();
  const send = (queue: Queue, version: number, fields: Deed, onSuccess?: () => void): void =>
    change.mutate(
      { route: 'queues.save', input: { queueId: queue.id, opId: crypto.randomUUID(), version, ...fields } },
      { onSuccess: () => onSuccess?.(), onError: (error) => say({ words: t(`error.${toAppError(error).code}`), isWarning: true }) },
    );
  return (queue: Queue, fields: Deed): void =>
    send(queue, queue.version, fields, () => {
      const name = inertText(queueName(queue, t));
      if (fields.deleted) offer.offer({ words: t('queues.deleted', { name }), undo: () => send(queue, queue.version + 1, { deleted: false }) });
      else if (fields.closed) offer.offer({ words: t('queues.closed', { name }), undo: () => send(queue, queue.version + 1, { closed: false }) });
    });
};

/** What came of a filling, in words. */
const useFilledWords = () => {
  const { t } = useTranslation();
  const language = useLanguage();
  return ({ added, already }: { added: number; already: number }): Said => {
    const first = t('queues.added', { count: added, n: formatNumber(added, language) });
    return { words: already > 0 ? `${first} ${t('queues.already', { count: already, n: formatNumber(already, language) })}` : first, isWarning: false };
  };
};

const currentOf = (queues: readonly Queue[], wanted: string | undefined): Queue | undefined =>
  queues.find(({ id }) => id === wanted) ?? queues.find(({ closedAt }) => closedAt === null) ?? queues[0];

/** What there is where no queue is: a skeleton, an error, or how to begin. */
const Instead = ({ onNew }: { onNew: () => void }): React.JSX.Element | null => {
  const { t } = useTranslation();
  const { data, error, errorUpdatedAt, isPending, refetch } = useQuery(queuesQuery);
  const showSkeleton = useDelayed(isPending);
  return (
    <>
      <h1 className="st-visually-hidden">{t('shell.queues')}</h1>
      {error && !data && <QueuesError error={error} failedAt={errorUpdatedAt} onRetry={() => void refetch()} />}
      {isPending && !error && <ItemsSkeleton shown={showSkeleton} />}
      {data && <NoQueues onNew={onNew} />}
    </>
  );
};

/** The queues, and the calls of the one that is looked at, which the address names. */
export const QueuesScreen = (): React.JSX.Element => {
  const navigate = useNavigate();
  const { queue: wanted } = useSearch({ from: '/queues', select: parseQueuesSearch, structuralSharing: true });
  const { filled, newQueue } = useRouterState({ select: ({ location }) => location.state });
  const { data } = useQuery(queuesQuery);
  const filledWords = useFilledWords();
  const [said, setSaid] = useState<Said | null>(() => (filled ? filledWords(filled) : null));
  const [editing, setEditing] = useState<Queue | 'new' | null>(() => (newQueue ? 'new' : null));
  const [filling, setFilling] = useState<Filling | null>(null);
  const deed = useQueueDeeds(setSaid);
  useEffect(() => {
    forgetPosition();
    leavePlace();
  }, []);
  const queues = data?.queues ?? [];
  const current = currentOf(queues, wanted);
  const pick = (queue: string): void => {
    setSaid(null);
    void navigate({ to: '/queues', search: { queue }, replace: true });
  };
  const onNew = (): void => setEditing('new');
  return (
    <main className={classes.root}>
      {current && <QueueList queues={queues} currentId={current.id} onPick={pick} onNew={onNew} />}
      <div className={classes.body} data-alone={current === undefined || undefined}>
        {current ? (
          <QueueBody
            key={current.id}
            queue={current}
            say={setSaid}
            onFill={() => setFilling({ queueId: current.id, pointed: { from: 'views' } })}
            onEdit={() => setEditing(current)}
            onChange={(fields) => deed(current, fields)}
          />
        ) : (
          <Instead onNew={onNew} />
        )}
        <QueuesStrip source={data?.source ?? null} asOf={data?.asOf ?? null} said={said} />
      </div>
      <QueueDialog
        queue={editing}
        onClose={() => setEditing(null)}
        onSaved={(queue) => {
          setEditing(null);
          pick(queue);
        }}
      />
      <FillDialog
        filling={filling}
        filterOf={filterOfView}
        onClose={() => setFilling(null)}
        onNewQueue={onNew}
        onFilled={(_queue, counts) => {
          setFilling(null);
          setSaid(filledWords(counts));
        }}
      />
    </main>
  );
};
