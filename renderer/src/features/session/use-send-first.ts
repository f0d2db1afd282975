import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import type { Outbox } from '../../../../core/contract/routes/outbox.ts';
import { appQueries } from '../../bridge/app-queries.ts';
import { request, toAppError } from '../../bridge/request.ts';
import { unsentOf } from '../../bridge/unsent.ts';

/** `sending`: what is not sent is on its way, and the sign-out comes after it. `left`: not all of it went. */
type Phase = 'asked' | 'sending' | 'left';

/** What is not sent yet, and the way to send it before the session ends. */
export const useSendFirst = (opened: boolean, onAllSent: () => void) => {
  const client = useQueryClient();
  const { data: outbox } = useQuery({ ...appQueries.outbox, enabled: opened });
  const [phase, setPhase] = useState<Phase>('asked');
  const allSent = useEffectEvent(onAllSent);
  const take = (after: Outbox): void => void client.setQueryData(appQueries.outbox.queryKey, after);
  const flush = useMutation({
    mutationFn: () => request('outbox.flush', {}),
    onMutate: () => setPhase('sending'),
    onSuccess: take,
    onError: () => setPhase('left'),
  });
  const unsent = outbox ? unsentOf(outbox) : 0;
  const isUnderWay = flush.isPending || outbox?.state === 'sending';
  useEffect(() => {
    if (phase !== 'sending' || isUnderWay) return;
    setPhase(unsent === 0 ? 'asked' : 'left');
    if (unsent === 0) allSent();
  }, [phase, isUnderWay, unsent]);
  return {
    outbox: outbox ?? null,
    unsent,
    phase: opened ? phase : 'asked',
    failure: flush.error ? toAppError(flush.error).code : null,
    send: () => flush.mutate(),
    /** Asks anew what is not sent. */
    look: () => void client.invalidateQueries({ queryKey: appQueries.outbox.queryKey }),
    forget: () => setPhase('asked'),
  };
};
