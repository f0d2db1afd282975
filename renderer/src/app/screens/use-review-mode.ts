import type { CallDetail } from '../../../../core/calls/call-detail.ts';
import { hindranceToAdd } from '../../../../core/moments/rights.ts';
import { useAsker } from '../../bridge/use-asker.ts';
import { useSettings } from '../../bridge/use-settings.ts';

/** How this person reviews: whether he wants to be blind to the judge, and whether he still is for the call on screen. */
export const useReviewMode = (call: CallDetail | null) => {
  const [settings, update] = useSettings();
  const mayDecide = hindranceToAdd(useAsker()) === null;
  const wantsBlind = settings.blindFirst && mayDecide;
  return {
    wantsBlind,
    isBlind: wantsBlind && call !== null && call.analysis !== null && call.review === null,
    setBlind: (blindFirst: boolean): void => update({ blindFirst }),
  };
};
