import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { use } from 'react';
import { useTranslation } from 'react-i18next';
import type { Queue, SkipReason } from '../../../../core/queues/queue.ts';
import { callQueries } from '../../features/call/queries.ts';
import { QueueSeatWords } from '../../features/queues/queue-seat-words.tsx';
import { queueName } from '../../features/queues/queue-words.ts';
import { inertText } from '../../lib/direction-marks.ts';
import { UndoContext } from '../../lib/undo.tsx';
import type { Neighbours } from './use-neighbours.ts';
import { usePrefetchCalls } from './use-prefetch-calls.ts';
import { nextInQueue, useQueueSeat } from './use-queue-seat.ts';

/** Calls of the list that are read before one comes to them. */
const AHEAD = 3;

interface From {
  readonly callId: string;
  /** How the call is called, for whoever wants to go back to it. */
  readonly name: string;
  readonly queueId: string | null;
  readonly neighbours: Neighbours;
}

/** Where a review leads: on to the next call of the queue, or else of the list, which is read ahead. */
export interface Onward {
  readonly queue: Queue | null;
  /** Which queue it is and who else has the call, in words. */
  readonly seat: React.ReactNode;
  readonly onCompleted: () => Promise<void>;
  /** Null where one did not come from a queue. */
  readonly onSkip: ((reason: SkipReason) => void) | null;
}

export const useOnward = ({ callId, name, queueId, neighbours: { ids, at, open, hand } }: From): Onward => {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const undo = use(UndoContext);
  const seat = useQueueSeat(queueId, callId, hand);
  const ofList = at === -1 ? [] : ids.slice(at + 1, at + 1 + AHEAD);
  /** Whoever is faster than the answer waits for it. A workspace that does not tell is as good as an empty queue: the queue's own screen says more. */
  const nextOf = (queue: string): Promise<string | null> | string | null => seat?.next ?? client.fetchQuery(nextInQueue(queue, callId)).then(({ next }) => next, () => null);
  usePrefetchCalls(queueId === null ? ofList : (seat?.ahead ?? []));
  const onward = async (words: string): Promise<void> => {
    const next = queueId === null ? ofList[0] : await nextOf(queueId);
    if (next != null) await open(next);
    else if (queueId !== null) await navigate({ to: '/queues', search: { queue: queueId } });
    const isLast = next == null && seat !== null;
    undo.offer({ words: isLast ? t('review.queueEmpty', { name: inertText(queueName(seat.queue, t)) }) : words, undo: () => void open(callId) });
  };
  const onCompleted = async (): Promise<void> => {
    const analysis = client.getQueryData(callQueries.detail(callId).queryKey)?.call.analysis;
    await onward(t('review.backToIt', { name: inertText(name) }));
    hand.settle({ callId, how: 'done', at: new Date().toISOString(), score: analysis?.qciTotalScore ?? null, band: analysis?.status ?? null });
  };
  return {
    queue: seat?.queue ?? null,
    seat: seat && <QueueSeatWords queue={seat.queue} heldBy={seat.heldBy} />,
    onCompleted,
    onSkip: seat && ((reason) => void seat.skip(reason).then(() => onward(t('review.skipped', { why: t(`queues.reason.${reason}`) })))),
  };
};
