import { QueryClient } from '@tanstack/react-query';
import { AppError } from '../../../core/contract/errors.ts';

const PASSING = new Set(['workspace_unavailable', 'internal', 'store_unavailable']);

/** Answers come from main, which has a cache: queries never wait for the browser's idea of being online. */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        staleTime: 30_000,
        gcTime: 10 * 60_000,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        retry: (failures, error) => failures < 2 && error instanceof AppError && PASSING.has(error.code),
        retryDelay: 400,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
