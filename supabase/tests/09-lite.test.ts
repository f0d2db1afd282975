import { randomBytes } from 'node:crypto';
import { App, appliedVersions, ensureHistoryTable, recordVersion, splitSqlStatements } from '@supabase/lite';
import { createPgliteConnection } from '@supabase/lite/pglite';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { literal, migrationFiles } from './harness.ts';
import { lints } from './lints.ts';
import { orgs } from './world.ts';

const keys = { publishable: 'sb_publishable_test', secret: 'sb_secret_test' };
const origin = 'http://127.0.0.1:54321';

/** The roles that our migrations grant to must exist before them; the embedded backend does not make them by itself. */
const rolesSql = `do $$ begin
  if not exists (select from pg_roles where rolname = 'anon') then create role anon nologin; end if;
  if not exists (select from pg_roles where rolname = 'authenticated') then create role authenticated nologin; end if;
  if not exists (select from pg_roles where rolname = 'service_role') then create role service_role nologin bypassrls; end if;
end $$`;

type Connection = Awaited<ReturnType<typeof createPgliteConnection>>;

/**
 * On its first request Lite grants everything in every schema that has row-level security to all three roles, partitions
 * included. Telling it that this was done leaves the grants as the migrations made them. Every boot needs it.
 */
function keepGrants(connection: Connection): void {
  Reflect.set(connection, 'rlsState', 'active');
}

/** Boots the embedded backend the way the workspace does: system schemas, roles, then our migrations one by one. */
async function boot(): Promise<{ app: App; connection: Connection }> {
  const connection = await createPgliteConnection({ url: 'memory://' });
  const app = new App({
    connection,
    auth: { enabled: true, jwt_secret: randomBytes(32).toString('hex'), publishable_key: keys.publishable, secret_key: keys.secret },
    storage: { enabled: true },
    options: { server: { admin: false } },
  });
  await app.ensureSystemSchema();
  await connection.exec(rolesSql);
  await app.init();
  await ensureHistoryTable(connection);
  for (const { version, name, sql } of migrationFiles()) {
    const statements = splitSqlStatements(sql);
    await connection.transaction(statements, { intent: 'migration' });
    await recordVersion(connection, { version, name: name.slice(15, -4), statements });
  }
  keepGrants(connection);
  return { app, connection };
}

describe('the embedded workspace', () => {
  let app: App;
  let connection: Connection;
  let token = '';
  let outsider = '';

  const request = async (path: string, body?: unknown, bearer?: string, apikey: string | null = keys.publishable) => {
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    if (apikey) headers['apikey'] = apikey;
    if (bearer) headers['authorization'] = `Bearer ${bearer}`;
    const init = body === undefined ? { headers } : { headers, method: 'POST', body: JSON.stringify(body) };
    const response = await app.fetch(new Request(origin + path, init));
    const text = await response.text();
    return { status: response.status, body: (text ? JSON.parse(text) : null) as never };
  };
  const rpc = (name: string, args: unknown, bearer?: string) => request(`/rest/v1/rpc/${name}`, args, bearer);
  const signUp = async (email: string) => {
    const { body } = await request('/auth/v1/signup', { email, password: 'correct horse battery' });
    return body as { access_token: string; user: { id: string } };
  };

  beforeAll(async () => {
    // The backend prints every refused request; here they are the subject of the tests.
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    ({ app, connection } = await boot());
    const [ann, nan] = [await signUp('ann@example.com'), await signUp('nan@example.com')];
    token = ann.access_token;
    outsider = nan.access_token;
    await connection.exec(`insert into public.organizations (id, name) values (${literal(orgs.a)}, 'A')`);
    await connection.exec(`insert into public.organization_members (organization_id, user_id, role, display_name)
      values (${literal(orgs.a)}, ${literal(ann.user.id)}, 'admin', 'Ann')`);
  });
  afterAll(async () => {
    vi.restoreAllMocks();
    await connection?.close();
  });

  it('takes every migration unchanged', async () => {
    expect(await appliedVersions(connection)).toEqual(migrationFiles().map((file) => file.version));
    expect((await rpc('schema_version', {}, token)).body).toBe(migrationFiles().at(-1)?.version);
  });

  it('imports, lists, searches and opens calls over REST', async () => {
    const call = { vapi_call_id: orgs.b, call_type: 'inbound', status: 'ended', transcript: 'User: un café, por favor', cost: 0.5 };
    const items = [{ call, assistant: { vapi_assistant_id: orgs.b, name: 'Bar' }, prompt: { content: 'Serve.' } }];
    const imported = await rpc('import_calls', { p_organization_id: orgs.a, p_items: items }, token);
    expect(imported).toEqual({ status: 200, body: [{ vapi_call_id: orgs.b, result: 'inserted' }] });
    const page = await rpc('list_calls', { p_organization_id: orgs.a, p_filters: { q: 'cafe' } }, token);
    expect(page).toMatchObject({ status: 200, body: { rows: [{ assistant_name: 'Bar', prompt_version: 1, cost: 0.5 }], next: null } });
    const [row] = (page.body as { rows: { id: string; snippet: string }[] }).rows;
    expect(row?.snippet).toBe('User: un \u0002café\u0003, por favor');
    const one = await rpc('get_call', { p_organization_id: orgs.a, p_call_id: row?.id }, token);
    expect(one.body).toMatchObject({ id: row?.id, assistant: { name: 'Bar' }, analysis: null });
    const asked = await rpc('calls_for_import', { p_organization_id: orgs.a, p_vapi_call_ids: [orgs.b] }, token);
    expect(asked.body).toMatchObject([{ held_elsewhere: false, call: { vapi_call_id: orgs.b } }]);
    expect((await rpc('whoami', {}, token)).body).toMatchObject({ memberships: [{ role: 'admin', display_name: 'Ann' }] });
  });

  it('answers a bad filter with 400 and its code', async () => {
    const answer = await rpc('list_calls', { p_organization_id: orgs.a, p_filters: { colour: 'red' } }, token);
    expect(answer).toMatchObject({ status: 400, body: { code: '22023', message: 'unknown filter "colour"' } });
  });

  it('embeds the assistant of a call through the pair of columns that ties them', async () => {
    const answer = await request('/rest/v1/calls?select=call_type,assistants(name)', undefined, token);
    expect(answer).toEqual({ status: 200, body: [{ call_type: 'inbound', assistants: { name: 'Bar' } }] });
  });

  it('shows a stranger nothing, and anon or a request without a key even less', async () => {
    expect((await request('/rest/v1/calls?select=id', undefined, outsider)).body).toEqual([]);
    expect(await rpc('list_calls', { p_organization_id: orgs.a }, outsider)).toMatchObject({ status: 403, body: { code: '42501' } });
    expect((await request('/rest/v1/calls?select=id')).status).toBe(401);
    expect((await rpc('list_calls', { p_organization_id: orgs.a })).status).toBe(401);
    expect((await request('/rest/v1/calls?select=id', undefined, undefined, null)).status).toBe(401);
  });

  it('leaves the grants of the migrations as they are', async () => {
    for (const [rule, sql] of Object.entries(lints)) {
      const { rows } = await connection.exec<{ rows: unknown[] }>(sql);
      expect([rule, rows]).toEqual([rule, []]);
    }
  });

  it.each(['app', 'app_partitions', 'auth'])('does not serve the schema %s', async (schema) => {
    const headers = { apikey: keys.publishable, authorization: `Bearer ${token}`, 'accept-profile': schema };
    const table = schema === 'auth' ? 'users' : 'calls_default';
    const response = await app.fetch(new Request(`${origin}/rest/v1/${table}?select=id`, { headers }));
    expect(response.status).toBeGreaterThanOrEqual(400);
  });
});
