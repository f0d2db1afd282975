import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { RouteInput } from '../../../../core/contract/index.ts';
import { appQueries } from '../../bridge/app-queries.ts';
import { request } from '../../bridge/request.ts';

const ROOT = ['rubric'] as const;

const versionsQuery = queryOptions({ queryKey: [...ROOT, 'versions'], queryFn: () => request('rubric.listVersions', {}) });
const outdatedQuery = queryOptions({ queryKey: [...ROOT, 'outdated'], queryFn: () => request('rubric.countOutdated', {}) });

/** The rubric's versions, the latest first. */
export const useVersions = () => useQuery(versionsQuery);

/** How many scores were given by an earlier version; nothing while it is not known. */
export const useOutdated = () => useQuery(outdatedQuery).data;

/** Whether whoever is signed in may write the rubric, and the organization it is of. */
export const useRights = (): { isAdmin: boolean; organizationId: string | null } => {
  const { data: session } = useQuery(appQueries.session);
  const organizationId = session?.organizationId ?? null;
  return { isAdmin: session?.memberships.find((one) => one.organizationId === organizationId)?.role === 'admin', organizationId };
};

/** Saves a version on this device; `onSaved` is told once it is there, and then what is shown is read anew. */
export const useSaveRubric = (onSaved: () => void) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (write: RouteInput<'rubric.save'>) => request('rubric.save', write),
    onSuccess: onSaved,
    onSettled: () => client.invalidateQueries({ queryKey: ROOT }),
  });
};
