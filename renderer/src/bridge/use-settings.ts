import { useQuery, useQueryClient } from '@tanstack/react-query';
import { CALL_LIST_WIDTH, SCORE_WIDTH, type Settings } from '../../../core/contract/routes/app.ts';
import { appQueries } from './app-queries.ts';
import { request } from './request.ts';

/** Settings before main has answered. */
export const defaultSettings: Settings = { theme: 'system', language: 'system', playbackRate: 1, skipSilence: false, blindFirst: false, callListOpen: false, callListWidth: CALL_LIST_WIDTH.usual, scoreWidth: SCORE_WIDTH.usual };

/** The person's settings and the way to change them. The change shows at once; main's answer is what stays. */
export const useSettings = (): readonly [Settings, (change: Partial<Settings>) => void] => {
  const client = useQueryClient();
  const { data = defaultSettings } = useQuery(appQueries.settings);
  const update = (change: Partial<Settings>): void => {
    const current = client.getQueryData(appQueries.settings.queryKey) ?? defaultSettings;
    const next = { ...current, ...change };
    client.setQueryData(appQueries.settings.queryKey, next);
    // The whole object: a partial one would have its missing fields filled with defaults when parsed.
    request('app.updateSettings', next).then(
      (saved) => client.setQueryData(appQueries.settings.queryKey, saved),
      () => client.setQueryData(appQueries.settings.queryKey, current),
    );
  };
  return [data, update];
};
