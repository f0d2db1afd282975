import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { RouteInput } from '../../../../core/contract/index.ts';
import type { WaitingPrompt } from '../../../../core/prompts/prompt.ts';
import { request } from '../../bridge/request.ts';
import { useEvent } from '../../bridge/use-event.ts';
import { promptQueries } from './queries.ts';

export interface PromptChanges {
  /** What the workspace does not have yet, in order. */
  readonly waiting: readonly WaitingPrompt[];
  readonly save: ReturnType<typeof useSave>;
  readonly makeCurrent: ReturnType<typeof useMakeCurrent>;
}

const useSave = (assistantId: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: Omit<RouteInput<'prompts.saveVersion'>, 'assistantId'>) => request('prompts.saveVersion', { assistantId, ...input }),
    onSuccess: (answer) => client.setQueryData(promptQueries.waiting(assistantId).queryKey, answer),
  });
};

const useMakeCurrent = (assistantId: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: Omit<RouteInput<'prompts.makeCurrent'>, 'assistantId'>) => request('prompts.makeCurrent', { assistantId, ...input }),
    onSuccess: (answer) => client.setQueryData(promptQueries.waiting(assistantId).queryKey, answer),
  });
};

/** What was done with an assistant's prompts and is on its way; whenever something of it has arrived the versions are read anew. */
export const usePromptChanges = (assistantId: string): PromptChanges => {
  const client = useQueryClient();
  const { data } = useQuery(promptQueries.waiting(assistantId));
  useEvent('documents.changed', () => void client.invalidateQueries({ queryKey: ['calls', 'prompts'] }));
  return { waiting: data?.waiting ?? [], save: useSave(assistantId), makeCurrent: useMakeCurrent(assistantId) };
};
