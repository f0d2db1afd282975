import { z } from 'zod';
import { membershipSchema } from '../../../core/contract/routes/session.ts';

/** Who was signed in, kept so that the app knows it before any network answers. */
export const profileSchema = z.object({
  user: z.object({ id: z.uuid(), email: z.string(), displayName: z.string() }),
  memberships: z.array(membershipSchema),
  organizationId: z.uuid().nullable(),
});

export type Profile = z.infer<typeof profileSchema>;

/** A profile whose organization is one of its memberships, the first where the last one is gone, under the name used there. */
export function inOrganization(profile: Profile): Profile {
  const { memberships, user } = profile;
  const member = memberships.find((one) => one.organizationId === profile.organizationId) ?? memberships[0];
  return { ...profile, organizationId: member?.organizationId ?? null, user: { ...user, displayName: member?.displayName ?? user.email } };
}
