import { useQueryClient } from '@tanstack/react-query';
import { use, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppErrorCode } from '../../../../core/contract/errors.ts';
import type { RouteInput } from '../../../../core/contract/index.ts';
import type { Moment } from '../../../../core/moments/moment.ts';
import { putMoments } from '../../bridge/put-moments.ts';
import { request, toAppError } from '../../bridge/request.ts';
import { UndoContext } from '../../lib/undo.tsx';

type Change = 'moments.mark' | 'moments.change' | 'moments.delete' | 'moments.comment' | 'moments.share';
type Of<K extends Change> = Omit<RouteInput<K>, 'callId'>;

export interface MomentChanges {
  /** Each is true once it is journaled on this device; else `failure` says why not. */
  readonly mark: (what: Of<'moments.mark'>) => Promise<boolean>;
  readonly change: (what: Of<'moments.change'>) => Promise<boolean>;
  /** Deletes a moment, and offers to bring it back. */
  readonly remove: (moment: Moment) => Promise<boolean>;
  readonly comment: (what: Of<'moments.comment'>) => Promise<boolean>;
  readonly share: (what: Of<'moments.share'>) => Promise<boolean>;
  /** Why the last change was not taken; null where it was. */
  readonly failure: AppErrorCode | null;
}

/** What can be done with a call's moments. Every screen that shows them has the change with its answer. */
export const useMomentChanges = (callId: string): MomentChanges => {
  const { t } = useTranslation();
  const client = useQueryClient();
  const undo = use(UndoContext);
  const [failure, setFailure] = useState<AppErrorCode | null>(null);
  const send = async (asking: Promise<{ moments: Moment[] }>): Promise<boolean> => {
    try {
      putMoments(client, callId, (await asking).moments);
      setFailure(null);
      return true;
    } catch (error) {
      setFailure(toAppError(error).code);
      return false;
    }
  };
  const remove = async ({ id: momentId, version, startMs, endMs, label, kind, note }: Moment): Promise<boolean> => {
    const isDone = await send(request('moments.delete', { callId, momentId, deleted: true, seen: { version, startMs, endMs, label, kind, note } }));
    const bringBack = (): void => void send(request('moments.delete', { callId, momentId, deleted: false }));
    if (isDone) undo.offer({ words: t('moment.deleted', { label }), undo: bringBack });
    return isDone;
  };
  return {
    mark: (what) => send(request('moments.mark', { callId, ...what })),
    change: (what) => send(request('moments.change', { callId, ...what })),
    remove,
    comment: (what) => send(request('moments.comment', { callId, ...what })),
    share: (what) => send(request('moments.share', { callId, ...what })),
    failure,
  };
};
