import type { HandlersFor } from '../../../../core/contract/define.ts';
import { AppError } from '../../../../core/contract/errors.ts';
import type { ProjectCheck, sessionRoutes } from '../../../../core/contract/routes/session.ts';
import type { DemoUser } from '../../../../core/workspace/messages.ts';
import type { SessionManager } from '../../session/session-manager.ts';

export interface SessionHandlerDeps {
  /** Resolves once the window shows and the keyring was asked. */
  readonly manager: Promise<SessionManager>;
  readonly check: (project: { url: string; key: string }) => Promise<ProjectCheck>;
  readonly originOf: (url: string) => string | null;
  /** The demo people of the embedded workspace; waits until it is up. */
  readonly demoUsers: () => Promise<readonly DemoUser[]>;
}

/** Connecting, signing in and out. */
export function sessionHandlers(deps: SessionHandlerDeps): HandlersFor<typeof sessionRoutes> {
  const useProject = async (project: { url: string; key: string }) => {
    const check = await deps.check(project);
    const url = deps.originOf(project.url);
    if (check.result !== 'ok' || !url) throw new AppError('bad_request', 'The project did not pass its check.', { result: check.result });
    return (await deps.manager).choose({ kind: 'project', url, key: project.key.trim() });
  };
  const signInDemo = async (email: string) => {
    const isEmbedded = (await deps.manager).current().workspace?.kind === 'embedded';
    const person = isEmbedded ? (await deps.demoUsers()).find((user) => user.email === email) : undefined;
    if (!person) throw new AppError('not_found', 'No such demo person.');
    return (await deps.manager).signIn(person.email, person.password);
  };
  const demoUsers = async () => {
    const embedded = (await deps.manager).current().workspace?.kind === 'embedded';
    return embedded ? (await deps.demoUsers()).map(({ email, displayName, role }) => ({ email, displayName, role })) : [];
  };
  return {
    'session.get': async () => (await deps.manager).current(),
    'session.checkProject': deps.check,
    'session.useProject': useProject,
    'session.useEmbedded': async () => (await deps.manager).choose({ kind: 'embedded' }),
    'session.leaveWorkspace': async () => (await deps.manager).leaveWorkspace(),
    'session.listDemoUsers': demoUsers,
    'session.signIn': async ({ email, password }) => (await deps.manager).signIn(email, password),
    'session.signInDemo': ({ email }) => signInDemo(email),
    'session.signOut': async ({ wipeCache, discardUnsent }) => (await deps.manager).signOut(wipeCache, discardUnsent),
    'session.refresh': async () => (await deps.manager).refresh(),
    'session.foundOrganization': async ({ id, name, displayName }) =>
      (await deps.manager).foundOrganization({ id, name, displayName: displayName === '' ? null : displayName }),
    'session.chooseOrganization': async ({ organizationId }) => (await deps.manager).chooseOrganization(organizationId),
    'session.keepWithoutKeyring': async ({ agreed }) => (await deps.manager).keepWithoutKeyring(agreed),
  };
}
