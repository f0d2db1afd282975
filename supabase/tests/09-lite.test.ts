import { type App, appliedVersions } from '@supabase/lite';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { literal, migrationFiles } from './harness.ts';
import { lints } from './lints.ts';
import { boot, type Connection, keys, origin } from './lite.ts';
import { orgs } from './world.ts';

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

  it('founds an organization, and takes up an invitation by the confirmed address of the account alone', async () => {
    const founded = await rpc('create_organization', { p_name: 'Fresh', p_display_name: 'Nan' }, outsider);
    expect(founded).toMatchObject({ status: 200, body: { name: 'Fresh', role: 'admin', display_name: 'Nan' } });
    const organization = { p_organization_id: (founded.body as { organization_id: string }).organization_id };
    const invited = await rpc('invite_member', { ...organization, p_email: 'Guest@Example.com', p_role: 'editor' }, outsider);
    expect(invited).toMatchObject({ status: 200, body: { email: 'guest@example.com' } });
    const forger = (await request('/auth/v1/signup', { email: 'forger@example.com', password: 'correct horse battery', data: { email: 'guest@example.com', email_verified: true } })).body as { access_token: string };
    expect((await rpc('accept_invitations', {}, forger.access_token)).body).toEqual([]);
    const guest = await signUp('guest@example.com');
    await connection.exec(`update auth.users set email_confirmed_at = null where id = ${literal(guest.user.id)}`);
    expect((await rpc('accept_invitations', {}, guest.access_token)).body).toEqual([]);
    await connection.exec(`update auth.users set email_confirmed_at = now() where id = ${literal(guest.user.id)}`);
    expect((await rpc('accept_invitations', {}, guest.access_token)).body).toMatchObject([{ name: 'Fresh', role: 'editor' }]);
    expect(await rpc('list_invitations', organization, guest.access_token)).toMatchObject({ status: 403, body: { code: '42501' } });
    expect((await rpc('remove_member', { ...organization, p_user_id: guest.user.id }, outsider)).body).toBe(true);
    expect((await rpc('whoami', {}, guest.access_token)).body).toMatchObject({ memberships: [] });
    expect(await rpc('leave_organization', organization, outsider)).toMatchObject({ status: 409, body: { code: 'PT409' } });
  });

  it('answers a write by its result, and its history tells of it', async () => {
    const [{ id } = { id: '' }] = (await request('/rest/v1/calls?select=id', undefined, token)).body as { id: string }[];
    await connection.exec(`insert into public.qci_analyses (call_id, dynamics_score, objections_score, brand_score, outcome_score, qci_total_score)
      values (${literal(id)}, 10, 10, 10, 10, 40)`);
    const send = (op: string, version: number, value: unknown) =>
      rpc('override_score', { p_op_id: op, p_expected_version: version, p_patch: { call_id: id, dimension: 'dynamics', value, reason: 'policy' } }, token);
    expect(await send(orgs.a, 1, 30)).toEqual({ status: 200, body: { result: 'applied', call_id: id, version: 2, qci_total_score: 60, status: 'review' } });
    expect(await send(orgs.a, 1, 30)).toMatchObject({ status: 200, body: { result: 'duplicate', version: 2 } });
    expect(await send(orgs.b, 1, 20)).toMatchObject({ status: 200, body: { result: 'conflict', current: { version: 2, dynamics_score: 30 } } });
    expect(await send(orgs.b, 2, 'many')).toEqual({ status: 200, body: { result: 'rejected', code: 'invalid', field: 'value' } });
    const history = (await rpc('call_history', { p_call_id: id }, token)).body;
    expect(history).toMatchObject([{ action: 'insert' }, { action: 'update', actor_name: 'Ann', reason: 'policy', after: { dynamics_score: 30 } }]);
    expect((await rpc('call_history', { p_call_id: id }, outsider)).body).toEqual([]);
    expect((await rpc('verify_history', { p_organization_id: orgs.a }, token)).body).toMatchObject({ faults: 0 });
    for (const [path, body] of [['history', {}], ['organization_invitations', {}], ['history_tombstones', {}]] as const)
      expect((await request(`/rest/v1/${path}`, body, token)).status).toBeGreaterThanOrEqual(400);
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
