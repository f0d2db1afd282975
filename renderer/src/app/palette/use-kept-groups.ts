import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { queueState } from '../../../../core/queues/progress.ts';
import type { Queue } from '../../../../core/queues/queue.ts';
import { facetsQuery } from '../../bridge/facets.ts';
import { queuesQuery, viewsQuery } from '../../bridge/queues.ts';
import { useAsker } from '../../bridge/use-asker.ts';
import { parseCallsSearch } from '../../features/calls/search.ts';
import { queueName } from '../../features/queues/queue-words.ts';
import { useLanguage } from '../../i18n/index.ts';
import { formatNumber } from '../../lib/format.ts';
import type { Entry } from './entry.ts';

/** What a group is made of, and whether it could be read: without a network what this device holds is. */
interface Read {
  readonly entries: Entry[];
  readonly hasFailed: boolean;
  readonly retry: () => void;
}

const readOf = ({ error, data, refetch }: { error: Error | null; data: unknown; refetch: () => unknown }, entries: Entry[]): Read => ({
  entries,
  hasFailed: error !== null && data === undefined,
  retry: () => void refetch(),
});

/** The queues that the person sees, closed ones last. */
export const useQueueEntries = (): Read => {
  const { t } = useTranslation();
  const language = useLanguage();
  const navigate = useNavigate();
  const answer = useQuery(queuesQuery);
  const standing = (queue: Queue): string => {
    const state = queueState(queue);
    const n = formatNumber(queue.items, language);
    return state === 'started' || state === 'done' ? t('queues.doneOf', { done: formatNumber(queue.done, language), n }) : t(`queues.state.${state}`, { n });
  };
  const queues = (answer.data?.queues ?? []).toSorted((a, b) => Number(a.closedAt !== null) - Number(b.closedAt !== null));
  const entries = queues.map((queue) => ({
    id: `queue-${queue.id}`,
    name: queueName(queue, t),
    detail: standing(queue),
    run: () => void navigate({ to: '/queues', search: { queue: queue.id } }),
  }));
  return readOf(answer, entries);
};

/** The saved views of the call list, one's own and shared ones. */
export const useViewEntries = (): Read => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { userId } = useAsker();
  const answer = useQuery(viewsQuery);
  const entries = (answer.data?.views ?? []).map(({ id, name, filters, createdBy, createdByName }) => ({
    id: `view-${id}`,
    name,
    detail: createdBy === userId || createdByName === null ? null : t('views.by', { name: createdByName }),
    run: () => void navigate({ to: '/calls', search: parseCallsSearch(filters) }),
  }));
  return readOf(answer, entries);
};

/** The assistants that calls are there of; each leads to its calls. */
export const useAssistantEntries = (): Read => {
  const { t } = useTranslation();
  const language = useLanguage();
  const navigate = useNavigate();
  const answer = useQuery(facetsQuery);
  const entries = (answer.data?.assistants ?? []).map(({ id, name, calls }) => ({
    id: `assistant-${id}`,
    name: name || t('call.noAgent'),
    detail: t('palette.calls', { count: calls, n: formatNumber(calls, language) }),
    run: () => void navigate({ to: '/calls', search: parseCallsSearch({ assistantIds: [id] }) }),
  }));
  return readOf(answer, entries);
};
