import { queryOptions } from '@tanstack/react-query';
import { request } from './request.ts';

/** What every screen may need to know of the app itself; kept fresh by events, never by polling. */
export const appQueries = {
  info: queryOptions({ queryKey: ['app', 'info'], queryFn: () => request('app.getInfo', {}), staleTime: Infinity }),
  settings: queryOptions({
    queryKey: ['app', 'settings'],
    queryFn: () => request('app.getSettings', {}),
    staleTime: Infinity,
  }),
  workspace: queryOptions({
    queryKey: ['app', 'workspace'],
    queryFn: () => request('app.getWorkspaceState', {}),
    staleTime: Infinity,
  }),
  window: queryOptions({
    queryKey: ['app', 'window'],
    queryFn: () => request('window.getState', {}),
    staleTime: Infinity,
  }),
  /** What is not sent yet: the chip, the banner and the sign-out all speak of it. */
  outbox: queryOptions({ queryKey: ['outbox'], queryFn: () => request('outbox.list', {}), staleTime: Infinity }),
  session: queryOptions({ queryKey: ['session'], queryFn: () => request('session.get', {}), staleTime: Infinity }),
};
