import { createClient } from '@supabase/supabase-js';
import type postgres from 'postgres';
import type { RemoteClient } from '../../electron/main/remote/client.ts';

/** How PostgREST passes the body of a request to a function: as a record of the function's arguments. */
const CALLS: Readonly<Record<string, string>> = {
  import_calls: 'select public.import_calls(b.p_organization_id, b.p_items)::text as answer from json_to_record($1::text::json) as b(p_organization_id uuid, p_items jsonb)',
  calls_for_import: 'select public.calls_for_import(b.p_organization_id, b.p_vapi_call_ids)::text as answer from json_to_record($1::text::json) as b(p_organization_id uuid, p_vapi_call_ids uuid[])',
};

/** The HTTP status PostgREST gives an SQLSTATE (docs.postgrest.org, "HTTP Status Codes"). */
export function statusOf(code: string): number {
  const exact: Readonly<Record<string, number>> = { '23503': 409, '23505': 409, '25006': 405, '42883': 404, '42P01': 404, '42P17': 500, '42501': 403, '53400': 500, P0001: 400, '21000': 400, '57P01': 503 };
  const classes: readonly (readonly [pattern: RegExp, status: number])[] = [
    [/^(?:08|53)/u, 503],
    [/^(?:09|25|26|2D|38|39|3B|40|54|55|57|58|F0|HV|P0|XX)/u, 500],
    [/^(?:0L|0P|28)/u, 403],
  ];
  return exact[code] ?? classes.find(([pattern]) => pattern.test(code))?.[1] ?? 400;
}

/** Never used: nothing here listens to realtime, and Node 20 has no WebSocket. */
class NoTransport {
  readonly reason = 'realtime is not used';
}

/** Answers one call of a function, as PostgREST would. */
export type AnswerRpc = (name: string, body: string) => Promise<{ status: number; text: string }>;

/** Functions are called in the session of `sql`, which acts as the person who imports. */
export function postgresRpc(sql: postgres.Sql): AnswerRpc {
  return async (name, body) => {
    const call = CALLS[name];
    if (call === undefined) return { status: 404, text: '{"code":"PGRST202","message":"there is no such function"}' };
    try {
      const [row] = await sql.unsafe<{ answer: string }[]>(call, [body]);
      return { status: 200, text: row?.answer ?? 'null' };
    } catch (error) {
      const { code = '', message = '' } = error as { code?: string; message?: string };
      return { status: statusOf(code), text: JSON.stringify({ code, message }) };
    }
  };
}

/** The app's client on a PostgreSQL without PostgREST. */
export function rpcClient(answer: AnswerRpc): RemoteClient {
  return createClient('http://127.0.0.1', 'sb_publishable_fuzz', {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    global: {
      fetch: async (input, init) => {
        const { status, text } = await answer(new URL(input instanceof Request ? input.url : input).pathname.split('/').at(-1) ?? '', typeof init?.body === 'string' ? init.body : '');
        return new Response(text, { status, headers: { 'content-type': 'application/json' } });
      },
    },
    ...(globalThis.WebSocket ? {} : { realtime: { transport: NoTransport as never } }),
  });
}
