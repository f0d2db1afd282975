import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { RouteInput } from '../../../../core/contract/index.ts';
import type { Checkout, Checkouts } from '../../../../core/contract/routes/checkouts.ts';
import { request, toAppError } from '../../bridge/request.ts';
import { useEvent } from '../../bridge/use-event.ts';

type Change = 'checkouts.start' | 'checkouts.pause' | 'checkouts.resume' | 'checkouts.remove';
type Asked = { [K in Change]: { route: K; input: RouteInput<K> } }[Change];

const query = queryOptions({ queryKey: ['checkouts'], queryFn: () => request('checkouts.list', {}), staleTime: 0 });

/** The checkouts with one as it stands now. */
export const withProgress = (all: Checkouts, one: Checkout): Checkouts => ({
  ...all,
  checkouts: all.checkouts.map((known) => (known.checkoutId === one.checkoutId ? one : known)),
});

/** What was taken along on this device, followed live while it is looked at, and the changes a person can make. */
export const useCheckouts = (enabled: boolean) => {
  const client = useQueryClient();
  const { data, error, refetch } = useQuery({ ...query, enabled });
  useEvent('checkouts.progressed', (one) => {
    const before = client.getQueryData(query.queryKey);
    if (!before) return;
    const known = before.checkouts.find(({ checkoutId }) => checkoutId === one.checkoutId);
    client.setQueryData(query.queryKey, withProgress(before, one));
    // What they take together, and a new one among them, is main's to say.
    if (known?.state !== one.state && enabled) void client.invalidateQueries({ queryKey: query.queryKey });
  });
  const change = useMutation({
    mutationFn: ({ route, input }: Asked): Promise<Checkouts> => request(route, input),
    onSuccess: (all) => {
      client.setQueryData(query.queryKey, all);
      void client.invalidateQueries({ queryKey: ['calls', 'held'] });
    },
  });
  const failure = change.error ?? error;
  return { all: data ?? null, change, failure: failure ? toAppError(failure).code : null, retry: () => void refetch() };
};
