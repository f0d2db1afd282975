import { createClient, type SupabaseClient, type SupportedStorage } from '@supabase/supabase-js';
import type { z } from 'zod';
import { AppError } from '../../../core/contract/errors.ts';
import { remoteError } from './errors.ts';
import { guardedFetch, type FetchHears } from './guarded-fetch.ts';

export interface ProjectAddress {
  readonly url: string;
  readonly key: string;
}

/** Name under which supabase-js keeps the session in the storage it is given. */
export const SESSION_KEY = 'sidetone-session';

/** Never used: nothing here listens to realtime. */
class NoTransport {
  readonly reason = 'realtime is not used';
}

/**
 * A Supabase client for main. Node 20 has no WebSocket and supabase-js refuses to start without a transport, though
 * nothing here uses realtime (https://github.com/supabase/supabase-js, realtime.transport).
 */
export function createRemoteClient(project: ProjectAddress, storage: SupportedStorage, hears: FetchHears): SupabaseClient {
  return createClient(project.url, project.key, {
    auth: { storage, storageKey: SESSION_KEY, persistSession: true, autoRefreshToken: true, detectSessionInUrl: false },
    global: { fetch: guardedFetch(hears) },
    ...(globalThis.WebSocket ? {} : { realtime: { transport: NoTransport as never } }),
  });
}

/** Calls an RPC and parses what it answers. Rejects with AppError. */
export async function callRpc<S extends z.ZodType>(client: SupabaseClient, name: string, args: Record<string, unknown>, schema: S): Promise<z.output<S>> {
  const { data, error, status } = await client.rpc(name, args);
  if (error) throw remoteError(status, error);
  const parsed = schema.safeParse(data);
  if (!parsed.success) throw new AppError('internal', `${name} answered in a shape that is not expected: ${parsed.error.issues[0]?.path.join('.') ?? ''}`);
  return parsed.data;
}
