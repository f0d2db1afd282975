import { useQuery } from '@tanstack/react-query';
import { promptQueries } from './queries.ts';
import type { Shown } from './shown.ts';

export interface TextState {
  /** Null until it is read. */
  readonly content: string | null;
  readonly error: Error | null;
  readonly retry: () => void;
}

const NONE = '00000000-0000-4000-8000-000000000000';

/** The text of a version by its id; nothing is asked for where there is none. */
export const usePromptText = (promptId: string | null): TextState => {
  const { data, error, refetch } = useQuery({ ...promptQueries.text(promptId ?? NONE), enabled: promptId !== null });
  return { content: promptId === null ? null : (data?.content ?? null), error, retry: () => void refetch() };
};

/** The text of what is shown, wherever it lies. */
export const useShownText = (shown: Shown): TextState => {
  const read = usePromptText(shown.kind === 'version' ? shown.version.id : shown.kind === 'text' ? shown.promptId : null);
  if (shown.kind === 'draft') return { ...read, content: shown.draft.content };
  return shown.kind === 'waiting' ? { ...read, content: shown.waiting.content } : read;
};
