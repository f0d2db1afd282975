import { z } from 'zod';
import { route } from '../define.ts';

/** Roles of an organization's members; each holds what the one before it holds. */
export const ROLES = ['viewer', 'reviewer', 'coach', 'editor', 'admin'] as const;

export const membershipSchema = z.object({
  organizationId: z.uuid(),
  organizationName: z.string(),
  role: z.enum(ROLES),
  displayName: z.string().nullable(),
});

/** Where the calls live: the workspace inside the app, or a Supabase project named by its host. */
export const workspaceRefSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('embedded') }),
  z.object({ kind: z.literal('project'), host: z.string() }),
]);

/**
 * How the session is kept over a restart: sealed by the system's keyring, only in memory (no keyring and no consent),
 * or on disk with Chromium's fixed password because the person agreed to it.
 */
export const keepingSchema = z.enum(['sealed', 'memory', 'plain']);

export const sessionSchema = z.object({
  /** `ended`: a session that was revoked or ran out; reading what is cached goes on, writing needs a new sign-in. */
  status: z.enum(['no-workspace', 'signed-out', 'signed-in', 'ended']),
  workspace: workspaceRefSchema.nullable(),
  user: z.object({ id: z.uuid(), email: z.string(), displayName: z.string() }).nullable(),
  memberships: z.array(membershipSchema),
  /** The organization whose calls are shown; null where the person belongs to none. */
  organizationId: z.uuid().nullable(),
  keeping: keepingSchema,
  /** Calls of this person that can be read on this device without a network. */
  callsOnDevice: z.int().nonnegative(),
});

/** Each failure of a project check has its own words on the screen. */
export const projectCheckSchema = z.discriminatedUnion('result', [
  z.object({ result: z.literal('ok'), latencyMs: z.number(), serverClockOffsetMs: z.number().nullable() }),
  z.object({
    result: z.enum(['bad-address', 'unreachable', 'not-supabase', 'secret-key', 'wrong-key', 'no-migrations']),
    detail: z.string(),
  }),
]);

const projectSchema = z.strictObject({ url: z.string().max(400), key: z.string().max(4000) });
const nothing = z.strictObject({});

export const sessionRoutes = {
  'session.get': route(nothing, sessionSchema),
  'session.checkProject': route(projectSchema, projectCheckSchema),
  'session.useProject': route(projectSchema, sessionSchema),
  'session.useEmbedded': route(nothing, sessionSchema),
  'session.leaveWorkspace': route(nothing, sessionSchema),
  /** The demo people of the embedded workspace, for one-click sign-in; empty elsewhere. */
  'session.listDemoUsers': route(
    nothing,
    z.array(z.object({ email: z.string(), displayName: z.string(), role: z.enum(ROLES) })),
  ),
  'session.signIn': route(
    z.strictObject({ email: z.string().min(1).max(320), password: z.string().min(1).max(1000) }),
    sessionSchema,
  ),
  /** Signs a demo person in without a typed password; it never leaves main. */
  'session.signInDemo': route(z.strictObject({ email: z.string().max(320) }), sessionSchema),
  /**
   * Rejects `conflict` where wiping the cache would lose operations that nobody agreed to lose: details.unsent is their number,
   * details.unread true where something lies on this device that cannot be read and may be more of them.
   */
  'session.signOut': route(z.strictObject({ wipeCache: z.boolean(), discardUnsent: z.boolean().default(false) }), sessionSchema),
  /** Asks the workspace anew where the person belongs: an admin may have added him meanwhile. */
  'session.refresh': route(nothing, sessionSchema),
  /** Founds an organization whose admin the person becomes; the id is the page's, so that a repeated question founds one. */
  'session.foundOrganization': route(
    z.strictObject({ id: z.uuid(), name: z.string().trim().min(1).max(255), displayName: z.string().trim().max(200) }),
    sessionSchema,
  ),
  'session.chooseOrganization': route(z.strictObject({ organizationId: z.uuid() }), sessionSchema),
  /** Answers the question "keep me signed in although this system has no keyring?". */
  'session.keepWithoutKeyring': route(z.strictObject({ agreed: z.boolean() }), sessionSchema),
} as const;

export type Role = (typeof ROLES)[number];
export type Session = z.infer<typeof sessionSchema>;
export type Membership = z.infer<typeof membershipSchema>;
export type WorkspaceRef = z.infer<typeof workspaceRefSchema>;
export type ProjectCheck = z.infer<typeof projectCheckSchema>;
