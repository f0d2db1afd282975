import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { request } from '../../bridge/request.ts';

/** Their keys start as those of calls do: an import or another session makes them stale too. */
export const promptQueries = {
  assistants: queryOptions({ queryKey: ['calls', 'prompts', 'assistants'], queryFn: () => request('prompts.listAssistants', {}) }),
  versions: (assistantId: string) =>
    infiniteQueryOptions({
      queryKey: ['calls', 'prompts', 'versions', assistantId],
      queryFn: ({ pageParam }) => request('prompts.listVersions', { assistantId, before: pageParam }),
      initialPageParam: null as number | null,
      getNextPageParam: (last) => last.next ?? undefined,
    }),
  /** Its key starts as the outbox's does: what changes that changes this. */
  waiting: (assistantId: string) => queryOptions({ queryKey: ['outbox', 'prompts', assistantId], queryFn: () => request('prompts.listWaiting', { assistantId }) }),
  /** A text never changes, so that it is asked for once. */
  text: (promptId: string) => queryOptions({ queryKey: ['prompt-text', promptId], queryFn: () => request('prompts.get', { promptId }), staleTime: Infinity }),
};
