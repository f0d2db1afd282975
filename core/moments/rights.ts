import type { Role } from '../contract/routes/session.ts';

/** Why somebody may not do something with moments; null where he may. The workspace decides by the same rules. */
export type Hindrance = 'viewer' | 'not-yours' | 'signed-out' | null;

/** Who asks: his role in the organization, null where he belongs to none, and his id, null once his session has ended. */
export interface Asker {
  readonly role: Role | null;
  readonly userId: string | null;
}

const CHANGES_ALL: ReadonlySet<Role> = new Set(['coach', 'editor', 'admin']);

/** Why somebody may not mark, comment or share. */
export function hindranceToAdd({ role, userId }: Asker): Hindrance {
  if (userId === null) return 'signed-out';
  return role === null || role === 'viewer' ? 'viewer' : null;
}

/** Why somebody may not change or delete a moment: a reviewer changes his own, a coach and whoever stands above all. */
export function hindranceToChange(asker: Asker, moment: { readonly authorId: string | null }): Hindrance {
  const hindrance = hindranceToAdd(asker);
  if (hindrance !== null || (asker.role !== null && CHANGES_ALL.has(asker.role))) return hindrance;
  return moment.authorId === asker.userId ? null : 'not-yours';
}
