import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { RouteInput } from '../../../../core/contract/index.ts';
import type { People } from '../../../../core/contract/routes/members.ts';
import { request, toAppError } from '../../bridge/request.ts';

type Change = 'members.invite' | 'members.withdraw' | 'members.changeRole' | 'members.remove';
type Asked = { [K in Change]: { route: K; input: RouteInput<K> } }[Change];

/** The organization's people, read anew each time the dialog opens, and the changes an admin can make. */
export const usePeople = (organizationId: string, opened: boolean) => {
  const client = useQueryClient();
  const queryKey = ['members', organizationId];
  const { data, error, refetch } = useQuery({ queryKey, queryFn: () => request('members.list', {}), enabled: opened, staleTime: 0, gcTime: 0 });
  const change = useMutation({
    mutationFn: ({ route, input }: Asked): Promise<People> => request(route, input),
    onSuccess: (people) => client.setQueryData(queryKey, people),
  });
  const failure = change.error ?? error;
  return { people: data ?? null, change, failure: failure ? toAppError(failure).code : null, retry: () => void refetch() };
};
