import { type Database, literal, migrate, openPglite, platformSql } from '../tests/harness.ts';
import type { Rows } from './oracle.ts';

const id = (kind: number, n: number): string => `c000000${kind}-0000-4000-8000-${String(n).padStart(12, '0')}`;

export const ORGANIZATION = id(1, 1);

/** One person a device: reviewers may change their own moments only, the others all. */
export const PEOPLE = ['reviewer', 'reviewer', 'coach', 'coach', 'admin'].map((role, n) => ({ userId: id(2, n + 1), name: `Person ${n + 1}`, role }));

/** Belongs to no organization: nothing can be shared with him. */
export const STRANGER = id(2, 9);

/** A history's calls are made many at a time. */
const CALLS_AT_ONCE = 400;

/** How many refusals an engine in WebAssembly takes before it runs out of stack. */
const MOST_REFUSALS = 2500;

/** All rows of some calls, as the tables hold them. */
const rowsSql = `
  create schema chaos;
  create function chaos.rows(calls uuid[]) returns jsonb language sql stable security definer as $$ select jsonb_build_object(
    'moments', (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'call', m.call_id, 'start', m.start_ms, 'end', m.end_ms, 'label', m.label, 'kind', m.kind,
      'note', m.note, 'author', m.author, 'updatedBy', m.updated_by, 'version', m.version, 'deleted', m.deleted_at is not null) order by m.id::text collate "C"), '[]')
      from public.key_moments m where m.call_id = any (calls)),
    'comments', (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'moment', c.moment_id, 'author', c.author, 'body', c.body, 'at', c.at_ms,
      'version', c.version) order by c.id::text collate "C"), '[]') from public.moment_comments c where c.call_id = any (calls)),
    'shares', (select coalesce(jsonb_agg(s.moment_id || ' ' || s.user_id order by (s.moment_id || ' ' || s.user_id) collate "C"), '[]')
      from public.moment_shares s where s.call_id = any (calls)))
  $$;
  -- The moments of each call, as get_call gives them, without the rest of the call.
  create function chaos.moments(calls uuid[]) returns jsonb language sql stable security definer as $$
    select jsonb_agg((select coalesce(jsonb_agg(app.moment_json(m) order by m.start_ms, m.created_at, m.id), '[]')
      from public.key_moments m where m.call_id = c.id and m.deleted_at is null) order by c.n) from unnest(calls) with ordinality c (id, n)
  $$;
  grant usage on schema chaos to authenticated;`;

/** The real migrations on PGlite, asked as PostgREST asks: in the role of a signed-in person, with his claims. */
export class Workspace {
  #db: Database | null = null;
  #calls = 0;
  #refusals = 0;

  /** Two calls that nobody knows yet; opens another database where this one has taken enough. */
  async calls(): Promise<[string, string]> {
    if (this.#db === null || this.#refusals > MOST_REFUSALS || this.#calls >= 20_000) await this.#open();
    const n = this.#calls;
    this.#calls += 2;
    if (n % CALLS_AT_ONCE === 0) await this.#add(n);
    return [id(6, n), id(6, n + 1)];
  }

  /** One write, as somebody. */
  async write(userId: string, kind: string, opId: string, expectedVersion: number, patch: unknown): Promise<Record<string, unknown>> {
    const answer = await this.#ask<Record<string, unknown>>(userId, `public.${kind}(${literal(opId)}, ${expectedVersion}, ${literal(patch)})`);
    if (answer['result'] === 'rejected') this.#refusals += 1;
    return answer;
  }

  /** The moments of calls, as whoever opens them is told; `whole` asks for all of the call, as the app does, and takes longer. */
  async moments(userId: string, calls: readonly string[], whole = false): Promise<unknown[][]> {
    const list = calls.map((call) => `public.get_call('${ORGANIZATION}', '${call}') -> 'moments'`);
    return this.#ask<unknown[][]>(userId, whole ? `jsonb_build_array(${list.join(', ')})` : `chaos.moments('{${calls.join(',')}}')`);
  }

  rows(calls: readonly string[]): Promise<Rows> {
    return this.#ask<Rows>(STRANGER, `chaos.rows('{${calls.join(',')}}')`);
  }

  async close(): Promise<void> {
    await this.#db?.close();
    this.#db = null;
  }

  async #ask<T>(userId: string, expression: string): Promise<T> {
    const [row] = (await this.#db?.query<{ answer: T }>(`select set_config('request.jwt.claims', '{"sub":"${userId}","role":"authenticated"}', false), ${expression} as answer`)) ?? [];
    if (!row) throw new Error('the workspace is not open');
    return row.answer;
  }

  async #open(): Promise<void> {
    await this.close();
    const db = await openPglite();
    await db.exec(platformSql);
    await migrate(db);
    const people = PEOPLE.map(({ userId, name, role }) => `('${ORGANIZATION}', '${userId}', '${role}', '${name}')`);
    await db.exec(`begin; ${rowsSql}
      insert into auth.users (id) select unnest('{${[...PEOPLE.map(({ userId }) => userId), STRANGER].join(',')}}'::uuid[]);
      insert into public.organizations (id, name) values ('${ORGANIZATION}', 'Chaos');
      insert into public.organization_members (organization_id, user_id, role, display_name) values ${people.join(', ')}; commit; set plan_cache_mode = force_generic_plan; set role authenticated;`);
    this.#db = db;
    this.#calls = 0;
    this.#refusals = 0;
  }

  async #add(first: number): Promise<void> {
    await this.#db?.exec(`reset role;
      insert into public.calls (id, vapi_call_id, organization_id, call_type, status, created_at)
        select v, v, '${ORGANIZATION}', 'inbound', 'ended', '2026-03-15 10:00:00+00'
        from (select ('c0000006-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid v from generate_series(${first}, ${first + CALLS_AT_ONCE - 1}) n) s;
      set role authenticated;`);
  }
}
