import type { HandlersFor } from '../../../../core/contract/define.ts';
import type { membersRoutes, People } from '../../../../core/contract/routes/members.ts';
import type { Remote } from '../../../../core/remote/remote.ts';
import type { Desk } from '../../session/desk.ts';

/** The organization's people. Nothing of it is kept on this device: it is asked anew each time. */
export function membersHandlers(desk: () => Promise<Desk>): HandlersFor<typeof membersRoutes> {
  const after = async (change: (remote: Remote, organizationId: string) => Promise<void>): Promise<People> => {
    const { organizationId, remote } = await desk();
    const workspace = await remote();
    await change(workspace, organizationId);
    return workspace.listPeople(organizationId);
  };
  return {
    'members.list': () => after(async () => undefined),
    'members.invite': ({ email, role }) => after((remote, organizationId) => remote.inviteMember(organizationId, email, role)),
    'members.withdraw': ({ invitationId }) => after((remote, organizationId) => remote.withdrawInvitation(organizationId, invitationId)),
    'members.changeRole': ({ userId, role }) => after((remote, organizationId) => remote.changeMemberRole(organizationId, userId, role)),
    'members.remove': ({ userId }) => after((remote, organizationId) => remote.removeMember(organizationId, userId)),
  };
}
