import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { use } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallRow } from '../../../../core/calls/call-row.ts';
import type { Queue, SkipReason } from '../../../../core/queues/queue.ts';
import { QueueSeatWords } from '../../features/queues/queue-seat-words.tsx';
import { queueName } from '../../features/queues/queue-words.ts';
import { inertText } from '../../lib/direction-marks.ts';
import { UndoContext } from '../../lib/undo.tsx';
import { usePrefetchCalls } from './use-prefetch-calls.ts';
import { nextInQueue, useQueueSeat } from './use-queue-seat.ts';

/** Calls of the list that are read before one comes to them. */
const AHEAD = 3;

interface From {
  readonly callId: string;
  /** How the call is called, for whoever wants to go back to it. */
  readonly name: string;
  readonly queueId: string | null;
  /** The list one came from, and where the call stands in it; -1 where it does not. */
  readonly rows: readonly CallRow[];
  readonly at: number;
  readonly open: (callId: string) => void;
}

/** Where a review leads: on to the next call of the queue, or else of the list, which is read ahead. */
export interface Onward {
  readonly queue: Queue | null;
  /** Which queue it is and who else has the call, in words. */
  readonly seat: React.ReactNode;
  readonly onCompleted: () => void;
  /** Null where one did not come from a queue. */
  readonly onSkip: ((reason: SkipReason) => void) | null;
}

export const useOnward = ({ callId, name, queueId, rows, at, open }: From): Onward => {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const undo = use(UndoContext);
  const seat = useQueueSeat(queueId, callId);
  const ofList = at === -1 ? [] : rows.slice(at + 1, at + 1 + AHEAD).map(({ id }) => id);
  /** Whoever is faster than the answer waits for it. A workspace that does not tell is as good as an empty queue: the queue's own screen says more. */
  const nextOf = (queue: string): Promise<string | null> | string | null => seat?.next ?? client.fetchQuery(nextInQueue(queue, callId)).then(({ next }) => next, () => null);
  usePrefetchCalls(queueId === null ? ofList : (seat?.ahead ?? []));
  const onward = async (words: string): Promise<void> => {
    const next = queueId === null ? ofList[0] : await nextOf(queueId);
    if (next != null) open(next);
    else if (queueId !== null) void navigate({ to: '/queues', search: { queue: queueId } });
    const isLast = next == null && seat !== null;
    undo.offer({ words: isLast ? t('review.queueEmpty', { name: inertText(queueName(seat.queue, t)) }) : words, undo: () => open(callId) });
  };
  return {
    queue: seat?.queue ?? null,
    seat: seat && <QueueSeatWords queue={seat.queue} heldBy={seat.heldBy} />,
    onCompleted: () => void onward(t('review.backToIt', { name: inertText(name) })),
    onSkip: seat && ((reason) => void seat.skip(reason).then(() => onward(t('review.skipped', { why: t(`queues.reason.${reason}`) })))),
  };
};
