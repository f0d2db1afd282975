import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, engines, outcome } from './harness.ts';
import { actAs, orgs, people, populate, rows } from './world.ts';

const tables = [
  'organizations', 'organization_members', 'assistants', 'prompts', 'phone_numbers', 'calls', 'call_keys', 'qci_analyses',
  'call_participants', 'prompt_optimizations',
];

/** A harmless update of each table: the column exists and is one that an editor or admin might send. */
const harmless: Record<string, string> = {
  organizations: "name = 'taken'", organization_members: "display_name = 'taken'", assistants: "name = 'taken'",
  prompts: "performance_notes = 'taken'", phone_numbers: "country_code = 'XX'", calls: "summary = 'taken'",
  call_keys: 'created_at = now()', qci_analyses: "judge = 'taken'", call_participants: "participant_name = 'taken'",
  prompt_optimizations: 'is_implemented = true',
};

const idOf = (table: string) => (table === 'organizations' ? 'id' : 'organization_id');

const ANALYTICS = ['bands_by_week', 'calls_per_day', 'cost_per_meeting', 'outcome_funnel', 'qci_trend', 'reviewer_activity', 'top_assistants'];

describe.each(engines)('two organizations on $name', (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await engine.open();
    await populate(db);
  });
  afterAll(() => db?.close());

  const count = async (where: string) => (await db.query<{ n: number }>(`select count(*)::int as n from ${where}`))[0]?.n;

  it.each(tables)('bob reads only his own %s, vic only hers', async (table) => {
    for (const [who, org] of [['bob', orgs.b], ['vic', orgs.a], ['ann', orgs.a]] as const) {
      const seen = await actAs(db, who, (s) => s.query<{ org: string }>(`select ${idOf(table)} as org from public.${table}`));
      expect(seen.length).toBeGreaterThan(0);
      expect(new Set(seen.map((row) => row.org))).toEqual(new Set([org]));
    }
  });

  it.each(tables)('nan, who belongs nowhere, sees no %s and anon may not ask', async (table) => {
    expect(await actAs(db, 'nan', (s) => s.query(`select * from public.${table}`))).toEqual([]);
    expect(await outcome(actAs(db, 'anon', (s) => s.query(`select * from public.${table}`)))).toBe('42501');
  });

  it('a removed member sees nothing on the next request, whatever his token says', async () => {
    await db.exec(`delete from public.organization_members where user_id = '${people.vic.id}'`);
    try {
      expect(await actAs(db, 'vic', (s) => s.query('select id from public.calls'))).toEqual([]);
    } finally {
      await db.exec(`insert into public.organization_members (organization_id, user_id, role, display_name)
        values ('${orgs.a}', '${people.vic.id}', 'viewer', 'Vic')`);
    }
  });

  it('app.current_org_id narrows what membership allows and never widens it', async () => {
    const seenBy = (narrowTo: string) =>
      actAs(db, 'vic', (s) => s.query('select id from public.calls'), { narrowTo }).then((r) => r.length);
    expect(await seenBy(orgs.a)).toBe(1);
    expect(await seenBy(orgs.a.toUpperCase())).toBe(1);
    expect(await seenBy(orgs.b)).toBe(0);
    expect(await seenBy('no uuid')).toBe(0);
    const listed = actAs(db, 'vic', (s) => s.rpc('list_calls', { p_organization_id: orgs.a }), { narrowTo: orgs.b });
    expect(await outcome(listed)).toBe('42501');
  });

  describe('were every column granted, the policies alone still hold', () => {
    beforeAll(() => db.exec('grant select, insert, update, delete on all tables in schema public to authenticated'));
    afterAll(async () => {
      // Back to what the migrations grant, so that the tests below meet the real grants.
      for (const table of tables) await db.exec(`revoke insert, update, delete on public.${table} from authenticated`);
    });

    it.each(tables)('a blind update of %s by bob touches nothing of A', async (table) => {
      const before = await db.query(`select * from public.${table} where ${idOf(table)} = '${orgs.a}'`);
      await outcome(actAs(db, 'bob', (s) => s.query(`update public.${table} set ${harmless[table]}`), { keep: true }));
      expect(await db.query(`select * from public.${table} where ${idOf(table)} = '${orgs.a}'`)).toEqual(before);
    });

    it.each(tables.filter((t) => t !== 'organizations'))('no row of %s changes hands, even blind', async (table) => {
      const owners = () => db.query(`select t.organization_id, to_jsonb(t) ->> 'id' as id from public.${table} t order by 1, 2`);
      const before = await owners();
      for (const [who, to] of [['ann', orgs.b], ['bob', orgs.b], ['bob', orgs.a], ['nan', orgs.b]] as const) {
        const sql = `update public.${table} set organization_id = '${to}'`;
        await outcome(actAs(db, who, (s) => s.query(sql), { keep: true }));
        expect([who, await owners()]).toEqual([who, before]);
      }
      // Whoever has rights in both organizations, the owner of the database included, meets the trigger.
      expect(await outcome(db.exec(`update public.${table} set organization_id = '${orgs.b}'`))).toBe('42501');
    });

    it.each(tables)('a blind delete of %s removes nothing, whoever sends it', async (table) => {
      const before = await count(`public.${table}`);
      for (const who of ['ann', 'bob', 'nan'] as const) {
        await outcome(actAs(db, who, (s) => s.query(`delete from public.${table}`), { keep: true }));
      }
      expect(await count(`public.${table}`)).toBe(before);
    });

    it('a child row follows its parent, so naming another organization gains nothing', async () => {
      const forged = `insert into public.prompts (assistant_id, organization_id, version, content)
        values ('${rows.a.assistant}', '${orgs.b}', 99, 'forged')`;
      expect(await outcome(actAs(db, 'bob', (s) => s.query(forged)))).toBe('42501');
      const missing = forged.replace(rows.a.assistant, '00000003-0000-4000-8000-00000000dead');
      expect(await outcome(actAs(db, 'bob', (s) => s.query(missing)))).toBe('42501');
      for (const table of ['qci_analyses', 'call_participants']) {
        const type = table === 'call_participants' ? ", participant_type) values ('%', '#', 'x')" : ") values ('%', '#')";
        const sql = `insert into public.${table} (call_id, organization_id${type}`.replace('%', rows.a.call).replace('#', orgs.b);
        expect(await outcome(actAs(db, 'bob', (s) => s.query(sql)))).toBe('42501');
      }
    });

    it('a row cannot refer to a row of another organization', async () => {
      const crossed = `insert into public.calls (vapi_call_id, organization_id, assistant_id, call_type, status)
        values (gen_random_uuid(), '${orgs.b}', '${rows.a.assistant}', 'inbound', 'ended')`;
      expect(await outcome(actAs(db, 'bob', (s) => s.query(crossed)))).toBe('23503');
    });
  });

  it('neither partitions nor helpers are reachable', async () => {
    for (const who of ['ann', 'anon'] as const) {
      const reads = ['app_partitions.calls_2026_03', 'app_partitions.calls_default'];
      for (const table of reads) expect(await outcome(actAs(db, who, (s) => s.query(`select * from ${table}`)))).toBe('42501');
      for (const call of [`app.import_call('${orgs.a}', '{}')`, `app.call_source('${orgs.a}', '{}')`, 'app.ensure_call_partitions()'])
        expect(await outcome(actAs(db, who, (s) => s.query(`select ${call}`)))).toBe('42501');
    }
  });

  it('every function of the interface refuses a stranger and anon', async () => {
    const org = { p_organization_id: orgs.a };
    const calls = [
      ['list_calls', org], ['count_calls', org], ['list_facets', org], ['calls_for_import', { ...org, p_vapi_call_ids: [] }],
      ['import_calls', { ...org, p_items: '[]' }], ...ANALYTICS.map((name) => [name, { ...org, p_from: '2026-01-01', p_to: '2026-02-01' }] as const),
    ] as const;
    for (const [name, args] of calls) {
      for (const who of ['bob', 'nan', 'anon'] as const)
        expect([name, await outcome(actAs(db, who, (s) => s.rpc(name, args)))]).toEqual([name, '42501']);
      expect([name, await outcome(actAs(db, 'ann', (s) => s.rpc(name, args)))]).toEqual([name, 'ok']);
    }
    for (const name of ['get_call', 'get_call_raw']) {
      const args = { ...org, p_call_id: rows.a.call };
      expect(await actAs(db, 'bob', (s) => s.rpc(name, args))).toBeNull();
      expect(await actAs(db, 'bob', (s) => s.rpc(name, { ...args, p_organization_id: orgs.b }))).toBeNull();
      expect(await actAs(db, 'vic', (s) => s.rpc(name, args))).not.toBeNull();
      expect(await outcome(actAs(db, 'anon', (s) => s.rpc(name, args)))).toBe('42501');
    }
  });
});
