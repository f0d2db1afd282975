import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Session } from '../../../../core/contract/routes/session.ts';
import { request } from '../../bridge/request.ts';
import { takeSession } from '../../bridge/take-session.ts';

/** Everything that changes the session. Each answer is the new session, which every screen reads. */
export const useSessionActions = () => {
  const client = useQueryClient();
  const onSuccess = (session: Session): void => takeSession(client, session);
  return {
    useProject: useMutation({
      mutationFn: (project: { url: string; key: string }) => request('session.useProject', project),
      onSuccess,
    }),
    useEmbedded: useMutation({ mutationFn: () => request('session.useEmbedded', {}), onSuccess }),
    leaveWorkspace: useMutation({ mutationFn: () => request('session.leaveWorkspace', {}), onSuccess }),
    signIn: useMutation({
      mutationFn: (credentials: { email: string; password: string }) => request('session.signIn', credentials),
      onSuccess,
    }),
    signInDemo: useMutation({ mutationFn: (email: string) => request('session.signInDemo', { email }), onSuccess }),
    signOut: useMutation({
      mutationFn: (asked: { wipeCache: boolean; discardUnsent: boolean }) => request('session.signOut', asked),
      onSuccess,
    }),
    /** Asks the workspace anew where the person belongs. */
    refresh: useMutation({ mutationFn: () => request('session.refresh', {}), onSuccess }),
    foundOrganization: useMutation({
      mutationFn: (organization: { id: string; name: string; displayName: string }) => request('session.foundOrganization', organization),
      onSuccess,
    }),
    chooseOrganization: useMutation({
      mutationFn: (organizationId: string) => request('session.chooseOrganization', { organizationId }),
      onSuccess,
    }),
    keepWithoutKeyring: useMutation({
      mutationFn: (agreed: boolean) => request('session.keepWithoutKeyring', { agreed }),
      onSuccess,
    }),
  };
};
