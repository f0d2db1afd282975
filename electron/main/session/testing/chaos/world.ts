import { realWorkspace, ED, JWT_SECRET, KEY, ONE, PASSWORD } from '../real-workspace.ts';
import type { Fault } from './cell.ts';

/** A real workspace with one person, one organization and one call, and what an operator can do there. */
export interface AuthWorld {
  readonly url: string;
  readonly key: string;
  readonly jwtSecret: string;
  readonly email: string;
  readonly password: string;
  readonly organizationId: string;
  readonly callId: string;
  /** Renews a session past the device, which so does not hear of it; answers the token that came of it. */
  renew(refreshToken: string): Promise<string>;
  /** Brings a session to where the auth server answers its renewal by this word. */
  revoke(how: Fault, session: { sessionId: string; refreshToken: string }): Promise<void>;
  countMoments(momentId: string): Promise<number>;
  stop(): Promise<void>;
}

const CALL = '5d0a0000-0000-4000-8000-0000000000c1';

/** Opens one. */
export async function openAuthWorld(): Promise<AuthWorld> {
  const { workspace, server, ids, stop } = await realWorkspace();
  const { database } = workspace;
  await database.query("insert into public.organization_members (organization_id, user_id, role, display_name) values ($1, $2, 'reviewer', 'Ed')", [ONE, ids[ED]]);
  await database.query("insert into public.calls (id, vapi_call_id, organization_id, call_type, status, created_at) values ($1, $1, $2, 'inbound', 'ended', now())", [CALL, ONE]);
  const renew = async (refreshToken: string): Promise<string> => {
    const answer = await fetch(`${server.url}/auth/v1/token?grant_type=refresh_token`, { method: 'POST', headers: { apikey: KEY, 'content-type': 'application/json' }, body: JSON.stringify({ refresh_token: refreshToken }) });
    if (!answer.ok) throw new Error(`A renewal past the device answered ${String(answer.status)}: ${await answer.text()}`);
    return ((await answer.json()) as { refresh_token: string }).refresh_token;
  };
  return {
    url: server.url,
    key: KEY,
    jwtSecret: JWT_SECRET,
    email: ED,
    password: PASSWORD,
    organizationId: ONE,
    callId: CALL,
    renew,
    revoke: async (how, { sessionId, refreshToken }) => {
      // The parent of the token in use may come again, its parent may not.
      if (how === 'refresh_token_already_used') await renew(await renew(refreshToken));
      else {
        await database.query('delete from auth.refresh_tokens where session_id = $1', [sessionId]);
        await database.query('delete from auth.sessions where id = $1', [sessionId]);
      }
    },
    countMoments: async (momentId) => (await database.query<{ n: number }>('select count(*)::int as n from public.key_moments where id = $1', [momentId])).rows[0]?.n ?? 0,
    stop,
  };
}
