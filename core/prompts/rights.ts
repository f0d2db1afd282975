import type { Role } from '../contract/routes/session.ts';

/** Why somebody may not write versions or put one in force; null where he may. The workspace decides by the same rule. */
export type PromptHindrance = 'role' | 'signed-out' | null;

const WRITES: ReadonlySet<Role> = new Set(['editor', 'admin']);

/** `role` is null for whoever belongs to no organization, `isSignedIn` false once the session has ended. */
export function hindranceToWrite({ role, isSignedIn }: { readonly role: Role | null; readonly isSignedIn: boolean }): PromptHindrance {
  if (role === null || !WRITES.has(role)) return 'role';
  return isSignedIn ? null : 'signed-out';
}
