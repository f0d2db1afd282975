import { useQuery } from '@tanstack/react-query';
import type { ProjectCheck } from '../../../../core/contract/routes/session.ts';
import { request } from '../../bridge/request.ts';
import { useSettled } from '../../lib/hooks.ts';
import { isSecretKey } from './secret-key.ts';

interface Project {
  url: string;
  key: string;
}

/** Checks a project once typing pauses. A secret key is refused here already: it is never sent anywhere. */
export const useProjectCheck = (
  project: Project,
  enabled: boolean,
): { check: ProjectCheck | null; isChecking: boolean } => {
  const url = useSettled(project.url.trim(), 400);
  const key = useSettled(project.key.trim(), 400);
  const secret = isSecretKey(project.key);
  const complete = url !== '' && key !== '';
  const settled = url === project.url.trim() && key === project.key.trim();
  const { data, isFetching } = useQuery({
    queryKey: ['session', 'check', url, key],
    queryFn: () => request('session.checkProject', { url, key }),
    enabled: enabled && complete && !secret,
    staleTime: 10_000,
    gcTime: 0,
  });
  if (secret) return { check: { result: 'secret-key', detail: '' }, isChecking: false };
  if (!complete || !settled) return { check: null, isChecking: complete };
  return { check: data ?? null, isChecking: isFetching };
};
