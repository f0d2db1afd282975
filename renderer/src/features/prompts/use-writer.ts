import { hindranceToWrite, type PromptHindrance } from '../../../../core/prompts/rights.ts';
import { useAsker } from '../../bridge/use-asker.ts';

/** Why the person may not write versions here; null where he may. */
export const useHindrance = (): PromptHindrance => {
  const { role, userId } = useAsker();
  return hindranceToWrite({ role, isSignedIn: userId !== null });
};
