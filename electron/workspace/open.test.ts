import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyMigrations, migrations, prepareDatabase } from './migrations.ts';
import { openWorkspace, type OpenWorkspace } from './open.ts';

const credentials = { jwtSecret: 'a-secret-of-more-than-32-characters-for-tests', publishableKey: 'sb_publishable_test', secretKey: 'sb_secret_test' };
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token for service_role, signed with a secret. */
function forgedToken(secret: string): string {
  const body = `${base64({ alg: 'HS256', typ: 'JWT' })}.${base64({ role: 'service_role', exp: 4_102_444_800 })}`;
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
}

describe('the embedded workspace over HTTP', () => {
  let workspace: OpenWorkspace;
  const ask = (path: string, headers: Record<string, string>, method = 'GET', body?: string) =>
    workspace.fetch(new Request(`http://127.0.0.1${path}`, { method, headers: { 'content-type': 'application/json', ...headers }, ...(body ? { body } : {}) }), '127.0.0.1');

  beforeAll(async () => {
    workspace = await openWorkspace({ folder: null, snapshot: null }, credentials);
  }, 60_000);
  afterAll(() => workspace.close());

  it('refuses a request without a key, even from this machine', async () => {
    expect((await ask('/rest/v1/calls', {})).status).toBe(401);
    expect((await ask('/rest/v1/organizations', { host: 'localhost' })).status).toBe(401);
  });

  it('refuses a wrong key', async () => {
    expect((await ask('/rest/v1/calls', { apikey: 'sb_publishable_other' })).status).toBe(401);
  });

  it.each(['dev-secret-change-me', 'super-secret-jwt-token-with-at-least-32-characters-long'])('takes no token signed with the well-known secret %s', async (secret) => {
    const answer = await ask('/rest/v1/organizations', { apikey: credentials.publishableKey, authorization: `Bearer ${forgedToken(secret)}` });
    expect(answer.ok).toBe(false);
  });

  it('leaves the grants as the migrations made them, also after its first requests', async () => {
    await ask('/auth/v1/signup', { apikey: credentials.publishableKey }, 'POST', JSON.stringify({ email: 'one@example.com', password: 'a long password' }));
    await ask('/rest/v1/rpc/whoami', { apikey: credentials.publishableKey }, 'POST', '{}');
    await ask('/rest/v1/calls', { apikey: credentials.publishableKey });
    const { rows } = await workspace.database.query<{ name: string }>(`
      select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('public', 'app_partitions') and c.relkind in ('r', 'p')
        and (has_table_privilege('anon', c.oid, 'select, insert, update, delete') or has_table_privilege('authenticated', c.oid, 'delete'))`);
    expect(rows).toEqual([]);
  });
});

describe('the months of calls', () => {
  it('that are missing when the workspace is opened are made, and take their calls', async () => {
    const home = mkdtempSync(join(tmpdir(), 'sidetone-open-'));
    const place = { folder: join(home, 'database'), snapshot: null };
    const first = await openWorkspace(place, credentials);
    const months = async ({ database }: OpenWorkspace) => (await database.query<{ n: number }>("select count(*)::int as n from pg_inherits where inhparent = 'public.calls'::regclass")).rows[0]?.n ?? 0;
    const before = await months(first);
    // As if the last opening had been months ago: the newest month is not there yet, and one of its calls is.
    await first.database.exec(`
      do $$ begin execute (select 'drop table ' || max(inhrelid::regclass::text) from pg_inherits where inhparent = 'public.calls'::regclass and inhrelid::regclass::text ~ '[0-9]$'); end $$;
      insert into public.organizations (id, name) values ('5d0a0000-0000-4000-8000-00000000000a', 'One');
      insert into public.calls (vapi_call_id, organization_id, call_type, status, created_at)
        values (gen_random_uuid(), '5d0a0000-0000-4000-8000-00000000000a', 'web', 'ended', date_trunc('month', now() at time zone 'UTC') at time zone 'UTC' + interval '18 months 1 day');`);
    expect(await months(first)).toBe(before - 1);
    await first.close();
    const second = await openWorkspace(place, credentials);
    expect(await months(second)).toBe(before);
    expect((await second.database.query<{ n: number }>('select count(*)::int as n from app_partitions.calls_default')).rows).toEqual([{ n: 0 }]);
    await second.close();
    rmSync(home, { recursive: true, force: true });
  }, 60_000);
});

describe('migrations', () => {
  it('are found, in order, each with its version', () => {
    expect(migrations.length).toBeGreaterThan(10);
    expect(migrations.map((one) => one.version)).toEqual(migrations.map((one) => one.version).sort());
    for (const migration of migrations) expect(migration.sql.length).toBeGreaterThan(50);
  });

  it('go on from the last whole file when one of them fails, for every one', async () => {
    const { PGlite } = await import('@electric-sql/pglite');
    const database = await PGlite.create();
    await prepareDatabase(database);
    const steps = ['a', 'b', 'c', 'd'].map((name, index) => ({ version: `2026010100000${index}`, name, sql: `create table ${name} (id int);` }));
    for (let broken = 0; broken < steps.length; broken += 1) {
      const failing = steps.map((step, index) => (index === broken ? { ...step, sql: `${step.sql} select 1/0;` } : step));
      await expect(applyMigrations(database, failing)).rejects.toThrow('division by zero');
      const { rows } = await database.query<{ n: number }>("select count(*)::int as n from pg_tables where schemaname = 'public'");
      expect(rows[0]?.n).toBe(broken);
      expect(await applyMigrations(database, steps.slice(0, broken + 1))).toEqual([steps[broken]?.version]);
    }
    expect(await applyMigrations(database, steps)).toEqual([]);
    await database.close();
  });
});
