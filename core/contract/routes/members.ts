import { z } from 'zod';
import { route } from '../define.ts';
import { ROLES } from './session.ts';

const role = z.enum(ROLES);

/** Who belongs to the organization on screen, and who is asked. Addresses are for admins, who alone may ask. */
export const peopleSchema = z.object({
  members: z.array(z.object({ userId: z.uuid(), email: z.string().nullable(), displayName: z.string().nullable(), role })),
  /** Open ones only. */
  invitations: z.array(z.object({ id: z.uuid(), email: z.string(), role, expiresAt: z.string() })),
});

/** Each change answers how things stand after it. */
export const membersRoutes = {
  'members.list': route(z.strictObject({}), peopleSchema),
  'members.invite': route(z.strictObject({ email: z.string().trim().min(3).max(320), role }), peopleSchema),
  'members.withdraw': route(z.strictObject({ invitationId: z.uuid() }), peopleSchema),
  'members.changeRole': route(z.strictObject({ userId: z.uuid(), role }), peopleSchema),
  'members.remove': route(z.strictObject({ userId: z.uuid() }), peopleSchema),
} as const;

export type People = z.infer<typeof peopleSchema>;
