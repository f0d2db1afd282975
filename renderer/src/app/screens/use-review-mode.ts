import type { Queue } from '../../../../core/queues/queue.ts';
import type { CallDetail } from '../../../../core/calls/call-detail.ts';
import { hindranceToAdd } from '../../../../core/moments/rights.ts';
import { useAsker } from '../../bridge/use-asker.ts';
import { useSettings } from '../../bridge/use-settings.ts';

/** How this person reviews: whether he wants to be blind to the judge, or his queue has him be, and whether he still is for the call on screen. */
export const useReviewMode = (call: CallDetail | null, queue: Queue | null) => {
  const [settings, update] = useSettings();
  const mayDecide = hindranceToAdd(useAsker()) === null;
  const isBlindQueue = queue !== null && (queue.blind || queue.kind === 'calibration');
  const wantsBlind = (settings.blindFirst || isBlindQueue) && mayDecide;
  return {
    wantsBlind,
    isBlind: wantsBlind && call !== null && call.analysis !== null && call.review === null,
    /** Null where the queue decides. */
    setBlind: isBlindQueue ? null : (blindFirst: boolean): void => update({ blindFirst }),
  };
};
