import { queryOptions, useQuery } from '@tanstack/react-query';
import type { JudgeSettings } from '../../../../core/contract/routes/scoring.ts';
import { request } from '../../bridge/request.ts';

/** The model judge's settings; the key is not among them. */
export const judgeQuery = queryOptions({ queryKey: ['scoring', 'judge'], queryFn: () => request('scoring.judge', {}), staleTime: Infinity });

/** Whether the model can be asked: it has a key, or it runs on this machine, to which alone an address without encryption may lead. */
export const canAsk = ({ key, baseUrl }: JudgeSettings): boolean => key.kept !== 'none' || baseUrl.startsWith('http:');

/** The model that can be asked; null where there is none. */
export const useModel = (enabled: boolean): string | null => {
  const { data } = useQuery({ ...judgeQuery, enabled });
  return data && canAsk(data) ? data.model : null;
};
