import type { SupabaseClient } from '@supabase/supabase-js';
import type { Remote } from '../../../core/remote/remote.ts';
import { arrive } from './arrive.ts';
import { inOrganization, type Profile } from './profile.ts';
import type { SessionDeps } from './session-deps.ts';
import { signInError } from './sign-in-error.ts';
import { within } from './within.ts';

/** How a sign-in asks who belongs where, and how long it waits to take itself back. */
export interface SignInDeps {
  readonly remoteOf: (client: SupabaseClient) => Remote;
  readonly patienceMs: number;
  readonly log: SessionDeps['log'];
}

/**
 * Signs in and asks where the person belongs; he is in his first organization then. A sign-in that cannot ask is none, or
 * its tokens would stand beside another's profile. Rejects with AppError.
 */
export async function signInWith(client: SupabaseClient, email: string, password: string, deps: SignInDeps): Promise<Profile> {
  const { data, error } = await client.auth.signInWithPassword({ email, password });
  if (error) throw signInError(error);
  try {
    const { memberships } = await arrive(deps.remoteOf(client), deps.log);
    return inOrganization({ user: { id: data.user.id, email: data.user.email ?? email, displayName: email }, memberships, organizationId: null });
  } catch (failure) {
    await within(deps.patienceMs, client.auth.signOut({ scope: 'local' })).catch(() => undefined);
    throw failure;
  }
}
