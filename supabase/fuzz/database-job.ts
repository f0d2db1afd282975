import postgres from 'postgres';
import { createSupabaseRemote } from '../../electron/main/remote/supabase-remote.ts';
import type { DropResult } from './drop.ts';
import { fuzzFiles, type FilesJob } from './files.ts';
import { standsWhole } from './judge.ts';
import type { Payload } from './payload.ts';
import { postgresRpc, rpcClient } from './postgres-remote.ts';
import type { ShardReport } from './tally.ts';
import { fuzzWire } from './wire.ts';

export interface DatabaseJob {
  readonly kind: 'database';
  readonly port: number;
  /** The editor who imports. */
  readonly userId: string;
  readonly files: FilesJob;
  /** Items for the function itself. */
  readonly wire: { readonly from: number; readonly to: number };
}

/** A session as PostgREST would open one for this person, with the time limit that Supabase gives it. */
async function signedIn(port: number, userId: string): Promise<postgres.Sql> {
  const sql = postgres({ host: '127.0.0.1', port, user: 'supabase_admin', database: 'postgres', max: 1, onnotice: () => undefined });
  await sql.unsafe(`set role authenticated; set statement_timeout = '8s'; select set_config('request.jwt.claims', '{"sub":"${userId}","role":"authenticated"}', false)`).simple();
  return sql;
}

/** Imports into a real PostgreSQL. Answers how many calls there must be now. */
export async function runDatabaseJob({ port, userId, files, wire }: DatabaseJob, tell: (report: ShardReport) => void): Promise<number> {
  const sql = await signedIn(port, userId);
  const rpc = postgresRpc(sql);
  const remote = createSupabaseRemote(rpcClient(rpc));
  const seen = new Map<string, number>();
  try {
    await fuzzFiles(files, { remote: () => remote, check: (payloads, result) => storedFaults(sql, seen, payloads, result), tell });
    await fuzzWire({ seed: files.seed, ...wire, organizationId: files.organizationId }, rpc, tell);
    return seen.size;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** What is wrong with the rows of an import: a call that is said to be stored and is not there, or not whole. */
async function storedFaults(sql: postgres.Sql, seen: Map<string, number>, payloads: readonly Payload[], { planned, sent, answers }: DropResult): Promise<string[]> {
  const taken = answers.filter(({ result }) => result === 'inserted' || result === 'updated').map(({ vapiCallId }) => vapiCallId);
  const ids = [...new Set(taken)];
  if (ids.length === 0) return [];
  const rows = await sql<{ id: string; raw: unknown }[]>`select vapi_call_id as id, raw_data as raw from public.calls where vapi_call_id = any(${ids})`;
  const faults = rows.length === ids.length ? [] : [`${ids.length} calls are said to be stored and ${rows.length} are there`];
  const values = payloads.flatMap((payload) => payload.values ?? []);
  const isReadable = payloads.every((payload) => payload.values !== null);
  for (const { id, raw } of rows) {
    const views = planned.filter((item) => item.outcome !== 'set-aside' && item.vapiCallId === id).length;
    const isAlone = !seen.has(id) && views === 1 && sent.some(({ call }) => call.vapi_call_id === id);
    seen.set(id, (seen.get(id) ?? 0) + 1);
    if (isAlone && isReadable && !standsWhole(raw, values)) faults.push(`the payload of ${id} does not stand whole in raw_data`);
  }
  return faults;
}
