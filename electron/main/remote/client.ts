import { createClient, type SupabaseClient, type SupportedStorage } from '@supabase/supabase-js';
import { ZodError, type z } from 'zod';
import { AppError } from '../../../core/contract/errors.ts';
import type { Database } from './database.types.ts';
import { rememberWaits } from './asked-to-wait.ts';
import { remoteError } from './errors.ts';
import { guardedFetch, type FetchHears } from './guarded-fetch.ts';
import { REFUSALS } from './refresh-verdict.ts';

export interface ProjectAddress {
  readonly url: string;
  readonly key: string;
}

/** A client that knows the functions of the migrations, their names and arguments. */
export type RemoteClient = SupabaseClient<Database>;

type Functions = Database['public']['Functions'];
type RpcName = keyof Functions;

/** Name under which supabase-js keeps the session in the storage it is given. */
export const SESSION_KEY = 'sidetone-session';

/** How long a question waits for a token to be renewed, in milliseconds. */
const RENEWAL_MS = 5_000;

/** When a client's session was last renewed, by whomever (`performance.now()`). */
const renewedAt = new WeakMap<object, number>();

/** Never used: nothing here listens to realtime. */
class NoTransport {
  readonly reason = 'realtime is not used';
}

/**
 * A Supabase client for main. Node 20 has no WebSocket and supabase-js refuses to start without a transport, though
 * nothing here uses realtime (https://github.com/supabase/supabase-js, realtime.transport).
 */
export function createRemoteClient(project: ProjectAddress, storage: SupportedStorage, hears: FetchHears): RemoteClient {
  const waits = rememberWaits();
  const client = createClient<Database>(project.url, project.key, {
    auth: { storage, storageKey: SESSION_KEY, persistSession: true, autoRefreshToken: true, detectSessionInUrl: false },
    global: { fetch: guardedFetch({ ...hears, asked: waits.note }) },
    ...(globalThis.WebSocket ? {} : { realtime: { transport: NoTransport as never } }),
  });
  waits.belongTo(client);
  client.auth.onAuthStateChange((event) => {
    if (event === 'TOKEN_REFRESHED') renewedAt.set(client, performance.now());
  });
  return client;
}

/**
 * Calls an RPC and parses what it answers; a token that was refused is renewed once. Rejects with AppError, `offline` where
 * nobody could be reached to renew it: that ends no session. The compiler holds name and arguments; the answer is only
 * `Json` to it, so its shape is checked here.
 */
export async function callRpc<K extends RpcName, S extends z.ZodType>(client: RemoteClient, name: K, args: Functions[K]['Args'], schema: S): Promise<z.output<S>> {
  const sentAt = performance.now();
  let answer = await client.rpc(name, args);
  if (answer.status === 401) {
    const renewal = await renew(client, sentAt);
    if (renewal === 'unreached') throw new AppError('offline', 'The session could not be renewed.');
    if (renewal === 'renewed') answer = await client.rpc(name, args);
  }
  if (answer.error) throw remoteError(answer.status, answer.error);
  return parseAnswer(name, answer.data, schema);
}

/** What came of a renewal: a new token, no answer of the auth server, or its word that there is no session any more. */
export type Renewal = 'renewed' | 'unreached' | 'over';

/**
 * Renews the session for a question that was sent at `sentAt` and refused; never rejects. A token may be refused that by this
 * machine's clock is still good: the clock was set, or the server has new keys. A session that was renewed since the question
 * was sent is not renewed again. Where the auth server itself refuses, the session is over, and who listens to the client hears it.
 */
export function renew(client: RemoteClient, sentAt: number): Promise<Renewal> {
  return soon(renewSince(client, sentAt).catch(() => 'unreached'));
}

async function renewSince(client: RemoteClient, sentAt: number): Promise<Renewal> {
  const { auth } = client;
  const { data, error: unreached } = await auth.getSession();
  if (!data.session) return unreached ? 'unreached' : 'over';
  if ((renewedAt.get(client) ?? -1) >= sentAt) return 'renewed';
  const { error } = await auth.refreshSession();
  if (!error) return 'renewed';
  if (!REFUSALS.has(error.status ?? 0)) return 'unreached';
  await auth.signOut({ scope: 'local' });
  return 'over';
}

/** supabase-js tries for up to 25 seconds where nobody answers a renewal; a question does not wait so long for it. */
async function soon(renewal: Promise<Renewal>): Promise<Renewal> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<Renewal>((resolve) => (timer = setTimeout(resolve, RENEWAL_MS, 'unreached')));
  return Promise.race([renewal, tooLate]).finally(() => clearTimeout(timer));
}

/** Transforms may throw as well as report; both are an answer in a shape that is not expected. */
function parseAnswer<S extends z.ZodType>(name: string, data: unknown, schema: S): z.output<S> {
  try {
    return schema.parse(data);
  } catch (error) {
    const where = error instanceof ZodError ? (error.issues[0]?.path.join('.') ?? '') : '';
    throw new AppError('internal', `${name} answered in a shape that is not expected: ${where}`);
  }
}
