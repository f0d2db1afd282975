import { z } from 'zod';
import { ROLES } from '../../../core/contract/routes/session.ts';
import type { Remote } from '../../../core/remote/remote.ts';
import { callRpc, type RemoteClient } from './client.ts';

type PeopleRemote = Pick<Remote, 'listPeople' | 'inviteMember' | 'withdrawInvitation' | 'changeMemberRole' | 'removeMember'>;

const role = z.enum(ROLES);

const membersSchema = z.array(
  z
    .object({ user_id: z.uuid(), email: z.string().nullable(), display_name: z.string().nullable(), role })
    .transform((one) => ({ userId: one.user_id, email: one.email, displayName: one.display_name, role: one.role })),
);

const invitationsSchema = z.array(
  z
    .object({ id: z.uuid(), email: z.string().nullable(), role, expires_at: z.string(), state: z.string() })
    .transform(({ id, email, role: waiting, expires_at, state }) => ({ id, email, role: waiting, expiresAt: expires_at, state })),
);

const done = z.unknown().transform(() => undefined);

/** The questions about an organization's people, each one RPC. */
export function peopleOf(client: RemoteClient): PeopleRemote {
  return {
    listPeople: async (organizationId) => {
      const asked = { p_organization_id: organizationId };
      const [members, invitations] = await Promise.all([callRpc(client, 'list_members', asked, membersSchema), callRpc(client, 'list_invitations', asked, invitationsSchema)]);
      const open = invitations.flatMap(({ id, email, role: waiting, expiresAt, state }) => (state === 'open' && email !== null ? [{ id, email, role: waiting, expiresAt }] : []));
      return { members, invitations: open };
    },
    inviteMember: (organizationId, email, wanted) => callRpc(client, 'invite_member', { p_organization_id: organizationId, p_email: email, p_role: wanted }, done),
    withdrawInvitation: (organizationId, invitationId) => callRpc(client, 'withdraw_invitation', { p_organization_id: organizationId, p_invitation_id: invitationId }, done),
    changeMemberRole: (organizationId, userId, wanted) => callRpc(client, 'change_member_role', { p_organization_id: organizationId, p_user_id: userId, p_role: wanted }, done),
    removeMember: (organizationId, userId) => callRpc(client, 'remove_member', { p_organization_id: organizationId, p_user_id: userId }, done),
  };
}
