import { bestMatches } from '../../../../core/text/match-words.ts';
import type { CommandId } from '../../lib/commands.tsx';
import { MOST, type Entry, type Group, type GroupName } from './entry.ts';
import { useFoundCalls, type FoundCalls } from './use-found-calls.ts';
import { useAssistantEntries, useQueueEntries, useViewEntries } from './use-kept-groups.ts';
import { useCommandEntries, useMenuEntries, useScreenEntries } from './use-own-groups.ts';

export interface Found {
  /** Those that hold something, or will. */
  readonly groups: readonly Group[];
  readonly calls: FoundCalls;
  /** What could not be read, and the way to try again. */
  readonly failed: readonly GroupName[];
  readonly retry: () => void;
}

const best = (typed: string, entries: readonly Entry[]): Entry[] => bestMatches(typed, entries, (entry) => entry, MOST);

/** All that the typed words find; before anything is typed what can be done and where one can go. */
export const useGroups = (typed: string, answered: ReadonlySet<CommandId>): Found => {
  const commands = useCommandEntries(answered);
  const menu = useMenuEntries(answered);
  const screens = useScreenEntries();
  const read = { queues: useQueueEntries(), views: useViewEntries(), assistants: useAssistantEntries() };
  const calls = useFoundCalls(typed);
  const hasWords = typed.trim() !== '';
  const ofWords = (entries: readonly Entry[]): Entry[] => (hasWords ? best(typed, entries) : []);
  const groups: Group[] = [
    { name: 'commands', entries: best(typed, hasWords ? [...commands, ...menu] : commands) },
    { name: 'screens', entries: best(typed, screens) },
    { name: 'queues', entries: ofWords(read.queues.entries) },
    { name: 'views', entries: ofWords(read.views.entries) },
    { name: 'assistants', entries: ofWords(read.assistants.entries) },
    { name: 'calls', entries: calls.entries, isLoading: calls.isLoading },
  ];
  const unread = (['queues', 'views', 'assistants'] as const).filter((name) => hasWords && read[name].hasFailed);
  return {
    groups: groups.filter(({ entries, isLoading }) => entries.length > 0 || isLoading === true),
    calls,
    failed: calls.error === null ? unread : [...unread, 'calls'],
    retry: () => {
      for (const name of unread) read[name].retry();
      if (calls.error !== null) calls.retry();
    },
  };
};
