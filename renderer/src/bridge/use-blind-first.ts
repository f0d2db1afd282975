import { hindranceToAdd } from '../../../core/moments/rights.ts';
import { useAsker } from './use-asker.ts';
import { useSettings } from './use-settings.ts';

/** Whether this person chose to see the judge's values of a call only after his own, and may give some. */
export const useBlindFirst = (): boolean => {
  const [{ blindFirst }] = useSettings();
  const mayDecide = hindranceToAdd(useAsker()) === null;
  return blindFirst && mayDecide;
};
